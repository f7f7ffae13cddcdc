"""What each scorecard rates: which interview owns an element, with its anchors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.interview.bank import table
from rolewright.interview.elements import CHECK, NEED, PART, STAGE
from rolewright.interview.select import check_and_form
from rolewright.model.kit import Attribute, Chosen, Element, Question

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SHARED = "check-communication"
"""The one attribute that every interview rates."""
_JUNIOR = frozenset({"intern", "junior"})


def owners(elements: Sequence[Element], asked: Mapping[str, Sequence[tuple[str, Question]]]) -> dict[str, str]:
    """Element id → the one interview that rates it: of those that ask about it, the one with the shortest card so far.

    `asked` maps element ids to (interview, question). Elements with a single place go first.
    """
    counts: dict[str, int] = {}
    owner: dict[str, str] = {}
    rated = [one for one in elements if is_rated(one) and one.id != SHARED and asked.get(one.id)]
    for one in sorted(rated, key=lambda e: len({place for place, _ in asked[e.id]})):
        places = dict.fromkeys(place for place, _ in asked[one.id])
        place = min(places, key=lambda p: counts.get(p, 0))
        owner[one.id] = place
        counts[place] = counts.get(place, 0) + 1
    return owner


def is_rated(element: Element) -> bool:
    """Whether an element is a line of a card; that there was an exercise or a design isn't."""
    return element.kind != PART or element.id.partition("-")[2] in table("attributes")[PART]


def card_lines(
    mine: Sequence[Element], asked: Mapping[str, Sequence[tuple[str, Question]]], place: str,
    chosen: Sequence[Chosen], level: str,
) -> tuple[Attribute, ...]:  # fmt: skip
    """The lines of an interview's card, in order: must-haves, stages, checks, communication.

    A stage that the question of a must-have shows too is part of that line.
    """
    here = {one.id: [q for i, q in asked[one.id] if i == place] or [chosen[0].question] for one in mine}
    made = {one.id: attribute(one, here[one.id], level) for one in mine}
    for stage in [one for one in mine if one.kind == STAGE]:
        shown = {q.id for q in here[stage.id]}
        need = next((one.id for one in mine if one.kind == NEED and shown <= {q.id for q in here[one.id]}), None)
        if need:
            made[need] = made[need]._replace(also=(*made[need].also, (stage.id, stage.name)))
            del made[stage.id]
    return tuple(sorted(made.values(), key=order))


def attribute(element: Element, questions: Sequence[Question], level: str) -> Attribute:
    """The line of a scorecard for an element; a must-have takes the anchors of the question that tests it best."""
    ids = tuple(one.id for one in questions)
    if element.kind == NEED:
        check, _ = check_and_form(element.topics)
        best = max(questions, key=lambda q: (len(set(q.topics) & set(element.topics)), bool(q.need)))
        looks = "Must-have of the role, needed on day one."
        return Attribute(element.id, element.name, looks, check, best.strong, best.adequate, best.weak, ids)
    name = element.id.partition("-")[2]
    entry = table("attributes")[element.kind][name]
    if element.kind == PART:
        one = questions[0]
        return Attribute(
            element.id, entry["name"], entry["looks"], entry["check"], one.strong, one.adequate, one.weak, ids
        )
    anchors = {**entry, **(entry.get("juniors", {}) if level in _JUNIOR else {})}
    check = name if element.kind == CHECK else "technical"
    return Attribute(
        element.id, element.name, entry["looks"], check, anchors["strong"], anchors["adequate"], entry["weak"], ids
    )


def order(attribute: Attribute) -> int:
    """Must-haves first, then stages, then checks; communication last."""
    kinds = ("must", STAGE, PART, CHECK)
    return len(kinds) if attribute.id == SHARED else kinds.index(attribute.id.partition("-")[0])
