"""Text on a screen of fixed cells: what may be shown, how wide it is, and how to break it.

A posting is a stranger's text: nothing of it reaches a terminal that could move the cursor or turn the direction.
"""

from __future__ import annotations

from functools import lru_cache

TAB = 4
_PICTURES = 0x2400
_KEPT_FORMATS = "\u200d"
"""The joiner inside emoji; every other format character (direction, zero width, tags) is dropped."""


def clean(text: str) -> str:
    """The text on one line without anything that a terminal obeys: control characters as pictures, tabs as blanks."""
    return text if text.isprintable() else "".join([c if c.isprintable() else shown(c) for c in text])


def shown(char: str) -> str:
    """What stands for a character that can't be printed; "" if it is dropped."""
    code = ord(char)
    if char in "\t\n\r":
        return " "
    if code < 0x20:
        return chr(_PICTURES + code)
    if code == 0x7F:
        return "\u2421"
    if code < 0xA0 or 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    from unicodedata import category

    kind = category(char)
    if kind[0] == "Z":
        return " "
    if kind == "Cf":
        return char if char in _KEPT_FORMATS else ""
    return "•" if char == "\uf0b7" else char


def width(text: str) -> int:
    """How many cells a cleaned text takes."""
    return len(text) if text.isascii() else sum(map(char_width, text))


def char_width(char: str) -> int:
    """0 for combining marks and joiners, 2 for East Asian wide characters and most emoji, else 1."""
    if char < "\u0300":
        return 1
    from unicodedata import category, east_asian_width

    if category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(char) in "WF" else 1


@lru_cache(maxsize=2048)
def wrap(text: str, columns: int, indent: str = "", first: str | None = None) -> str:
    """Cleaned text broken at blanks, each line at most `columns` wide; `first` is the indent of the first line."""
    return flow(clean(text).split(), columns, indent, first)


def flow(words: list[str], columns: int, indent: str = "", first: str | None = None) -> str:
    """Words in lines, each at most `columns` wide but for a word that is longer."""
    lines: list[str] = []
    line, at, empty = (indent if first is None else first), width(indent if first is None else first), True
    for word in words:
        need = width(word)
        if not empty and at + 1 + need > columns:
            lines.append(line)
            line, at, empty = indent, width(indent), True
        line += word if empty else " " + word
        at += need if empty else need + 1
        empty = False
    return "\n".join([*lines, line])
