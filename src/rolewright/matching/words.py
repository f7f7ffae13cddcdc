"""Normalised words of lines, and the sets of them that the tables of `knowledge/matching` hold."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from rolewright.knowledge.shelf import shelf

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
MARK = re.compile(r"^(?:[\s•●·▪◦‣○■□►➢➔✓✔♦❖➤»\uf0b7*–—★✉☎⚑⚒⌚☆✆✎⚙-]|\(?\d{1,2}[.)](?=\s)|o(?=\s))+\s*")
"""A list mark at the start of a line."""


def table(name: str) -> dict[str, Any]:
    """A table of `knowledge/matching`."""
    return shelf(f"matching/{name}")


def normal(text: str) -> str:
    """Words in lower case, one blank between, no marks: `Ph.D.` is `ph d`."""
    return " ".join(_WORD.findall(text.casefold()))


def words(text: str) -> list[str]:
    """The words of a text in lower case."""
    return _WORD.findall(text.casefold())


@cache
def phrases(name: str, *path: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """First word → the phrases of a table's list that begin with it, longest first."""
    value: Any = table(name)
    for part in path:
        value = value[part]
    found: dict[str, list[tuple[str, ...]]] = {}
    for one in value:
        parts = tuple(normal(one).split())
        found.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(set(many), key=lambda p: (-len(p), p))) for first, many in found.items()}


def holds(found: list[str], known: dict[str, tuple[tuple[str, ...], ...]]) -> tuple[int, int] | None:
    """(index, number of words) of the first phrase among some words, or None."""
    for i, word in enumerate(found):
        for phrase in known.get(word, ()):
            if len(phrase) == 1 or tuple(found[i : i + len(phrase)]) == phrase:
                return i, len(phrase)
    return None
