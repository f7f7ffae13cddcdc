"""Features, weights, phrases and their contexts as one block of bytes that the reader's inner loop looks things up in.

Layout (native byte order, as the cache is per machine): a header of sixteen int32, then arrays, each of a size that the
header gives: 64-bit cells, slots of features, of phrases and of marks, the first sense of each form, senses, contexts,
cues, skills, weights. A slot is a 32-bit tag (the upper half of the key's FNV-1a) and an int32 value plus 2, at the place
that the key's halves give together (open addressing; 0 is empty). `kernel/index.h` holds the same as C.
"""

from __future__ import annotations

import struct
from array import array
from typing import TYPE_CHECKING

from rolewright._kernel import fnv
from rolewright.model import terms
from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

MAGIC = 0x524F4C39
SCALE = 1000
"""A weight of 1.0."""
CLASSES = (
    *(f"k.{name}" for name in terms.KINDS),
    *(f"s.{name}" for name in terms.STRANDS),
    *(f"f.{name}" for name in terms.FAMILIES),
    *(f"g.{name}" for name in terms.STAGES),
    "h.heading",
)
"""The class of each column: kinds, strands, families, stages of the company; whether a line alone reads as a heading."""
COLUMN = {name: i for i, name in enumerate(CLASSES)}
WIDTH = 48
"""int16 numbers in a row of weights: the classes, then zeros up to two lines of the processor's cache."""
_MOST = 32_000


class Context(NamedTuple):
    """What must hold around a hit; phrases are normalised words, an empty field means no condition.

    `exact` as written; `before` none of these may follow it, `after` none may precede it; `near` one of these, or with
    `neighbour` a tool, must be in the statement; `never` none of these may be in it.
    """

    exact: frozenset[str] = frozenset()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    neighbour: bool = False


class Sense(NamedTuple):
    """What a form stands for: a cue's number, or -1 less a skill's; its context; the row of a cue's weights, or -1."""

    owner: int
    context: Context | None = None
    row: int = -1


class Names(NamedTuple):
    """Numbered things: whether each skill is a tool; each cue's (group, mask of kinds it counts in or 0, not in)."""

    tools: Sequence[bool] = ()
    cues: Sequence[tuple[int, int, int]] = ()
    groups: int = 0


def pack(
    weights: Mapping[str, str],
    forms: Mapping[str, Sequence[Sense]],
    marks: Mapping[str, int] | None = None,
    names: Names = Names(),  # noqa: B008 - a tuple
) -> bytes:
    """The block for features with their weights (`"k.duty=310 s.model=-45"`), the senses of each phrase, in order, and
    the marks (a number above 0 for a text that the inner loop asks for).
    """
    contexts, senses, cells = _Contexts(), array("i"), array("Q")
    form_at = array("i", [0])
    for meanings in forms.values():
        for sense in meanings:
            senses.extend((sense.owner, contexts.number(sense.context, cells), sense.row))
        form_at.append(len(senses) // 3)
    features = _table({fnv(name): row for row, name in enumerate(weights)})
    phrases = _table(_beginnings(forms))
    marked = _table({fnv(text): number for text, number in (marks or {}).items()})
    cues = array("i", [number for cue in names.cues for number in cue])
    tools = array("i", [int(tool) for tool in names.tools])
    head = struct.pack(
        "16i", MAGIC, len(CLASSES), len(terms.KINDS), len(terms.STRANDS), len(weights), len(features) // 8,
        len(phrases) // 8, len(marked) // 8, len(forms), len(senses) // 3, len(contexts.rows) // _CONTEXT, len(cells),
        len(names.cues), len(tools), names.groups, 0,
    )  # fmt: skip
    arrays = (part.tobytes() for part in (form_at, senses, contexts.rows, cues, tools, _columns(weights)))
    return b"".join((head, cells.tobytes(), features, phrases, marked, *arrays))


_CONTEXT = 16
"""int32 numbers of a context."""


class _Contexts:
    """Contexts as numbers, equal ones once."""

    def __init__(self) -> None:
        self.rows = array("i")
        self._known: dict[Context, int] = {}
        self._lists: dict[tuple[int, ...], int] = {}

    def number(self, context: Context | None, cells: array[int]) -> int:
        if context is None:
            return -1
        if context not in self._known:
            self._known[context] = len(self._known)
            words, phrases = _parted(context.near)
            never, never_phrases = _parted(context.never)
            lists = (sorted(map(fnv, context.exact)), _runs(context.before), _runs(context.after), words, phrases, never,
                     never_phrases)  # fmt: skip
            counts = (len(context.exact), len(context.before), len(context.after), len(words), sum(" " in p for p in context.near),
                      len(never), sum(" " in p for p in context.never))  # fmt: skip
            for count, numbers in zip(counts, lists, strict=True):
                self.rows.extend((self._lists.setdefault(tuple(numbers), len(cells)), count))
                if self.rows[-2] == len(cells):
                    cells.extend(numbers)
            self.rows.extend((int(context.neighbour), int(any(context[1:]))))
        return self._known[context]


def _parted(written: Iterable[str]) -> tuple[list[int], list[int]]:
    """The single words as sorted hashes, the phrases as runs."""
    words = [p for p in written if " " not in p]
    return sorted(map(fnv, words)), _runs(p for p in written if " " in p)


def _runs(phrases: Iterable[str]) -> list[int]:
    """Each phrase as the number of its words, then their hashes."""
    return [number for phrase in phrases for number in (len(phrase.split()), *map(fnv, phrase.split()))]


def _beginnings(forms: Iterable[str]) -> dict[int, int]:
    """The hash of each phrase with its number, and of each beginning of one with -1."""
    out: dict[int, int] = {}
    for number, phrase in enumerate(forms):
        space = phrase.find(" ")
        while space > 0:
            out.setdefault(fnv(phrase[:space]), -1)
            space = phrase.find(" ", space + 1)
        out[fnv(phrase)] = number
    return out


def _columns(weights: Mapping[str, str]) -> array[int]:
    columns = array("h", bytes(2 * WIDTH * len(weights)))
    for row, cells in enumerate(weights.values()):
        for cell in cells.split():
            column, _, value = cell.partition("=")
            columns[row * WIDTH + COLUMN[column]] = max(-_MOST, min(_MOST, int(value)))
    return columns


def _table(entries: Mapping[int, int]) -> bytes:
    """Slots by open addressing with linear probing, at most half full."""
    slots = 16
    while slots < 2 * len(entries):
        slots *= 2
    table = array("I", bytes(8 * slots))
    for key, value in entries.items():
        at = (key ^ (key >> 32)) & (slots - 1)
        while table[2 * at + 1]:
            at = (at + 1) & (slots - 1)
        table[2 * at], table[2 * at + 1] = key >> 32, value + 2
    return table.tobytes()
