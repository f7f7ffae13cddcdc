"""Sentences that have to be read twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._samples import LONG
from rolewright.rules._views import ENDS, columns

if TYPE_CHECKING:
    from collections.abc import Iterable

_BREAKS = (". ", "! ", "? ", "; ", ": ", "\n", "  ", " - ", " • ", " – ")
_KINDS = frozenset({"company", "role", "duty", "must", "nice"})


def _check(case: Case) -> Iterable[Hit]:
    if len(case.posting.lines) < case.limits["format.lines_least"]:
        return
    most = case.limits["clarity.sentence_words"]
    shortest = most * 5
    text, said = case.reading.text, columns(case)
    for start, size, kind in zip(said.starts, said.sizes, said.kinds, strict=True):
        if size > shortest and kind in _KINDS and text[start + size - 1] in ENDS:
            end = start + size
            words = text.count(" ", start, end) + 1
            if words > most and _one(text[start : end - 1]):
                yield Hit(start, end, f"a sentence of {words} words")


def _one(sentence: str) -> bool:
    """Whether it is one sentence: no end of another inside it, and no list."""
    return not any(mark in sentence for mark in _BREAKS)


RULE = Rule(
    code="RW902",
    name="long-sentences",
    topic="clarity",
    severity="note",
    since="0.1",
    evidence="house style",
    sources=("plain-language guides: 15 to 20 words on average",),
    why="A sentence of more than 40 words mostly hides two duties or a condition. House style after the plain-language guides; no study of postings was found.",
    advice="Cut it at the first “and” or “which”; make a list of the rest.",
    bad=(
        "ML Engineer\n\nAbout the role\nYou will work with product managers, designers, data engineers and many other people across the company to define, design, build, test, ship and improve the ranking service, which shows each shop its best offers and which has to be fast and reliable at all times of the day.\n\nRequirements\n- Python.\n- SQL.\n- A year of work in production.\n",
    ),
    good=(LONG,),
    check=_check,
    points=-1,
    most=-3,
)
