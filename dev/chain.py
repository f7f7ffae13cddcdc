"""Training of the chain of kinds: a linear-chain conditional random field over the statements of each posting.

What a statement's features say of each kind and what a kind says of the next one are learned together, so that the
posting's labels are likely as a whole. A line of several kinds that was cut into sentences allows each of them any of its
kinds; the sums run over all of these.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

_NEVER = -1e4


class Parameters(NamedTuple):
    """Weights of features (features × kinds), of moves (what lies between × kinds × kinds) and of the first kind."""

    weights: Any
    moves: Any
    first: Any


class Batch:
    """Many sequences laid out step by step, the longest first, so that a step of all is one matrix product."""

    def __init__(self, lengths: Sequence[int], between: Any) -> None:
        sizes = np.array(lengths)
        order = np.argsort(-sizes, kind="stable")
        self.starts = np.concatenate([[0], np.cumsum(sizes)])[:-1]
        self.steps = [self.starts[order[sizes[order] > t]] + t for t in range(sizes.max())]
        self.parts = [[(b, np.nonzero(between[step] == b)[0]) for b in np.unique(between[step])] for step in self.steps]

    def sums(self, fits: Any, moves: Any, first: Any) -> tuple[float, Any, Any]:
        """(log of the sum over all allowed labels, chances of each kind, expected moves)."""
        most = fits.max(1, keepdims=True)
        fit, move = np.exp(fits - most), np.exp(moves)
        ahead, norms = np.empty_like(fit), np.ones(len(fit))
        for t, step in enumerate(self.steps):
            here = np.exp(first) * fit[step] if t == 0 else self._carried(t, ahead, move) * fit[step]
            norms[step] = np.maximum(here.sum(1), 1e-300)
            ahead[step] = here / norms[step][:, None]
        back, expected = np.ones_like(fit), np.zeros_like(moves)
        for t in range(len(self.steps) - 1, 0, -1):
            step = self.steps[t]
            before, told = self.steps[t - 1][: len(step)], fit[step] * back[step] / norms[step][:, None]
            for b, at in self.parts[t]:
                expected[b] += (ahead[before[at]].T @ told[at]) * move[b]
                back[before[at]] = told[at] @ move[b].T
        chances = ahead * back
        return float(np.log(norms).sum() + most.sum()), chances / chances.sum(1, keepdims=True), expected

    def _carried(self, t: int, ahead: Any, move: Any) -> Any:
        before = self.steps[t - 1][: len(self.steps[t])]
        here = np.empty((len(before), move.shape[1]))
        for b, at in self.parts[t]:
            here[at] = ahead[before[at]] @ move[b]
        return here


def train(
    x: sparse.csr_matrix,
    batch: Batch,
    allowed: Sequence[tuple[float, Any]],
    between: int,
    *,
    weak: float = 1.0,
    steps: int = 80,
) -> Parameters:
    """The parameters that make the labels likeliest; `allowed` are (share, statements × kinds that a label allows), `weak`
    is the penalty on large weights.
    """
    kinds = allowed[0][1].shape[1]
    columns, xt = x.shape[1], x.T.tocsr()

    def parted(flat: Any) -> Parameters:
        at, end = columns * kinds, columns * kinds + between * kinds * kinds
        return Parameters(flat[:at].reshape(columns, kinds), flat[at:end].reshape(between, kinds, kinds), flat[end:])

    def loss(flat: Any) -> tuple[float, Any]:
        p = parted(flat)
        fits = x @ p.weights
        whole, chances, moves = batch.sums(fits, p.moves, p.first)
        value, slope, moved = 0.0, np.zeros_like(chances), np.zeros_like(moves)
        for share, mask in allowed:
            some, wanted, wanted_moves = batch.sums(np.where(mask, fits, _NEVER), p.moves, p.first)
            value += share * (whole - some)
            slope += share * (chances - wanted)
            moved += share * (moves - wanted_moves)
        penalty = weak * (p.weights**2).sum() + 0.3 * ((p.moves**2).sum() + (p.first**2).sum())
        slopes = (xt @ slope + weak * p.weights, moved + 0.3 * p.moves, slope[batch.starts].sum(0) + 0.3 * p.first)
        return value + penalty / 2, np.concatenate([s.ravel() for s in slopes])

    start = np.zeros(columns * kinds + between * kinds * kinds + kinds)
    return parted(minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": steps, "maxcor": 8}).x)
