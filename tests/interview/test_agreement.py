"""The coefficients give published and hand-computed values, and none where there is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolewright.interview.agreement import ac2, agreement, alpha, ordinal_weight

KRIPPENDORFF = [
    [1, 1, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4], [4, 4, 4, 4], [1, 1, 2, 1],
    [2, 2, 2, 2], [5, 5, 5], [1, 1], [3],
]  # fmt: skip
"""Twelve units, four observers, missing values: the example of his paper of 2011, whose ordinal alpha is 0.815."""
units = st.lists(st.lists(st.integers(1, 5), max_size=12), max_size=12)


def test_alpha_of_the_paper():
    """0.815 in the paper; 0.8153875 from the package krippendorff 0.9, too."""
    assert alpha(KRIPPENDORFF) == pytest.approx(0.8153875, abs=1e-6)


def test_ac2_of_the_same_data():
    """0.89893977 from irrCAC 0.4.4 with ordinal weights."""
    assert ac2(KRIPPENDORFF) == pytest.approx(0.8989398, abs=1e-6)


def test_ac2_by_hand():
    """Two units, two raters: observed (0.9 + 1) / 2, chance 18/20 × 0.625."""
    assert ac2([[5, 4], [3, 3]]) == pytest.approx((0.95 - 0.5625) / (1 - 0.5625))


def test_alpha_by_hand():
    """Ratings 1, 1 and 5, 5: no disagreement at all. 1, 5 and 1, 5: as bad as it gets with four values, -0.5."""
    assert alpha([[1, 1], [5, 5]]) == 1
    assert alpha([[1, 5], [1, 5]]) == pytest.approx(-0.5)


def test_weights():
    """The ends of the scale agree by nothing, neighbours by 0.9."""
    assert ordinal_weight(1, 5) == 0
    assert ordinal_weight(2, 3) == pytest.approx(0.9)
    assert ordinal_weight(4, 4) == 1


def test_nothing_is_made_up():
    """No pair: no figure. No variation: no alpha, but AC2, and the reason is said."""
    assert agreement([]).alpha is None
    assert agreement([[3], [4]]) == agreement([[5]])
    same = agreement([[4, 4], [4, 4, 4]])
    assert same.alpha is None
    assert same.ac2 == 1
    assert "all ratings are the same" in same.why


@given(units)
def test_any_panel(panel):
    """Never above 1, the order of units and raters doesn't matter, the range holds."""
    found = agreement(panel)
    turned = agreement([unit[::-1] for unit in panel[::-1]])
    if found.alpha is not None:
        assert found.alpha <= 1 + 1e-9
        assert turned.alpha == pytest.approx(found.alpha)
    if found.ac2 is not None:
        assert found.ac2 <= 1 + 1e-9
        assert turned.ac2 == pytest.approx(found.ac2)
    if found.low is not None:
        assert found.low <= found.high
