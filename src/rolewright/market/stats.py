"""Intervals of shares and medians. Shares are 0 to 1."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from rolewright.knowledge.shelf import shelf

if TYPE_CHECKING:
    import numpy as np


def z() -> float:
    """The normal quantile of the intervals."""
    return float(shelf("corpus/tables")["statistics"]["z"])


def wilson(share: float, n: float) -> tuple[float, float]:
    """Wilson's score interval of a share of n; (0, 1) without observations."""
    if n <= 0:
        return 0.0, 1.0
    q = z() ** 2 / n
    middle = (share + q / 2) / (1 + q)
    half = z() / (1 + q) * math.sqrt(share * (1 - share) / n + q / (4 * n))
    return max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half))


def median(values: np.ndarray) -> tuple[float, float, float]:
    """The median with its interval: order statistics, no assumption about the distribution. Not for an empty array."""
    import numpy as np

    ordered = np.sort(values)
    n = len(ordered)
    half = z() * math.sqrt(n) / 2
    low, high = max(0, math.floor(n / 2 - half)), min(n - 1, math.ceil(n / 2 + half))
    return float(np.median(ordered)), float(ordered[low]), float(ordered[high])


def difference(a: float, n: float, b: float, m: float) -> tuple[float, float]:
    """Newcombe's interval of the difference b − a of two independent shares of n and m, from their Wilson intervals."""
    (a_low, a_high), (b_low, b_high) = wilson(a, n), wilson(b, m)
    down = math.sqrt((b - b_low) ** 2 + (a_high - a) ** 2)
    up = math.sqrt((b_high - b) ** 2 + (a - a_low) ** 2)
    return b - a - down, b - a + up
