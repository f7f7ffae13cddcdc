"""The role that a posting describes, as plain data: what `picture` tells in a few lines, for a face that draws it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.knowledge.loader import book
from rolewright.model.terms import LIFECYCLE

if TYPE_CHECKING:
    from rolewright.model.reading import Reading, Skill


def picture_data(reading: Reading) -> dict[str, Any]:
    """Shares are 0 to 1, market shares percent of the postings in `market`, `grade` a school grade, None for a text without words."""
    from rolewright.rules.readability import grade

    title = reading.title
    return {
        "title": None if title is None else {"text": title.text, "family": title.family, "level": title.level},
        "families": [{"id": f.id, "share": round(f.score, 3)} for f in reading.families if f.score >= 0.05],
        "level": reading.level.id,
        "stage": reading.stage.id,
        "jobs": reading.jobs,
        "lifecycle": {stage: len(reading.lifecycle.get(stage, ())) for stage in LIFECYCLE},
        "must": sum(r.strength == "must" for r in reading.requirements),
        "nice": sum(r.strength != "must" for r in reading.requirements),
        "skills": _skills(reading),
        "market": _market(),
        "pay": [{"min": p.min, "max": p.max, "currency": p.currency, "interval": p.interval} for p in reading.pay[:1]],
        "places": [place.name for place in reading.places],
        "mode": reading.work_mode,
        "words": reading.words,
        "grade": round(grade(reading), 1) if reading.words else None,
        "language": reading.language,
    }


def _skills(reading: Reading) -> list[dict[str, Any]]:
    """Each required skill once, with the share of the market's postings that name it; None if it isn't counted there."""
    tables = book().tables
    shares = tables["market"]["share"]
    firsts: dict[str, Skill] = {}
    for skill in reading.skills:
        if skill.strength == "must":
            firsts.setdefault(skill.id, skill)
    return [
        {"id": one.id, "name": one.name, "kind": one.kind, "share": shares[one.id][0] if one.id in shares else None}
        for one in firsts.values()
    ]


def _market() -> dict[str, Any]:
    """What the market shares rest on: number of postings, first and last day."""
    market = book().tables["market"]
    return {"postings": market["n"][0], "from": market["from"], "to": market["to"]}
