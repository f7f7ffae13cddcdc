"""Whole sentences in capitals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Fix, Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._views import ENDS, columns

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORDS = 7
"""Spaces in a line that is more than a heading."""
_MEAN = 3.5
"""Letters a word: fewer is a row of codes (`CA, WA, NY`)."""


def _check(case: Case) -> Iterable[Hit]:
    text, said = case.reading.text, columns(case)
    least = case.limits["format.capitals_letters"]
    for start, size in zip(said.starts, said.sizes, strict=True):
        if size > least and text[start : start + 12].isupper():
            end = start + size
            body = text[start:end]
            if body[-1] in ENDS and body.isupper() and _WORDS <= body.count(" ") < sum(map(str.isalpha, body)) / _MEAN:
                yield Hit(start, end, "a sentence in capitals", fix=Fix(start, end, _calm(body), "show"))


def _calm(body: str) -> str:
    """The sentence in small letters after its first; names are the author's to give back."""
    first = next((i for i, char in enumerate(body) if char.isalpha()), 0)
    return body[: first + 1] + body[first + 1 :].lower()


RULE = Rule(
    code="RW810",
    name="shouting-capitals",
    topic="format",
    severity="note",
    since="0.1",
    evidence="field practice",
    sources=("Indeed posting rules: no capitals", "domain.md 6"),
    why="Capitals read as shouting, are slower to read, and boards such as Indeed ask to leave them out.",
    advice="Write the sentence as any other; a heading carries the weight.",
    bad=(
        "ML Engineer\n\nResponsibilities\n- Build and run the ranking service.\n\nPLEASE DO NOT APPLY IF YOU DO NOT HAVE PYTHON EXPERIENCE OR NEED TRAINING.\n",
    ),
    good=(
        "ML Engineer\n\nWHAT YOU WILL DO\n- Build and run the ranking service on AWS EC2, GCP GKE and NVIDIA A100.\n",
    ),
    check=_check,
    points=-1,
    most=-2,
)
