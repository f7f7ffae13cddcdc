"""Dates and time: what resumes write, and what it adds up to."""

from __future__ import annotations

import pytest

from rolewright.matching import years
from rolewright.matching.dates import iso, month_name, periods
from rolewright.model.profile import Fact, When


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Jan 2020 – Present", "2020-01", None),
        ("01/2020 - 03/2022", "2020-01", "2022-03"),
        ("seit 03.2020", "2020-03", None),
        ("From 03/2020 to 05/2022", "2020-03", "2022-05"),
        ("(1 March 2020 – 30 June 2021)", "2020-03", "2021-06"),
        ("Jan – Mar 2020", "2020-01", "2020-03"),
        ("Nov '18 — Feb '20", "2018-11", "2020-02"),
        ("2020-01 to 2021-05", "2020-01", "2021-05"),
        ("01.02.2019 – 31.03.2020", "2019-02", "2020-03"),
        ("Januar 2018 bis Dezember 2019", "2018-01", "2019-12"),
        ("Feb2018-Apr2019", "2018-02", "2019-04"),
        ("Acme | Sept. 2019–heute | Berlin", "2019-09", None),
    ],
)
def test_a_period_is_read_to_the_month(text, start, end) -> None:
    """Ranges in the ways that resumes write them."""
    (found,) = periods(text)
    assert month_name(found.start[0]) == month_name(found.start[1]) == start
    assert (found.end and month_name(found.end[0])) == end


def test_years_alone_are_as_exact_as_they_are_written() -> None:
    """“2018–20” may be 14 to 36 months."""
    (found,) = periods("2018–20")
    assert found.start == (2018 * 12, 2018 * 12 + 11)
    assert found.end == (2020 * 12, 2020 * 12 + 11)
    assert years.months([When(found.start, found.end, Fact("", 0, 0))], 2026 * 12) == (14, 36)


@pytest.mark.parametrize(
    "text", ["version 4.2 of the API", "raised 2,000 tickets", "room 1207", "99.9 % uptime", "call 020 7946 0018"]
)
def test_other_numbers_are_no_dates(text) -> None:
    """Versions, counts and telephone numbers."""
    assert not periods(text)


def test_overlaps_count_once_and_nothing_ends_after_today() -> None:
    """Two jobs at the same time are not twice the time."""

    def when(a: str, b: str | None) -> When:
        end = None if b is None else iso(b)
        return When(iso(a), end, Fact("", 0, 0))

    assert years.months([when("2020-01", "2020-12"), when("2020-07", "2021-06")], 2026 * 12) == (18, 18)
    assert years.months([when("2020-01", None)], 2020 * 12 + 5) == (6, 6)
    assert years.months([when("2020-01", "2030-01")], 2020 * 12 + 5) == (6, 6)
    assert years.months([when("2021-01", None)], 2020 * 12) == (0, 0)
