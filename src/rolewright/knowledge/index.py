"""Features, weights and phrases as one block of bytes that the reader's inner loop looks things up in.

Layout (native byte order, as the cache is per machine): a header of eight int32 (magic, classes, kinds, strands, rows,
feature slots, phrase slots, 0), the 64-bit FNV-1a keys of features, then of phrases (open addressing, 0 is empty), the
row of each feature, the value of each phrase (a form's number, or -1 for the beginning of longer ones), and rows ×
classes weights as int16 in thousandths. `reading/_kernel.c` reads it.
"""

from __future__ import annotations

import struct
from array import array
from typing import TYPE_CHECKING

from rolewright.model import terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MAGIC = 0x524F4C37
SCALE = 1000
"""A weight of 1.0."""
CLASSES = (
    *(f"k.{name}" for name in terms.KINDS),
    *(f"s.{name}" for name in terms.STRANDS),
    *(f"f.{name}" for name in terms.FAMILIES),
    *(f"g.{name}" for name in terms.STAGES),
)
"""The class of each column: kinds, strands, families, stages of the company."""
COLUMN = {name: i for i, name in enumerate(CLASSES)}
_MOST = 32_000


def fnv(text: str) -> int:
    """64-bit FNV-1a of a feature's name; 1 stands for 0."""
    value = 14695981039346656037
    for byte in text.encode():
        value = (value ^ byte) * 1099511628211 & 0xFFFFFFFFFFFFFFFF
    return value or 1


def pack(weights: Mapping[str, str], phrases: Iterable[str]) -> bytes:
    """The block for features with their weights (`"k.duty=310 s.model=-45"`) and the numbered phrases."""
    columns = array("h", bytes(2 * len(CLASSES) * len(weights)))
    features = {}
    for row, (name, cells) in enumerate(weights.items()):
        features[fnv(name)] = row
        for cell in cells.split():
            column, _, value = cell.partition("=")
            columns[row * len(CLASSES) + COLUMN[column]] = max(-_MOST, min(_MOST, int(value)))
    forms: dict[int, int] = {}
    for number, phrase in enumerate(phrases):
        words = phrase.split()
        for n in range(1, len(words)):
            forms.setdefault(fnv(" ".join(words[:n])), -1)
        forms[fnv(phrase)] = number
    feature_keys, feature_rows = _table(features)
    phrase_keys, phrase_values = _table(forms)
    head = struct.pack(
        "8i",
        MAGIC,
        len(CLASSES),
        len(terms.KINDS),
        len(terms.STRANDS),
        len(weights),
        len(feature_keys),
        len(phrase_keys),
        0,
    )
    parts = (feature_keys, phrase_keys, feature_rows, phrase_values, columns)
    return head + b"".join(part.tobytes() for part in parts)


def _table(entries: Mapping[int, int]) -> tuple[array[int], array[int]]:
    """Open addressing with linear probing, at most half full."""
    slots = 16
    while slots < 2 * len(entries):
        slots *= 2
    keys, values = array("Q", bytes(8 * slots)), array("i", bytes(4 * slots))
    for key, value in entries.items():
        at = (key ^ (key >> 32)) & (slots - 1)
        while keys[at]:
            at = (at + 1) & (slots - 1)
        keys[at], values[at] = key, value
    return keys, values
