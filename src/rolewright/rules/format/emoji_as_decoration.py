"""Emoji and other pictures among the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

_BEYOND = "\uffff"
"""The last character of the basic plane: emoji and mathematical letters come after it."""


def _check(case: Case) -> Iterable[Hit]:
    text = case.reading.text
    if text.__sizeof__() < 4 * len(text):  # a text with such a character takes four bytes for each (PEP 393)
        return
    count = len(text.encode("utf-16-le", "surrogatepass")) // 2 - len(text)
    if count <= case.limits["format.emoji"]:
        return
    at = next(place for place, char in enumerate(text) if char > _BEYOND)
    yield Hit(at, at + 1, f"{count} emoji or other pictures")


RULE = Rule(
    code="RW814",
    name="emoji-as-decoration",
    topic="format",
    severity="note",
    since="0.1",
    evidence="field practice",
    sources=("W3C WCAG 2.2, 1.1.1: pictures need words", "Indeed posting rules: no symbols"),
    why="A screen reader reads each one out (“rocket, rocket”), feeds show boxes in their place, and letters from the mathematical alphabets can't be searched at all.",
    advice="Leave them to the social post; in the posting, headings and hyphens do the work.",
    bad=(
        "ML Engineer\n\n🚀 What you will do\n- Build and run the ranking service.\n\n🔥 What you bring\n- Python.\n\n🎁 Benefits\n- 30 days of leave 🌴 and a pension 💰.\n",
    ),
    good=(
        "ML Engineer\n\nWhat you will do\n- Build and run the ranking service – from data to alert – for cafés in Zürich. 🙂\n\nWhat you bring\n- Python.\n",
    ),
    check=_check,
    points=-1,
    most=-1,
)
