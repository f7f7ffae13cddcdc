"""A reading and a plan in, a report out: every chosen rule over one case, hits made findings, quietened, added up."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any

from rolewright._kernel import findings as told
from rolewright.engine import own
from rolewright.engine.suppress import excuse
from rolewright.model.finding import Finding, Hit
from rolewright.model.record import NamedTuple
from rolewright.model.report import Report
from rolewright.model.rule import FACTS, Case, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rolewright.model.posting import Posting
    from rolewright.model.reading import Reading
    from rolewright.model.role import Role


Step = tuple[Any, tuple[Any, ...]]
"""A rule's check, and what its findings take from it."""


class Steps(NamedTuple):
    """Rules as they are asked: some always, others only where a cue of a group occurs."""

    always: tuple[Step, ...]
    on_cue: dict[str, tuple[Step, ...]]


def arranged(rules: Sequence[Rule]) -> Steps:
    """The steps of some rules; one that needs any of several groups is always asked."""
    on_cue: dict[str, list[Step]] = {}
    for rule in rules:
        if len(rule.needs) == 1:
            on_cue.setdefault(rule.needs[0], []).append((rule.check, _parts(rule)))
    always = tuple((rule.check, _parts(rule)) for rule in rules if len(rule.needs) != 1)
    return Steps(always, {group: tuple(found) for group, found in on_cue.items()})


def _parts(rule: Rule) -> tuple[Any, ...]:
    """What a finding takes from its rule, in the order that the kernel's `findings` knows. Points end where the rule's
    limit is reached, spans where the text ends.
    """
    source = rule.sources[0] if rule.sources else ""
    return (rule.code, rule.name, rule.topic, rule.severity, rule.advice, rule.evidence, rule.points, rule.most, source)


class Plan(NamedTuple):
    """What is checked and against what; one plan serves many postings.

    `rules` run; `known` are all there are, so that a comment may name one that doesn't run. `places` are
    jurisdictions (`US-CO`), `date` ISO or "" for the posting's own, `limits` thresholds by name, `tables` the book.
    """

    rules: tuple[Rule, ...]
    known: tuple[Rule, ...]
    places: frozenset[str] = frozenset()
    date: str = ""
    limits: Mapping[str, float] = {}
    tables: Any = None
    role: Role | None = None
    steps: Steps | None = None


def run(posting: Posting, reading: Reading, plan: Plan) -> Report:
    """The report on one posting. The findings are in the order of the text."""
    case = _case(posting, reading, plan)
    size = len(reading.text)
    always, on_cue = plan.steps or arranged(plan.rules)
    needs = [name for name in reading.cues if name in on_cue]
    needs += [fact for fact in FACTS if fact in on_cue and case.has(fact)]
    steps = always + tuple([step for need in needs for step in on_cue[need]])
    findings = told(Finding, steps, case, size)
    if posting.troubles:
        findings += _troubles(posting, _by_code(plan.rules))
    kept, quiet, hits_of = excuse(posting, findings, plan.rules, plan.known)
    if hits_of:
        chosen = _by_code(plan.rules)
        for code, own_hits in hits_of.items():
            if code in chosen:
                kept += _findings(chosen[code], own_hits, size)
    kept.sort(key=_PLACE)
    return Report(posting, reading, tuple(kept), suppressed=quiet)


_PLACE = itemgetter(4, 5, 0)
"""Of a finding: start, end, code."""


def without(report: Report, drop: Sequence[Finding], stale: Sequence[str] = ()) -> Report:
    """The report less some findings that a baseline excuses, added up anew."""
    if not drop and not stale:
        return report
    gone = set(drop)
    kept = tuple(f for f in report.findings if f not in gone)
    return report._replace(findings=kept, baselined=len(gone), stale=tuple(stale))


def _by_code(rules: Sequence[Rule]) -> dict[str, Rule]:
    return {rule.code: rule for rule in rules}


def _case(posting: Posting, reading: Reading, plan: Plan) -> Case:
    places = plan.places.union(place.code for place in reading.places)
    date = plan.date or next((iso(value) for key, value in posting.facts if key == "datePosted"), "")
    return Case(reading, posting, places, date, plan.limits, plan.tables, plan.role)


def iso(written: str) -> str:
    """The date that an ISO date or time begins with; "" for any other way to write one."""
    parts = written[:10].split("-")
    whole = [len(part) for part in parts] == [4, 2, 2] and all(part.isascii() and part.isdigit() for part in parts)
    return written[:10] if whole and "01" <= parts[1] <= "12" and "01" <= parts[2] <= "31" else ""


def _findings(rule: Rule, hits: Iterable[Hit], size: int) -> list[Finding]:
    """A rule's hits as findings."""
    return told(Finding, ((iter, _parts(rule)),), hits, size)


def _troubles(posting: Posting, chosen: Mapping[str, Rule]) -> list[Finding]:
    """What the document reader told of, as findings of the document rules."""
    by_code: dict[str, list[Hit]] = {}
    for trouble in posting.troubles:
        code = own.code_of(trouble.id, posting.text)
        by_code.setdefault(code, []).append(Hit(trouble.start, trouble.end, trouble.message))
    size = len(posting.text)
    return [f for code, hits in by_code.items() if code in chosen for f in _findings(chosen[code], hits, size)]
