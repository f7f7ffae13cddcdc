"""The words of a statement, the phrases that they begin, and what they weigh."""

from __future__ import annotations

import re

from rolewright.knowledge.index import CLASSES
from rolewright.knowledge.normal import normalise
from rolewright.reading.scan import Piece

from .packed import beginnings, numbers, weights


def words_of(text: str, piece: Piece) -> list[str]:
    """The normalised words of a statement."""
    return normalise(text)[piece.start : piece.end].split()


def spans_of(text: str, piece: Piece) -> list[tuple[int, int]]:
    """Where those words stand."""
    return [
        (piece.start + m.start(), piece.start + m.end())
        for m in re.finditer(r"\S+", normalise(text)[piece.start : piece.end])
    ]


def hits_of(text: str, pieces: list[Piece]) -> list[tuple[int, int, int, int, int, int]]:
    """(statement, phrase, start, end, word, words): every run of words that is a known phrase."""
    out = []
    for statement, piece in enumerate(pieces):
        words, spans = words_of(text, piece), spans_of(text, piece)
        for i in range(len(words)):
            for n in range(1, len(words) - i + 1):
                phrase = " ".join(words[i : i + n])
                if phrase not in beginnings():
                    break
                if phrase in numbers():
                    out.append((statement, numbers()[phrase], spans[i][0], spans[i + n - 1][1], i, n))
    return out


def add_up(names: list[str]) -> list[int]:
    """The sum of the features' rows."""
    rows = [weights()[name] for name in names if name in weights()]
    return [sum(column) for column in zip(*rows, strict=True)] if rows else [0] * len(CLASSES)
