"""How hard a posting is to read, in school grades."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright._kernel import column, syllables

if TYPE_CHECKING:
    from rolewright.model.reading import Reading


def index(reading: Reading) -> float:
    """Automated readability index (Senter & Smith 1967): needs no syllables, and is the higher of the two.

    Of 82 real postings above grade 15 none has an index below 15.3.
    """
    return 4.71 * (len(reading.text) / reading.words - 1) + 0.5 * reading.words / sentences_of(reading) - 21.43


def sentences_of(reading: Reading) -> int:
    """How many sentences, at least 1; a bullet is one, a heading none."""
    kinds = column(tuple(column(reading.statements, 2)), 0)
    return len(kinds) - kinds.count("heading") or 1


def grade(reading: Reading) -> float:
    """Flesch-Kincaid (Kincaid 1975): 0.39 words a sentence + 11.8 syllables a word - 15.59; a bullet is a sentence.

    A syllable is a run of vowels; an e at the end of a word is silent, but in -le and in “the”.
    """
    count = syllables(reading.text)
    return 0.39 * reading.words / sentences_of(reading) + 11.8 * count / reading.words - 15.59
