"""A reading and a plan in, a report out: every chosen rule over one case, hits made findings, quietened, added up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.engine import own
from rolewright.engine.suppress import excuse
from rolewright.model.finding import Finding, Hit
from rolewright.model.record import NamedTuple
from rolewright.model.report import Report
from rolewright.model.rule import FACTS, Case, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rolewright.model.posting import Posting
    from rolewright.model.reading import Reading, Span
    from rolewright.model.role import Role


class Steps(NamedTuple):
    """Rules as they are asked: some always, others only where a cue of a group occurs."""

    always: tuple[Rule, ...]
    on_cue: dict[str, tuple[Rule, ...]]


def arranged(rules: Sequence[Rule]) -> Steps:
    """The steps of some rules; one that needs any of several groups is always asked."""
    on_cue: dict[str, list[Rule]] = {}
    for rule in rules:
        if len(rule.needs) == 1:
            on_cue.setdefault(rule.needs[0], []).append(rule)
    always = tuple(rule for rule in rules if len(rule.needs) != 1)
    return Steps(always, {group: tuple(found) for group, found in on_cue.items()})


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
    findings: list[Finding] = []
    always, on_cue = plan.steps or arranged(plan.rules)
    for rule in always:
        hits = [*rule.check(case)]
        if hits:
            findings += _findings(rule, hits, size)
    for need in [*(on_cue.keys() & reading.cues.keys()), *(fact for fact in FACTS if case.has(fact))]:
        for rule in on_cue.get(need, ()):
            findings += _findings(rule, rule.check(case), size)
    if posting.troubles:
        findings += _troubles(posting, _by_code(plan.rules))
    kept, quiet, hits_of = excuse(posting, findings, plan.rules, plan.known)
    if hits_of:
        chosen = _by_code(plan.rules)
        for code, own_hits in hits_of.items():
            if code in chosen:
                kept += _findings(chosen[code], own_hits, size)
    kept.sort(key=lambda f: (f.start, f.end, f.code))
    return Report(posting, reading, tuple(kept), suppressed=quiet)


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
    """A rule's hits as findings; their points end where the rule's limit is reached."""
    out = []
    source = rule.sources[0] if rule.sources else ""
    code, name, topic, severity, _, evidence, _, _, advice = rule[:9]
    given, left = rule.points, abs(rule.most)
    for first, last, message, do, fix, points, graver in hits:
        counted = given if points is None else points
        if not -left <= counted <= left:
            counted = left if counted > 0 else -left
        left -= abs(counted)
        start, end = (first, last) if 0 <= first <= last <= size else _inside(first, last, size)
        out.append(_finding((code, name, topic, graver or severity, start, end, message, do or advice, evidence, counted,
                             fix, source)))  # fmt: skip
    return out


_finding = Finding._make


def _inside(start: int, end: int, size: int) -> Span:
    """A span cut to a text of this size."""
    start = min(max(start, 0), size)
    return start, min(max(end, start), size)


def _troubles(posting: Posting, chosen: Mapping[str, Rule]) -> list[Finding]:
    """What the document reader told of, as findings of the document rules."""
    by_code: dict[str, list[Hit]] = {}
    for trouble in posting.troubles:
        code = own.code_of(trouble.id, posting.text)
        by_code.setdefault(code, []).append(Hit(trouble.start, trouble.end, trouble.message))
    size = len(posting.text)
    return [f for code, hits in by_code.items() if code in chosen for f in _findings(chosen[code], hits, size)]
