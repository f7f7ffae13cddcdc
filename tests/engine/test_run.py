"""Rules over a posting."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolewright import api
from rolewright.engine import own
from rolewright.engine.run import Plan, run
from rolewright.errors import ConfigError
from rolewright.model.posting import Posting, Trouble
from rolewright.model.score import add_up
from rolewright.reading.read import read


def test_findings_carry_their_rule(check_with, words):
    """A finding has the rule's code, name, topic, severity, advice, grade and source."""
    (finding,) = check_with("We want a ninja.\n", words("RW601", "ninja")).findings
    assert finding[:4] == ("RW601", "the word ninja", "wording", "warning")
    assert (finding.advice, finding.evidence, finding.source, finding.points) == (
        "Say less.",
        "house style",
        "a test",
        -3,
    )


def test_a_rule_costs_no_more_than_its_limit(check_with, words):
    """Points of one rule end at its limit; the findings are all told."""
    report = check_with("ninja ninja ninja ninja ninja", words("RW601", "ninja", points=-3, most=-8))
    assert [f.points for f in report.findings] == [-3, -3, -2, 0, 0]
    assert report.score == 42


def test_credits_are_limited_too(check_with, words):
    """A limit holds for credits whichever sign it is written with."""
    report = check_with("pay pay pay", words("RC501", "pay", severity="credit", points=4, most=-8))
    assert [f.points for f in report.findings] == [4, 4, 0]
    assert report.score == 58


def test_findings_are_in_the_order_of_the_text(check_with, words):
    """Findings of several rules are ordered by place."""
    report = check_with("ninja rockstar ninja", words("RW602", "rockstar"), words("RW601", "ninja"))
    assert [f.start for f in report.findings] == [0, 6, 15]


def test_troubles_of_the_document_are_findings():
    """What the reader told of becomes a finding of a document rule; unknown troubles too."""
    posting = Posting(
        "", (), name="scan.pdf", troubles=(Trouble("encrypted", "is locked"), Trouble("empty", "has no text"))
    )
    report = run(posting, read(posting), Plan(own.RULES, own.RULES))
    assert [(f.code, f.severity, f.message) for f in report.findings] == [
        ("RW001", "error", "is locked"),
        ("RW004", "error", "has no text"),
    ]


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_checked(text):
    """Every text has a report whose spans are inside it and whose sum is right."""
    report = api.check(text)
    assert all(0 <= f.start <= f.end <= len(text) for f in report.findings)
    assert report.total == add_up(report.findings)


def test_only_an_iso_date_is_a_date(words):
    """The posting's own date counts if it is written as ISO dates are; any other way is no date."""
    seen = []

    def look(case):
        seen.append(case.date)
        return ()

    rule = words("RW601", "x")._replace(check=look)
    for written in ("2026-03-01T10:00:00Z", "Mar 1, 2026", "2026-3-1", "2026-13-01", "", "٢٠٢٦-03-01"):
        posting = Posting("Data Engineer", (), facts=(("datePosted", written),))
        run(posting, read(posting), Plan((rule,), (rule,)))
    assert seen == ["2026-03-01", "", "", "", "", ""]


def test_read_batch_never_raises():
    """A bad row is an error row; the others are read."""
    rows = api.read_batch(["Data engineer\n\nBuild pipelines.", None, ""], ["Data Engineer"])
    assert rows[0]["version"] == 1
    assert rows[1] == {"error": "not a text but NoneType"}
    assert rows[2]["text"] == ""


def test_api_names_are_sorted_and_there():
    """`__all__` is sorted and every name in it exists."""
    assert api.__all__ == sorted(api.__all__)
    assert all(hasattr(api, name) for name in api.__all__)


def test_a_date_that_is_none_is_misuse():
    """A posting's date is ISO; any other way to write it is refused, not guessed."""
    with pytest.raises(ConfigError, match="no date"):
        api.check("ML Engineer", date="yesterday")
