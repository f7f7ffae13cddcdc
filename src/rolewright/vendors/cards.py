"""A sealed card as answers to the fields of its form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.errors import CardError
from rolewright.knowledge.shelf import shelf
from rolewright.vendors.forms import rating_text

if TYPE_CHECKING:
    from rolewright.model.card import Card


def answers(card: Card) -> dict[str, str]:
    """Field → text: evidence and rating of each attribute, the reason, and the verdict as a point of four.

    Raises CardError for a card that isn't sealed, and for one without a decision: four points have no place for it.
    """
    if not card.seal:
        raise CardError("it isn't sealed", card.interview, "seal it first: `rolewright score seal`")
    words = shelf("vendors/vendors")["form"]
    found: dict[str, str] = {}
    for line in card.lines:
        if not line.gone:
            found[words["evidence"].format(name=line.name)] = line.evidence
            found[words["rating"].format(name=line.name)] = rating_text(line.rating, line)
    return found | {words["because"]: card.because, words["verdict"]: str(verdict(card))}


def verdict(card: Card) -> int:
    """The card's recommendation as 1 to 4. Raises CardError for `no_decision`."""
    points = shelf("vendors/vendors")["form"]["four"]
    if card.verdict not in points:
        raise CardError(
            f"its recommendation is {card.verdict!r}", card.interview, "decide; the system has no place for it"
        )
    return int(points[card.verdict])


def four(rating: int) -> int:
    """A rating of 1 to 5 on a scale of four."""
    return int(shelf("vendors/vendors")["form"]["four"]["ratings"][rating - 1])
