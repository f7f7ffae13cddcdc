"""The reading contract, version 1: a `Reading` as plain data, the shape that other programs may rely on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rolewright.model.reading import Reading, Requirement, Years

VERSION = 1


def reading_as_dict(reading: Reading) -> dict[str, Any]:
    """The contract's keys in the contract's order."""
    title = reading.title
    return {
        "version": VERSION,
        "text": reading.text,
        "title": None if title is None else {
            "text": title.text, "family": title.family, "level": title.level,
            "span": None if title.span is None else list(title.span),
        },
        "families": [_named(f) for f in reading.families],
        "level": _named(reading.level),
        "stage": _named(reading.stage),
        "lifecycle": {stage: [list(s) for s in spans] for stage, spans in reading.lifecycle.items()},
        "strands": dict(reading.strands),
        "jobs": reading.jobs,
        "use_case": None if reading.use_case is None else {
            "text": reading.use_case[0], "span": list(reading.use_case[1]),
        },
        "lines": [
            {"start": s.start, "end": s.end, "kinds": list(s.kinds), "strands": list(s.strands)}
            for s in reading.statements
        ],
        "requirements": [_requirement(r) for r in reading.requirements],
        "skills": [
            {"id": s.id, "name": s.name, "kind": s.kind, "start": s.start, "end": s.end, "strength": s.strength}
            for s in reading.skills
        ],
        "flags": [f.id for f in reading.flags],
        "pay": [
            {"min": p.min, "max": p.max, "currency": p.currency, "interval": p.interval, "start": p.start, "end": p.end}
            for p in reading.pay
        ],
        "places": [{"code": p.code, "name": p.name, "start": p.start, "end": p.end} for p in reading.places],
        "work_mode": reading.work_mode,
        "statements": [{"id": c.entry, "start": c.start, "end": c.end} for c in reading.said],
        "words": reading.words,
        "language": reading.language,
    }  # fmt: skip


def _named(value: Any) -> dict[str, Any]:
    return {"id": value.id, "score": round(value.score, 3), "evidence": [list(s) for s in value.evidence]}


def _years(years: Years | None) -> dict[str, Any] | None:
    return None if years is None else {"min": years.min, "max": years.max, "start": years.start, "end": years.end}


def _requirement(r: Requirement) -> dict[str, Any]:
    degree = r.degree
    return {
        "start": r.start,
        "end": r.end,
        "strength": r.strength,
        "skills": list(r.skills),
        "any_of": [list(group) for group in r.any_of],
        "years": _years(r.years),
        "degree": None if degree is None else {
            "level": degree.level, "or_equivalent": degree.or_equivalent, "start": degree.start, "end": degree.end,
        },
    }  # fmt: skip
