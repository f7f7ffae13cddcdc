"""What job boards dislike in a title, after `knowledge/board_titles.toml`."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rolewright.model.reading import Title
    from rolewright.model.rule import Case

_YEAR = 4
"""Digits of a year, letters of an acronym: what is longer is a code, or a word in capitals."""


def faults(case: Case, title: Title) -> list[str]:
    """What is wrong with a title, in words; nothing for a plain one."""
    table = case.tables.tables["board_titles"]
    text = bare(table, title.text)
    words = [word for word in text.split() if any(map(str.isalnum, word))]
    found = [f"the symbol {symbol}" for symbol in table["symbols"] if symbol in text]
    if "/" in text:
        found.append("a slash, which boards may read as two jobs")
    if len(text) > case.limits["format.title_characters"]:
        found.append(f"{len(text)} characters")
    elif len(words) > case.limits["format.title_words"]:
        found.append(f"{len(words)} words")
    if len(words) > 1 and text.isupper() and any(len(word) > _YEAR for word in words):
        found.append("capitals throughout")
    return found + _extras(case, table, title, text)


def bare(table: dict[str, Any], title: str) -> str:
    """The title without the marks of gender neutrality."""
    lower = title.lower()
    for mark in table["neutral"]:
        at = lower.find(mark) if "(" in lower else -1
        if at >= 0:
            return (title[:at] + title[at + len(mark) :]).strip()
    return title


def plain(case: Case, title: Title) -> str:
    """A suggestion: the title without what was hung on it."""
    table = case.tables.tables["board_titles"]
    text = bare(table, title.text)
    for separator in table["separators"]:
        text = text.partition(separator)[0]
    for symbol in table["symbols"]:
        text = text.replace(symbol, " ")
    words = text.replace("/", " ").split()
    if text.isupper():
        words = [word.capitalize() if len(word) > _YEAR else word for word in words]
    return " ".join(words)


def _extras(case: Case, table: dict[str, Any], title: Title, text: str) -> list[str]:
    """Codes, conditions, places and levels of one's own ladder."""
    from rolewright.knowledge.normal import key

    words = key(text).split()
    pairs = [f"{one} {other}" for one, other in pairwise(words)]
    condition = next((word for word in (*words, *pairs) if word in table["conditions"]), None)
    found = [f"“{condition}”, which has a field of its own"] if condition else []
    level = next((word for word in (*pairs[-1:], *words[-1:]) if word in table["levels"]), None)
    if level:
        found.append(f"“{level.upper()}”, a level that only your own ladder knows")
    if any(map(str.isdigit, text)) and any(sum(map(str.isdigit, word)) > _YEAR for word in words):
        found.append("a requisition code")
    if title.span is not None:
        start, end = title.span
        place = next((c for c in case.reading.cues.get("place", ()) if start <= c.start and c.end <= end), None)
        if place is not None:
            found.append(f"a place ({case.reading.text[place.start : place.end]})")
    return found
