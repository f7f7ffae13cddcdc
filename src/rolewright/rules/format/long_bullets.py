"""Bullets that are paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._views import bullets

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    most = case.limits["format.bullet_words"]
    shortest = most * 5
    for start, end, _ in bullets(case):
        if end - start > shortest:
            words = case.posting.text.count(" ", start, end) + 1
            if words > most + 1:
                yield Hit(start, end, f"a bullet of {words - 1} words")


RULE = Rule(
    code="RW807",
    name="long-bullets",
    topic="format",
    severity="note",
    since="0.1",
    evidence="house style",
    sources=("house style (domain.md 2.4); Textio on bullets",),
    why="A bullet is read at a glance or not at all. One of more than 30 words mostly holds two or three requirements, so nobody can tell which of them counts. House style; no study was found.",
    advice="One thing a bullet, begun with a verb; put the reason after a dash or leave it out.",
    bad=(
        "ML Engineer\n\nResponsibilities\n- Work with product managers, designers, data engineers and other stakeholders to define, design, build, test, ship and improve the ranking service that shows each shop its best offers, and make sure that the service is fast, reliable and well documented.\n",
    ),
    good=(
        "ML Engineer\n\nResponsibilities\n"
        + "- Build and run the ranking service that shows each shop its best offers every day.\n" * 5,
    ),
    check=_check,
    points=-1,
    most=-3,
)
