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
        "lifecycle": {stage: [*map(list, spans)] for stage, spans in reading.lifecycle.items()},
        "strands": dict(reading.strands),
        "jobs": reading.jobs,
        "use_case": None if reading.use_case is None else {
            "text": reading.use_case[0], "span": list(reading.use_case[1]),
        },
        "lines": [
            {"start": start, "end": end, "kinds": [*kinds], "strands": [*strands]}
            for start, end, kinds, strands, _, _ in reading.statements
        ],
        "requirements": [_requirement(r) for r in reading.requirements],
        "skills": [
            {"id": name, "name": shown, "kind": kind, "start": start, "end": end, "strength": strength}
            for name, shown, kind, start, end, strength, _ in reading.skills
        ],
        "flags": [f.id for f in reading.flags],
        "pay": [
            {"min": p.min, "max": p.max, "currency": p.currency, "interval": p.interval, "start": p.start, "end": p.end}
            for p in reading.pay
        ],
        "places": [{"code": p.code, "name": p.name, "start": p.start, "end": p.end} for p in reading.places],
        "work_mode": reading.work_mode,
        "statements": [{"id": entry, "start": start, "end": end} for entry, start, end, _ in reading.said],
        "words": reading.words,
        "language": reading.language,
    }  # fmt: skip


def _named(value: Any) -> dict[str, Any]:
    name, score, evidence = value
    return {"id": name, "score": round(score, 3), "evidence": [*map(list, evidence)]}


def _years(years: Years) -> dict[str, Any]:
    return {"min": years.min, "max": years.max, "start": years.start, "end": years.end}


def _requirement(r: Requirement) -> dict[str, Any]:
    start, end, strength, skills, years, degree, any_of, _ = r
    return {
        "start": start,
        "end": end,
        "strength": strength,
        "skills": [*skills],
        "any_of": [*map(list, any_of)],
        "years": None if years is None else _years(years),
        "degree": None if degree is None else {
            "level": degree.level, "or_equivalent": degree.or_equivalent, "start": degree.start, "end": degree.end,
        },
    }  # fmt: skip
