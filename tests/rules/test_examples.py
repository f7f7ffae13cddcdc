"""Every rule proves itself: its bad examples fire it, its good ones don't."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rolewright import api
from rolewright.model.terms import GRADES, SEVERITIES
from rolewright.rules import collect

if TYPE_CHECKING:
    from collections.abc import Callable

    from rolewright.model.rule import Case, Example, Rule

    CaseOf = Callable[[Example | str], Case]

RULES = collect()
BAD = [pytest.param(rule, example, id=f"{rule.code}-{n}") for rule in RULES for n, example in enumerate(rule.bad, 1)]
GOOD = [pytest.param(rule, example, id=f"{rule.code}-{n}") for rule in RULES for n, example in enumerate(rule.good, 1)]


@pytest.mark.parametrize(("rule", "example"), BAD)
def test_bad_example_fires(rule: Rule, example: Example | str, case_of: CaseOf) -> None:
    """A bad example gives at least one hit, every hit's span lies inside the text, and what the rule needs is there."""
    case = case_of(example)
    assert not rule.needs or any(map(case.has, rule.needs)), rule.needs
    hits = list(rule.check(case))
    assert hits, rule.name
    assert all(0 <= hit.start <= hit.end <= len(case.reading.text) for hit in hits)


@pytest.mark.parametrize(("rule", "example"), GOOD)
def test_good_example_stays_quiet(rule: Rule, example: Example | str, case_of: CaseOf) -> None:
    """A good example gives no hit."""
    case = case_of(example)
    if rule.needs and not any(map(case.has, rule.needs)):
        assert not list(rule.check(case)), f"{rule.name} is never asked without {rule.needs}"
    said = [f"{hit.message!r} at {case.reading.text[hit.start : hit.end]!r}" for hit in rule.check(case)]
    assert not said, rule.name


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.code) for rule in RULES])
def test_record_is_whole(rule: Rule) -> None:
    """A rule names its grade, severity, reason, advice and examples both ways, and its points have the right sign."""
    assert rule.evidence in GRADES
    assert rule.severity in SEVERITIES
    assert rule.why
    assert rule.advice
    assert rule.bad
    assert rule.good
    assert rule.code.startswith("RC") == (rule.severity == "credit") == (rule.points > 0)
    assert abs(rule.most) >= abs(rule.points)


def test_names_are_unique() -> None:
    """No two rules share a name: `allow NAME` means one rule."""
    names = [rule.name for rule in RULES]
    assert len(names) == len(set(names))


def test_no_rule_that_is_on_fires_on_nearly_all() -> None:
    """What 19 of 20 real postings would be told, tells nothing of one: such a rule is off unless selected."""
    table = Path(__file__).resolve().parents[2] / "benchmarks/fired.tsv"
    rows = [line.split("\t") for line in table.read_text("utf-8").splitlines() if not line.startswith("#")]
    on = {rule.code for rule in RULES if rule.on}
    assert not [code for code, hits, of in rows if code in on and int(hits) > 0.95 * int(of)]


def test_the_process_is_asked_for_where_selected() -> None:
    """RW906 is off, and there for those who ask for it."""
    text = next(rule.bad[0] for rule in RULES if rule.code == "RW906")
    assert "RW906" not in {f.code for f in api.check(text).findings}
    assert "RW906" in {f.code for f in api.check(text, select=("RW906",)).findings}
