"""Words as vectors by the company they keep in the shared postings, so that a rare word weighs as its neighbours do.

Positive pointwise mutual information within a statement, a singular value decomposition, rows of length 1. A model
learns a weight for each of a vector's numbers beside the weight of each word; both are linear, so that at last each
word has one weight again, the sum of the two, and reading costs the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import svds

LEAST = 6
"""A word must occur as often."""
WINDOW = 12
SIZE = 100
SCALE = 0.6
"""Of the vectors beside the counts: how readily a model uses them."""


class Vectors(NamedTuple):
    """Row of each word, and its vector."""

    rows: dict[str, int]
    values: Any

    def sums(self, rows: Sequence[Mapping[str, float]]) -> sparse.csr_matrix:
        """The weighted sum of the words' vectors for each row; what isn't a known word counts nothing."""
        data, columns, ends = [], [], [0]
        for row in rows:
            known = [(self.rows[name], n) for name, n in row.items() if name in self.rows]
            columns += [column for column, _ in known]
            data += [float(n) for _, n in known]
            ends.append(len(columns))
        counts = sparse.csr_matrix((data, columns, ends), shape=(len(rows), len(self.rows)))
        return sparse.csr_matrix(counts @ self.values)


def learn(statements: Iterable[Sequence[str]]) -> Vectors:
    """The vectors of the words of many statements; the same ones each time."""
    said = list(statements)
    seen = Counter(word for words in said for word in words)
    rows = {word: i for i, word in enumerate(sorted(word for word, n in seen.items() if n >= LEAST))}
    together: Counter[tuple[int, int]] = Counter()
    for words in said:
        here = [rows.get(word, -1) for word in words]
        for i, a in enumerate(here):
            if a >= 0:
                together.update((a, b) for b in here[i + 1 : i + 1 + WINDOW] if b >= 0)
    pairs = np.array(list(together))
    counts = sparse.coo_matrix((np.array(list(together.values()), float), pairs.T), shape=(len(rows),) * 2).tocsr()
    return Vectors(rows, SCALE * _factored(counts + counts.T))


def _factored(counts: sparse.csr_matrix) -> Any:
    own = np.asarray(counts.sum(1)).ravel() + 1
    beside = own**0.75 / (own**0.75).sum()
    cells = counts.tocoo()
    told = np.log(cells.data / (own[cells.row] * beside[cells.col]))
    positive = told > 0
    table = sparse.csr_matrix((told[positive], (cells.row[positive], cells.col[positive])), shape=counts.shape)
    left, strength, _ = svds(table, k=SIZE, v0=np.ones(counts.shape[0]))
    vectors = left * np.sqrt(strength)
    return vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)
