"""Sentences and words harder than they need to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._samples import LONG
from rolewright.rules.readability import grade, index, sentences_of
from rolewright.rules.spots import top

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    if reading.words < case.limits["clarity.whole_words"] or reading.language != "en":
        return
    if len(case.posting.lines) < case.limits["format.lines_least"]:
        return
    most = case.limits["clarity.grade"]
    if index(reading) < most or reading.words > case.limits["clarity.unbroken_words"] * sentences_of(reading):
        return
    found = grade(reading)
    if found > most:
        start, end = top(case)
        yield Hit(start, end, f"reading grade {found:.0f} (Flesch-Kincaid); half of real AI postings stay below 13")


RULE = Rule(
    code="RW901",
    name="reading-grade",
    topic="clarity",
    severity="note",
    since="0.1",
    evidence="house style",
    sources=(
        "Kincaid 1975 (the formula)",
        "1,764 AI postings: median grade 12.7, 90th percentile 14.8 by this counter",
    ),
    why="Harder to read than nine of ten AI postings. Many good candidates read English as a second language. No causal study of reading grade was found, so this is a norm.",
    advice="One idea a sentence; verbs in the place of nouns (“decide” for “decision-making processes”).",
    bad=(
        "ML Engineer\n\nResponsibilities\n"
        + "- Facilitate interdisciplinary collaboration regarding organisational transformation initiatives, establishing comprehensive methodological documentation and operational governance capabilities.\n"
        * 7
        + "\nRequirements\n- Demonstrable familiarity with enterprise architecture methodologies.\n",
    ),
    good=(LONG,),
    check=_check,
    points=-2,
    most=-2,
)
