"""Sentences and words harder than they need to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._samples import LONG
from rolewright.rules.spots import top

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rolewright.model.reading import Reading

_SOUNDS = bytes(97 if chr(code) in "aeiouy" else 32 for code in range(256))


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    if reading.words < case.limits["clarity.whole_words"] or reading.language != "en":
        return
    sentences = sum(s.kinds[0] != "heading" for s in reading.statements) or 1
    most = case.limits["clarity.grade"]
    if reading.words > case.limits["clarity.unbroken_words"] * sentences or _quick(reading, sentences) < most:
        return
    grade = _grade(reading, sentences)
    if grade > most:
        start, end = top(case)
        yield Hit(start, end, f"reading grade {grade:.0f} (Flesch-Kincaid); half of real AI postings stay below 13")


def _quick(reading: Reading, sentences: int) -> float:
    """Automated readability index (Senter & Smith 1967): needs no syllables, and is the higher of the two.

    Of 82 real postings above grade 15 none has an index below 15.3.
    """
    return 4.71 * (len(reading.text) / reading.words - 1) + 0.5 * reading.words / sentences - 21.43


def _grade(reading: Reading, sentences: int) -> float:
    """Flesch-Kincaid (Kincaid 1975): 0.39 words a sentence + 11.8 syllables a word - 15.59; a bullet is a sentence.

    A syllable is a run of vowels; an e at the end of a word is silent, but in -le and in “the”.
    """
    from rolewright.knowledge.normal import TABLE

    norm = reading.text.encode("latin-1", "replace").translate(TABLE)
    sounds = norm.translate(_SOUNDS).count(b" a")
    silent = norm.count(b"e ") - norm.count(b" the ") - norm.count(b"le ")
    return 0.39 * reading.words / sentences + 11.8 * (sounds - silent) / reading.words - 15.59


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
