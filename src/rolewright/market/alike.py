"""Near duplicates: MinHash over runs of 16 letters (rensa), bands to find candidates, the estimate to decide.

Knows no engine. A signature is 64 bytes, the lowest eight bits of each minimum (b-bit minwise hashing, Li and König 2010).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from rolewright.knowledge.shelf import shelf

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

_CHUNK = 65_536
"""Pairs compared at once."""
_SPACE = bytes(range(33))
_ODD = (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53)
"""The multipliers of MurmurHash3's last step (Appleby), which spread 64 bits."""


@cache
def settings() -> Any:
    """The thresholds of `knowledge/corpus/reading.toml`."""
    return shelf("corpus/reading")["alike"]


def signatures(texts: Sequence[str]) -> list[bytes]:
    """The signature of each text; ASCII letter case and white space don't matter."""
    import numpy as np
    from rensa import RMinHash

    if not texts:
        return []
    table = settings()
    hashed = [_windows(text, table["letters"]) for text in texts]
    ends = np.cumsum([0, *map(len, hashed)], dtype=np.uint64)
    made = RMinHash.digest_matrix_from_flat_token_hashes(np.concatenate(hashed), ends, table["hashes"], table["seed"])
    return [bytes(row) for row in np.array(made.to_rows(), np.uint64).astype(np.uint8)]


def _windows(text: str, width: int) -> np.ndarray:
    """A hash of every run of `width` bytes of a text without its white space: the two halves of a run multiplied and joined."""
    import numpy as np

    half = width // 2
    raw = text.encode("utf-8", "replace").lower().translate(None, _SPACE).ljust(width)
    words = np.ndarray((len(raw) - half + 1,), f"<u{half}", raw, strides=(1,)).astype(np.uint64)
    hashed: np.ndarray = words[:-half] * np.uint64(_ODD[0]) ^ words[half:] * np.uint64(_ODD[1])
    return hashed


def similarity(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The estimated Jaccard similarity of rows of signatures: agreement less what eight bits agree in by chance."""
    chance = 1 / 256
    agreed: np.ndarray = (a == b).mean(axis=1)
    return (agreed - chance) / (1 - chance)


def clusters(signatures: np.ndarray) -> np.ndarray:
    """For each row of (n, 64) signatures the number of the first row that is the same ad, itself if it is the first.

    Memory: four bytes a row for the answer, and sixteen for the band at hand.
    """
    import numpy as np

    table = settings()
    parent = np.arange(len(signatures), dtype=np.int32)
    width = table["hashes"] // table["bands"]
    for band in range(table["bands"]):
        keys = np.ascontiguousarray(signatures[:, band * width : (band + 1) * width]).view(f"u{width}").ravel()
        order = np.argsort(keys, kind="stable")
        ordered = keys[order]
        starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]]) if len(keys) else order
        firsts = np.repeat(order[starts], np.diff(np.r_[starts, len(order)]))
        _join(parent, signatures, firsts, order, table["least"])
        parent = _flat(parent)
    return _flat(parent)


def _join(parent: np.ndarray, signatures: np.ndarray, firsts: np.ndarray, order: np.ndarray, least: float) -> None:
    """Join each row with the first of its bucket, and with the one before it, where they are the same ad."""
    for left, right in ((firsts, order), (order[:-1], order[1:])):
        same = firsts[1:] == firsts[:-1] if len(left) < len(order) else left != right
        same &= parent[left] != parent[right]
        one, two = left[same], right[same]
        for i in range(0, len(one), _CHUNK):
            a, b = one[i : i + _CHUNK], two[i : i + _CHUNK]
            near = similarity(signatures[a], signatures[b]) >= least
            near &= parent[a] != parent[b]
            for x, y in zip(a[near].tolist(), b[near].tolist(), strict=True):
                _union(parent, x, y)


def _union(parent: np.ndarray, x: int, y: int) -> None:
    x, y = _root(parent, x), _root(parent, y)
    if x != y:
        parent[max(x, y)] = min(x, y)


def _root(parent: np.ndarray, x: int) -> int:
    while parent[x] != x:
        parent[x] = parent[parent[x]]
        x = parent[x]
    return int(x)


def _flat(parent: np.ndarray) -> np.ndarray:
    """Every row's root; a parent's number is never above its child's, so a few rounds are enough."""
    while (parent[parent] != parent).any():
        parent = parent[parent]
    return parent
