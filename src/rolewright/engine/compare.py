"""Two reports → what changed: facts, requirements, duties, skills, findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.engine.align import align, moved, words_of
from rolewright.engine.demands import demands
from rolewright.model.comparison import CHANGES, Change, Comparison, Fact, Said, Side, side_of
from rolewright.rules.readability import grade

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.model.finding import Finding
    from rolewright.model.reading import Reading, Skill, Statement
    from rolewright.model.report import Report

_STRENGTH = {"context": 0, "nice": 1, "must": 2}
_PLACES = {"must": "a must-have", "nice": "a nice-to-have", "duty": "a duty"}


def compare(old: Report, new: Report) -> Comparison:
    """What changed from the old posting to the new one. The same two reports always give the same comparison."""
    pairs = _statements(old.reading, new.reading)
    findings, stayed = _findings(old, new)
    return Comparison(
        old=old.name,
        new=new.name,
        facts=_facts(old, new),
        requirements=_ordered(demands(old, new, pairs)),
        duties=_ordered(_duties(old, new, pairs)),
        skills=_ordered(_skills(old, new)),
        findings=findings,
        stayed=stayed,
    )


def _ordered(changes: list[Change]) -> tuple[Change, ...]:
    """By kind of change, then by place in the old posting, what has none after it by place in the new."""
    last = 1 << 40

    def rank(change: Change) -> tuple[int, int, int]:
        one, other = (last if side is None else side.start for side in (change.old, change.new))
        return CHANGES.index(change.change), one, other

    return tuple(sorted(changes, key=rank))


def _statements(old: Reading, new: Reading) -> dict[int, int]:
    """Old statement → new statement, headings left out."""
    kept = [[n for n, s in enumerate(r.statements) if s.kinds[0] != "heading"] for r in (old, new)]
    named = [_named(reading) for reading in (old, new)]
    words = [
        [words_of(r.text[r.statements[n].start : r.statements[n].end], frozenset(skills.get(n, ()))) for n in here]
        for r, here, skills in zip((old, new), kept, named, strict=True)
    ]
    return {kept[0][i]: kept[1][j] for i, j in align(*words).items()}


def _named(reading: Reading) -> dict[int, set[str]]:
    """Statement → the skills that it names."""
    out: dict[int, set[str]] = {}
    for skill in reading.skills:
        out.setdefault(skill.statement, set()).add(skill.id)
    return out


def _duties(old: Report, new: Report, pairs: dict[int, int]) -> list[Change]:
    """Duties that came, went, were moved among the others or to or from the requirements, or were reworded."""
    ours, theirs = old.reading.statements, new.reading.statements
    out: list[Change] = []
    kept = [(i, j) for i, j in sorted(pairs.items()) if _duty(ours[i]) and _duty(theirs[j])]
    out_of_order = moved([j for _, j in kept])
    for place, (i, j) in enumerate(kept):
        one, other = side_of(old, ours[i].start, ours[i].end), side_of(new, theirs[j].start, theirs[j].end)
        if place in out_of_order:
            out.append(Change("moved", f"place {_rank(kept, 0, i)} → {_rank(kept, 1, j)} of {len(kept)}", one, other))
        elif one.text != other.text:
            out.append(Change("reworded", "", one, other))
    back = {j: i for i, j in pairs.items()}
    out += [
        _gone(old, new, i, pairs.get(i)) for i, s in enumerate(ours) if _duty(s) and not _kept(theirs, pairs.get(i))
    ]
    out += [_come(old, new, j, back.get(j)) for j, s in enumerate(theirs) if _duty(s) and not _kept(ours, back.get(j))]
    return out


def _rank(kept: list[tuple[int, int]], which: int, statement: int) -> int:
    return 1 + sorted(pair[which] for pair in kept).index(statement)


def _duty(statement: Statement) -> bool:
    return statement.kinds[0] == "duty"


def _kept(others: Sequence[Statement], partner: int | None) -> bool:
    return partner is not None and _duty(others[partner])


def _gone(old: Report, new: Report, i: int, j: int | None) -> Change:
    """A duty that is none any more: gone, or now something else."""
    here = old.reading.statements[i]
    one = side_of(old, here.start, here.end)
    if j is None:
        return Change("removed", "", one, None)
    there = new.reading.statements[j]
    return Change("moved", f"a duty → {_what(there)}", one, side_of(new, there.start, there.end))


def _come(old: Report, new: Report, j: int, i: int | None) -> Change:
    """A duty that was none before."""
    there = new.reading.statements[j]
    other = side_of(new, there.start, there.end)
    if i is None:
        return Change("added", "", None, other)
    here = old.reading.statements[i]
    return Change("moved", f"{_what(here)} → a duty", side_of(old, here.start, here.end), other)


def _what(statement: Statement) -> str:
    return _PLACES.get(statement.kinds[0], f"{statement.kinds[0]} text")


def _skills(old: Report, new: Report) -> list[Change]:
    """Skills by their strongest mention: named, no longer named, asked for more or less."""
    ours, theirs = _strongest(old.reading), _strongest(new.reading)
    out: list[Change] = []
    for name in sorted(ours.keys() | theirs.keys()):
        one, other = ours.get(name), theirs.get(name)
        if one is None or other is None:
            change, strength = ("added" if one is None else "removed"), (one or other or ours[name]).strength
            out.append(Change(change, strength, _skill(old, one), _skill(new, other)))
        elif one.strength != other.strength:
            softer = _STRENGTH[other.strength] < _STRENGTH[one.strength]
            about = f"{one.strength} → {other.strength}"
            out.append(Change("softened" if softer else "hardened", about, _skill(old, one), _skill(new, other)))
    return out


def _strongest(reading: Reading) -> dict[str, Skill]:
    out: dict[str, Skill] = {}
    for skill in reading.skills:
        kept = out.get(skill.id)
        if kept is None or _STRENGTH[skill.strength] > _STRENGTH[kept.strength]:
            out[skill.id] = skill
    return out


def _skill(report: Report, skill: Skill | None) -> Side | None:
    return None if skill is None else side_of(report, skill.start, skill.end, skill.name)


def _findings(old: Report, new: Report) -> tuple[tuple[Said, ...], int]:
    """(findings that went or came, worst first; how many stayed). A rule that fires as often stays, words aside."""
    ours, theirs = _by_code(old), _by_code(new)
    out: list[Said] = []
    stayed = 0
    for code in sorted(ours.keys() | theirs.keys()):
        one, other = ours.get(code, []), theirs.get(code, [])
        both = min(len(one), len(other))
        stayed += both
        told = {f.message for f in one} & {f.message for f in other}
        out += [_said("gone", old, f) for f in sorted(one, key=lambda f: f.message not in told)[both:]]
        out += [_said("new", new, f) for f in sorted(other, key=lambda f: f.message not in told)[both:]]
    rank = ("error", "warning", "note")
    out.sort(key=lambda said: (said.change, rank.index(said.severity)))
    return tuple(out), stayed


def _by_code(report: Report) -> dict[str, list[Finding]]:
    out: dict[str, list[Finding]] = {}
    for finding in report.problems:
        out.setdefault(finding.code, []).append(finding)
    return out


def _said(change: str, report: Report, f: Finding) -> Said:
    return Said(change, f.code, f.name, f.severity, f.message, f.points, str(report.posting.place(f.start)))


def _facts(old: Report, new: Report) -> tuple[Fact, ...]:
    ours, theirs = _facts_of(old), _facts_of(new)
    return tuple(Fact(name, ours[name], theirs[name]) for name in ours)


def _facts_of(report: Report) -> dict[str, Any]:
    """The facts of one posting as plain data."""
    reading, title = report.reading, report.reading.title
    strengths = [r.strength for r in reading.requirements]
    return {
        "score": report.score,
        "band": report.band,
        "title": None if title is None else title.text,
        "title_level": None if title is None else title.level,
        "title_family": None if title is None else title.family,
        "family": reading.families[0].id if reading.families else None,
        "level": reading.level.id,
        "stage": reading.stage.id,
        "jobs": reading.jobs,
        "pay": [{"min": p.min, "max": p.max, "currency": p.currency, "interval": p.interval} for p in reading.pay],
        "places": list(dict.fromkeys(place.code for place in reading.places)),
        "work_mode": reading.work_mode,
        "must": strengths.count("must"),
        "nice": strengths.count("nice"),
        "words": reading.words,
        "reading_grade": round(grade(reading), 1) if reading.words else None,
    }
