"""Which places and laws bind a posting: read from its text, its date and the caller."""

from __future__ import annotations

import pytest

from rolewright import api

DATE = "2026-11-23"
WORK = "Responsibilities\n- Build and run the ranking service.\n\nRequirements\n- Python and SQL.\n"


def told(about: str, code: str, **given):
    """The findings of one rule on a posting with a line on the place."""
    text = f"ML Engineer\n\n{about}\n\n{WORK}"
    return [f for f in api.check(text, **({"date": DATE} | given)).findings if f.code == code]


def states(about: str) -> set[str]:
    """The jurisdictions that are read from a line."""
    return {place.code for place in api.read(f"ML Engineer\n\n{about}\n\n{WORK}").places}


@pytest.mark.parametrize(
    ("about", "codes"),
    [
        ("Location: Remote (US)", {"US"}),
        ("Location: New York, NY", {"US-NYC"}),
        ("Location: San Francisco Bay Area", {"US-CA"}),
        ("Location: San Francisco, CA", {"US-CA", "US-CA-SF"}),
        ("Location: Toronto, ON", {"CA-ON"}),
        ("You must reside in CO, WA or NY.", {"US-CO", "US-WA", "US-NY"}),
        ("Location: Atlanta, Georgia", {"US-GA"}),
        ("Location: Tbilisi, Georgia", {"GE"}),
        ("Location: Georgia", set()),
        ("Location: Washington, DC", {"US-DC"}),
        ("Open to people in California, Colorado or Washington", {"US-CA", "US-CO", "US-WA"}),
        ("Location: Ontario, California", {"US-CA"}),
        ("Location: Ontario, Canada", {"CA-ON", "CA"}),
        ("Location: London, Ontario", {"CA-ON"}),
        ("Location: London", {"GB"}),
        ("Location: Cambridge", set()),
        ("Location: Cambridge, MA", {"US-MA"}),
        ("Location: Cambridge, UK", {"GB"}),
        ("Location: Reading", set()),
        ("Location: Reading, UK", {"GB"}),
        ("Location: Vancouver, WA", {"US-WA"}),
        ("Location: Vancouver, BC", {"CA-BC"}),
        ("Location: Kansas City, MO", {"US-MO"}),
        ("Location: Paris, Texas", {"US-TX"}),
        ("Location: Paris", {"FR"}),
        ("We are a Delaware corporation.", set()),
        ("Our papers appear at Boston University.", set()),
        ("We cut CO2, and our CO sensors save lives.", set()),
        ("A BA or MA in statistics, or an MD or PhD.", set()),
    ],
)
def test_places_are_read_in_context(about, codes):
    """Towns of one name, states that are words, schools and companies named after places."""
    assert states(about) == codes


@pytest.mark.parametrize(
    "about",
    [
        "Location: Denver, Colorado",
        "You must live in Colorado or Texas.",
        "You must reside in CO, WA or NY.",
        "Location: remote, open to Colorado.",
        "This is a remote role. Location: United States.",
    ],
)
def test_a_pay_law_reaches_the_posting(about):
    """A place of work, a place to live in, a remote job open to the state or to the country."""
    assert told(about, "RW701")


@pytest.mark.parametrize(
    "about",
    [
        "Location: Austin, Texas, with travel to Denver.",
        "Location: Austin, Texas. We have offices in Denver.",
        "Location: Austin, Texas\n\nAbout us\nOur customers are hospitals in Colorado.",
        "Location: Austin, Texas. We can't hire in Colorado or New York.",
        "Location: remote in Texas, not available to residents of Colorado.",
    ],
)
def test_a_place_that_is_no_place_of_work_binds_nothing(about):
    """Travel, other offices, customers, and states that are left out."""
    assert told(about, "RW701") == []


def test_leaving_out_colorado_is_told():
    """The exclusion binds nothing by itself; it is a finding of its own."""
    (found,) = told("This remote role is not available to residents of Colorado.", "RW726")
    assert "no way around" in found.message


def test_a_posting_before_the_law_is_left_alone():
    """The law starts on its day."""
    assert told("Location: Toronto, Ontario", "RW715", date="2025-12-31") == []
    assert told("Location: Toronto, Ontario", "RW715", date="2026-01-01")


def test_an_undated_posting_is_told_from_when():
    """Without a date the statute's first day is said."""
    (found,) = told("Location: Denver, Colorado", "RW701", date="")
    assert "from 2021-01-01 on" in found.message
    assert "Not legal advice" in found.message


def test_a_law_to_come_is_a_note():
    """Delaware starts in 2027: an undated posting is told, a dated one isn't."""
    (found,) = told("Location: Wilmington, DE", "RW701", date="")
    assert found.severity == "note"
    assert "from 2027-09-01 on" in found.message
    assert told("Location: Wilmington, DE", "RW701") == []


@pytest.mark.parametrize(
    ("places", "severity"), [(("US-NY",), "error"), (("US-TX",), "warning"), ((), "error"), (("IN",), "warning")]
)
def test_a_rule_with_a_law_is_weaker_elsewhere(places, severity):
    """Asking for salary history is an error where it is banned, and a warning where it is only bad."""
    (found,) = told("Send your CV with your current salary.", "RW705", places=places)
    assert found.severity == severity
    assert ("Salary-history bans" in found.message) == (places == ("US-NY",))


def test_what_nobody_has_read_a_source_for_is_no_error():
    """The Canadian codes on nationality are known, not read: a warning."""
    (found,) = told("Canadian citizens only.", "RW725", places=("CA-ON",))
    assert found.severity == "warning"


def test_the_gap_of_ontario_is_measured_in_its_dollars():
    """A US range beside it is no business of Ontario's."""
    pay = "Location: Toronto, Ontario\n\nSalary: {} 100,000 to {} 180,000 a year"
    assert [f.severity for f in told(pay.format("CAD", "CAD"), "RW703")].count("error") == 1
    assert "error" not in [f.severity for f in told(pay.format("GBP", "GBP"), "RW703")]
