"""What marking a posting needs: the paths of a role file in order, and a posting's words as a field can hold them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from rolewright.scoping.fields import fields

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = 160
"""Characters of the words that a mark quotes."""
DAY = re.compile(r"\bday (\d{1,3})\b|\b(\d{1,3})[ -]days?\b", re.IGNORECASE)
ADDRESS = re.compile(r"[^@\s<>\"(),;]+@[\w.-]+\.\w+")
_BULLET = "-*•●·–—o○▪■ \t"
_CONTROL = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def clean(text: str) -> str:
    """On one line, without its bullet, without what a screen would obey."""
    return " ".join("".join(" " if unicodedata.category(c) in _CONTROL else c for c in text).split()).lstrip(_BULLET)


def paths() -> Iterator[str]:
    """Every field of a role file in order; a list of tables is one path, a table the paths of its fields."""
    for field in fields("Role"):
        if field.name in {"version", "language"}:
            continue
        yield from _inner(field.name, field.record) if field.kind == "one" else (field.name,)


def _inner(path: str, record: str) -> Iterator[str]:
    for field in fields(record):
        here = f"{path}.{field.name}"
        yield from _inner(here, field.record) if field.kind == "one" else (here,)
