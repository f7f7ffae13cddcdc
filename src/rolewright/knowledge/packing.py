"""Many weights in one integer, so that adding one number adds them all.

Each class has a 32-bit field; a weight is a signed fixed-point number (`SCALE` to one). Python's integers carry the
sum of a statement's features for all 35 classes in one addition of about 60 ns, which a loop over classes or an array
library imported for it can't match (decision 0003).
"""

from __future__ import annotations

import struct

from rolewright.model import terms

COLUMNS = (
    *(f"k.{name}" for name in terms.KINDS),
    *(f"s.{name}" for name in terms.STRANDS),
    *(f"f.{name}" for name in terms.FAMILIES),
)
"""The class of each field: kinds, strands, families."""
SCALE = 1000
_BITS = 32
_HALF = 1 << (_BITS - 1)
_OFFSET = sum(_HALF << (_BITS * i) for i in range(len(COLUMNS)))
_FIELDS = struct.Struct(f"<{len(COLUMNS)}I")
_INDEX = {name: i for i, name in enumerate(COLUMNS)}


def pack(cells: str) -> int:
    """`"k.duty=310 s.model=-45"` → one integer. Raises KeyError for an unknown class."""
    total = 0
    for cell in cells.split():
        name, _, value = cell.partition("=")
        total += int(value) << (_BITS * _INDEX[name])
    return total


def unpack(total: int) -> tuple[int, ...]:
    """The sum for every class, in the order of `COLUMNS`, each `_HALF` too high (order and differences hold)."""
    return _FIELDS.unpack((total + _OFFSET).to_bytes(_FIELDS.size, "little"))


def zero() -> int:
    """What an unpacked field holds when its sum is 0."""
    return _HALF
