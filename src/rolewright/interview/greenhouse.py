"""Kits and scorecards as JSON in the shapes of Greenhouse's Harvest API, version 1.

Those shapes were read in the maker's documents; version 1 was retired on 31 August 2026 and the fields of version 3 aren't
known to us, so take this as an exchange format, not as something that an API accepts. Ids are our own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.interview.guide import guide
from rolewright.interview.page import Page
from rolewright.interview.text_html import body

if TYPE_CHECKING:
    from rolewright.model.card import Card
    from rolewright.model.kit import Interview, Kit

_RATINGS = {5: "strong_yes", 4: "yes", 3: "mixed", 2: "no", 1: "definitely_not"}


def kit_as_json(kit: Kit) -> dict[str, Any]:
    """The loop: a stage for each interview, with its kit and the attributes of its scorecard."""
    return {
        "name": kit.title, "role": kit.stamp, "candidate_minutes": kit.minutes,
        "job_stages": [
            {"id": one.id, "name": one.name, "priority": number - 1, "interviews": [_interview(kit, number, one)]}
            for number, one in enumerate(kit.interviews, 1)
        ],
    }  # fmt: skip


def card_as_json(card: Card) -> dict[str, Any]:
    """A card as a scorecard: `ratings` by attribute, notes from the evidence."""
    attributes = [
        {"name": line.name, "type": line.check, "note": line.evidence or None,
         "rating": _RATINGS.get(line.rating or 0, "no_decision")}
        for line in card.lines
    ]  # fmt: skip
    ratings: dict[str, list[str]] = {name: [] for name in (*_RATINGS.values(), "no_decision")}
    for one in attributes:
        ratings[str(one["rating"])].append(str(one["name"]))
    return {
        "id": card.seal[:16] or None, "interview": card.interview,
        "interview_step": {"id": card.interview, "name": card.interview},
        "candidate_id": card.candidate, "submitted_by": card.interviewer if card.seal else None,
        "interviewer": card.interviewer, "overall_recommendation": card.verdict or "no_decision", "attributes": attributes,
        "ratings": ratings, "questions": [{"id": "because", "question": "Because", "answer": card.because}],
    }  # fmt: skip


def _interview(kit: Kit, number: int, one: Interview) -> dict[str, Any]:
    blocks = guide(kit, number, one).blocks
    end = next((i for i, block in enumerate(blocks) if block.kind == "break"), len(blocks))
    return {
        "id": one.id, "name": one.name, "schedulable": True, "estimated_minutes": one.minutes,
        "default_interviewer_users": [],
        "interview_kit": {
            "id": one.id, "content": body(Page(one.id, one.name, blocks[:end])),
            "questions": [{"id": c.question.id, "question": c.question.ask} for c in one.chosen],
        },
        "scorecard_attributes": [
            {"id": a.id, "name": a.name, "type": a.check, "anchors": {"5": a.strong, "3": a.adequate, "1": a.weak}}
            for a in one.attributes
        ],
    }  # fmt: skip
