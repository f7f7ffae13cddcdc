"""A card as a page, and who may see its ratings yet.

Cards are plain files, so this hides nothing from someone who opens the file: it keeps the program from showing a card
before those of the others are sealed. What a seal does prove is that a card wasn't changed after it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.interview.bank import table as words
from rolewright.interview.cards import changes, intact
from rolewright.interview.page import Page, bullets, clean, heading, quiet, sentence, table, text
from rolewright.model.card import NOT_SEEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.model.card import Card, Line
    from rolewright.model.kit import Kit


def may_see(card: Card, others: Sequence[Card], who: str) -> bool:
    """Whether `who` may see the ratings: their own always, another's once all cards on the candidate are sealed."""
    if who == card.interviewer:
        return True
    return all(other.seal for other in (card, *others) if other.candidate == card.candidate)


def page(card: Card, others: Sequence[Card] = (), who: str = "", kit: Kit | None = None) -> Page:
    """The card; ratings only for who may see them, what changed in the role if there is a kit."""
    title = f"Scorecard: {card.interview}, {clean(card.candidate)}, {clean(card.interviewer)}"
    state = f"sealed: {card.seal}" if intact(card) else "sealed, and changed afterwards" if card.seal else "open"
    blocks = [heading(1, title), quiet(f"{clean(card.title)} · {state}")]
    moved = changes(card, kit) if kit else ()
    if moved:
        said = {
            "gone": "isn't in the role any more; what you wrote is kept",
            "reworded": "has other words in the role now",
            "new": "is new in the role",
        }
        blocks += [
            heading(2, "The role changed"),
            bullets(
                f"{sentence(c.name)}: {said.get(c.kind, f'is rated in “{c.to}” now; what you wrote is kept')}"
                for c in moved
            ),
        ]
    if not may_see(card, others, who):
        return Page(
            "card",
            title,
            (
                *blocks,
                text(
                    "Ratings are shown to its interviewer (--as NAME), and to all once every card on this candidate in the folder is sealed."
                ),
            ),
        )
    blocks.append(table(("Attribute", "Evidence", "Rating"), *(_row(line) for line in card.lines)))
    verdict = words("attributes")["recommendations"].get(card.verdict, "none yet")
    blocks.append(text(f"Recommendation: {verdict}. {clean(card.because)}"))
    return Page("card", title, tuple(blocks))


def _row(line: Line) -> tuple[str, str, str]:
    rating = "open" if line.rating is None else "not seen" if line.rating == NOT_SEEN else str(line.rating)
    return (
        sentence(line.name) + (f" ({line.id})" if not line.gone else f" ({line.id}, gone)"),
        clean(line.evidence),
        rating,
    )
