"""The kind of each statement and what work it is about."""

from __future__ import annotations

import math

from rolewright.knowledge.index import CLASSES, COLUMN, SCALE
from rolewright.model import terms
from rolewright.reading import features
from rolewright.reading.scan import Piece

from .packed import mark, weights
from .words import add_up, words_of

_KINDS, _STRANDS = len(terms.KINDS), len(terms.STRANDS)
_WORK = {"duty", "must", "nice"}

ALSO = 0.35
"""A kind that is as likely is named too."""
_FORBIDDEN = -50.0


def totals(text: str, pieces: list[Piece], rows: list[tuple[int, int]]) -> list[list[int]]:
    """Everything added up for each statement but the kind before it; `rows` are the cues' weights."""
    by_row = list(weights().values())
    out = []
    heading, section = [0] * len(CLASSES), 0
    for i, p in enumerate(pieces):
        shape = features.shape(text, pieces, i, len(words_of(text, p)))
        own = add_up(["bias", *features.word_features(words_of(text, p)), *features.shape_features(shape)])
        for statement, row in rows:
            if statement == i:
                own = [a + b for a, b in zip(own, by_row[row], strict=True)]
        total = [a + b for a, b in zip(own, heading, strict=True)]
        if p.hint == "bullet" and p.of == 1 and section in {1 + terms.KINDS.index(kind) for kind in _WORK}:
            total[terms.KINDS.index("other")] -= _LISTED
            total[section - 1] += _UNDER
        out.append(total)
        if named(text, p) or (p.of == 1 and own[COLUMN["h.heading"]] > 0):
            heading, section = add_up(features.heading_features(words_of(text, p))), section_of(text, p)
    return out


_UNDER = 1_000
"""How much likelier it is to be what the heading says."""
_LISTED = 3_000
"""How much less likely a bullet under a known heading of work is to be nothing in particular."""


def section_of(text: str, piece: Piece) -> int:
    """The number of the kind that a known heading stands over, plus 1; else 0."""
    words = words_of(text, piece)
    return mark(f"plain:{' '.join(words)}") if len(words) <= 6 else 0


def named(text: str, piece: Piece) -> bool:
    """Whether a line is a heading for sure: the format says so, or it is a known one."""
    return piece.of == 1 and (piece.hint == "heading" or (piece.hint == "" and section_of(text, piece) > 0))


def chances(text: str, pieces: list[Piece], sums: list[list[int]]) -> list[list[float]]:
    """How likely each kind of each statement is, by forward and backward sums over the chain."""
    fits = [_fit(p, total, named(text, p)) for p, total in zip(pieces, sums, strict=True)]
    ahead: list[list[float]] = []
    for i, fit in enumerate(fits):
        if i:
            move = _moves(pieces[i - 1], pieces[i])
            here = [sum(ahead[-1][j] * move[j][k] for j in range(_KINDS)) for k in range(_KINDS)]
        else:
            here = [math.exp(w / SCALE) for w in add_up(["p:^"])[:_KINDS]]
        ahead.append(_to_one([a * b for a, b in zip(here, fit, strict=True)]))
    back = [1.0] * _KINDS
    out: list[list[float]] = []
    for i in range(len(pieces) - 1, -1, -1):
        out.append(_to_one([a * b for a, b in zip(ahead[i], back, strict=True)]))
        if i:
            move = _moves(pieces[i - 1], pieces[i])
            back = _to_one([sum(m * b * f for m, b, f in zip(row, back, fits[i], strict=True)) for row in move])
    return out[::-1]


def _fit(piece: Piece, total: list[int], sure: bool) -> list[float]:
    values = [value / SCALE for value in total[:_KINDS]]
    for k, kind in enumerate(terms.KINDS):
        if piece.of > 1 if kind == "heading" else sure:
            values[k] += _FORBIDDEN
    return [math.exp(value - max(values)) for value in values]


def _moves(before: Piece, piece: Piece) -> list[list[float]]:
    return [
        [math.exp(w / SCALE) for w in add_up([features.before_feature(kind, before, piece)])[:_KINDS]]
        for kind in terms.KINDS
    ]


def _to_one(row: list[float]) -> list[float]:
    return [value / sum(row) for value in row] if sum(row) > 0 else [1 / len(row)] * len(row)


def decided(
    text: str, pieces: list[Piece], rows: list[tuple[int, int]]
) -> list[tuple[tuple[str, ...], tuple[str, ...], float]]:
    """Kinds, strands and how likely the first kind is."""
    sums = totals(text, pieces, rows)
    out = []
    must, nice = terms.KINDS.index("must"), terms.KINDS.index("nice")
    for total, likely in zip(sums, chances(text, pieces, sums), strict=True):
        likely[must], likely[nice] = likely[must] + likely[nice], 0.0  # `settled` tells them apart
        best, second = sorted(range(_KINDS), key=lambda k: (-likely[k], k))[:2]
        kinds = tuple(terms.KINDS[k] for k in (best, second))
        kinds = kinds if likely[second] >= ALSO and "heading" not in kinds else kinds[:1]
        work = next((kind for kind in kinds if kind in _WORK), None)
        out.append((kinds, strands_of(total, work) if work else (), likely[best]))
    return out


def strands_of(total: list[int], kind: str) -> tuple[str, ...]:
    """The likeliest strands, three at most; the first may be less sure than the others."""
    extra = add_up([f"k:{kind}"])
    values = [total[_KINDS + s] + extra[_KINDS + s] for s in range(_STRANDS)]
    ranked = sorted(range(_STRANDS), key=lambda s: (-values[s], s))[:3]
    chosen = [s for k, s in enumerate(ranked) if values[s] >= (-0.5 if k else -2) * SCALE]
    return tuple(terms.STRANDS[s] for s in chosen)
