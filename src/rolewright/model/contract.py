"""The reading contract, version 1: a `Reading` as plain data, the shape that other programs may rely on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright._kernel import dicts

if TYPE_CHECKING:
    from rolewright.model.reading import Reading, Requirement

VERSION = 1
_LINE = ("start", "end", "kinds", "strands")
_SKILL = ("id", "name", "kind", "start", "end", "strength")
_PAY = ("min", "max", "currency", "interval", "start", "end")
_PLACE = ("code", "name", "start", "end")
_SAID = ("id", "start", "end")
_REQUIREMENT = ("start", "end", "strength", "skills", "years", "degree", "any_of")
"""The fields of records by the contract's names."""


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
        "lines": dicts(reading.statements, _LINE),
        "requirements": _requirements(reading.requirements),
        "skills": dicts(reading.skills, _SKILL),
        "flags": [f.id for f in reading.flags],
        "pay": dicts(reading.pay, _PAY),
        "places": dicts(reading.places, _PLACE),
        "work_mode": reading.work_mode,
        "statements": dicts(reading.said, _SAID),
        "words": reading.words,
        "language": reading.language,
    }  # fmt: skip


def _named(value: Any) -> dict[str, Any]:
    name, score, evidence = value
    return {"id": name, "score": round(score, 3), "evidence": [*map(list, evidence)]}


def _requirements(asked: tuple[Requirement, ...]) -> list[dict[str, Any]]:
    """The rows; the years and the degree, which few have, as rows of their own."""
    rows = dicts(asked, _REQUIREMENT)
    for row in rows:
        years, degree = row["years"], row["degree"]
        if years is not None:
            row["years"] = {"min": years.min, "max": years.max, "start": years.start, "end": years.end}
        if degree is not None:
            row["degree"] = {
                "level": degree.level, "or_equivalent": degree.or_equivalent, "start": degree.start, "end": degree.end,
            }  # fmt: skip
    return rows
