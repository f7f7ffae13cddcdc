"""Near duplicates: the same ad again falls together, other ads don't, whatever the order."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from market_rows import posting

from rolewright.market.alike import clusters, similarity
from rolewright.market.alike import signatures as signed


def signatures(*texts: str) -> np.ndarray:
    return np.frombuffer(b"".join(signed(texts)), dtype=np.uint8).reshape(-1, 64)


def test_copies_fall_together() -> None:
    """Fifty ads with a hundred slightly changed copies each: fifty clusters, each named by its first row."""
    rng = np.random.default_rng(3)
    ads = rng.integers(0, 256, (50, 64), dtype=np.uint8)
    rows = np.repeat(ads, 100, axis=0)
    for row in rows:
        row[rng.integers(0, 64, 4)] = rng.integers(0, 256, 4)
    order = rng.permutation(len(rows))
    found = clusters(rows[order])
    ad = order // 100
    first = {int(one): int(np.flatnonzero(ad == one)[0]) for one in range(50)}
    assert found.tolist() == [first[int(one)] for one in ad]


def test_the_estimate_is_near_the_truth() -> None:
    """Over ads that share a known part of their runs of 16 letters, the estimate is within four standard errors, and near on average."""
    errors = []
    for shared in range(20, 200, 12):
        words = [f"w{shared}x{i}" for i in range(200)]
        one, two = " ".join(words), " ".join([*words[:shared], *(f"v{shared}x{i}" for i in range(200 - shared))])
        grams = [{t[i : i + 16] for i in range(len(t) - 15)} for t in (one.replace(" ", ""), two.replace(" ", ""))]
        true = len(grams[0] & grams[1]) / len(grams[0] | grams[1])
        sigs = signatures(one, two)
        got = float(similarity(sigs[:1], sigs[1:])[0])
        assert abs(got - true) < 4 * (true * (1 - true) / 64 + 1 / 64**2) ** 0.5 + 0.02
        errors.append(got - true)
    assert abs(np.mean(errors)) < 0.05


def test_a_signature_is_always_the_same() -> None:
    """It depends on the letters alone: not on the process, the other texts, letter case or white space."""
    text = posting(1)["text"]
    one, two, other = signed([text, text.upper().replace(" ", "  \n"), "data engineer wanted in Leeds"])
    assert one == two == signed([text])[0]
    assert other.hex()[:16] == FIXED


FIXED = "dae31dc781ff406d"


@pytest.mark.parametrize("text", ["", "one", "one two", "\u2603 " * 5])
def test_short_texts_have_one(text: str) -> None:
    """Even an empty text has a signature, and equal ones fall together."""
    assert [len(one) for one in signed([text])] == [64]
    assert clusters(signatures(text, text)).tolist() == [0, 0]


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 1000), st.integers(0, 60))
def test_no_row_leads_who_comes_later(seed: int, rows: int) -> None:
    """A cluster is named by its first row, and that row by itself."""
    sigs = np.random.default_rng(seed).integers(0, 2, (rows, 64), dtype=np.uint8)
    found = clusters(sigs)
    assert all(found[found] == found)
    assert all(found <= np.arange(rows))
