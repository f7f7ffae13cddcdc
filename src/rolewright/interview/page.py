"""Pages as plain blocks, which every format renders: headings, paragraphs, lists, tables, space to write, boxes to tick.

Bold text stands between two control characters, so that nothing in a role file can be markup.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_ON, _OFF = "\x02", "\x03"
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")
_RUNS = re.compile(f"{_ON}([^{_OFF}]*){_OFF}")


class Block(NamedTuple):
    """`kind`: heading (`level` 1 to 3), text, quiet, ask, bullets, numbers, table (first of `rows` is its head), lines
    (`level` of them, to write on), choice (`items` to tick), break (of the page).
    """

    kind: str
    text: str = ""
    items: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    level: int = 0
    keep: bool = False


class Page(NamedTuple):
    """A document: the name of its file without ending, its title, its blocks."""

    name: str
    title: str
    blocks: tuple[Block, ...]


def bold(text: str) -> str:
    """Text to be set bold."""
    return f"{_ON}{clean(text)}{_OFF}"


def clean(text: str) -> str:
    """Text on one line without control characters."""
    return " ".join(_CONTROL.sub(" ", text).split())


def runs(text: str) -> list[tuple[str, bool]]:
    """The pieces of a text, each with whether it is bold."""
    parts = _RUNS.split(text)
    return [(_CONTROL.sub(" ", part), i % 2 == 1) for i, part in enumerate(parts) if part]


def heading(level: int, text: str) -> Block:
    """A heading."""
    return Block("heading", clean(text), level=level)


def text(words: str) -> Block:
    """A paragraph."""
    return Block("text", words)


def quiet(words: str) -> Block:
    """A paragraph in small grey type."""
    return Block("quiet", words)


def bullets(items: Iterable[str]) -> Block:
    """A list."""
    return Block("bullets", items=tuple(items))


def numbers(items: Iterable[str]) -> Block:
    """A numbered list."""
    return Block("numbers", items=tuple(items))


def table(*rows: Sequence[str]) -> Block:
    """A table; the first row is its head."""
    return Block("table", rows=tuple(tuple(row) for row in rows))


def lines(label: str, count: int) -> Block:
    """Space to write by hand."""
    return Block("lines", label, level=count)


def choice(label: str, items: Iterable[str]) -> Block:
    """Boxes of which one is ticked."""
    return Block("choice", label, tuple(items))


BREAK = Block("break")


def together(*blocks: Block) -> list[Block]:
    """Blocks that stay on one page."""
    return [*(block._replace(keep=True) for block in blocks[:-1]), *blocks[-1:]]


def sentence(text_: str) -> str:
    """With a capital first."""
    words = clean(text_)
    return words[:1].upper() + words[1:]
