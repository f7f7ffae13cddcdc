"""Agreement of few raters on ordered ratings: Krippendorff's alpha and Gwet's AC2.

Alpha, ordinal: K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011): 1 less observed over expected
disagreement, from the coincidences of paired ratings within units; it takes missing ratings and any number of raters.
AC2: K. L. Gwet, Handbook of Inter-Rater Reliability, 4th ed. (2014), ch. 3 and 5, here with ordinal weights
w(k,l) = 1 - C(|k-l|+1, 2) / C(q, 2); it doesn't collapse when nearly all ratings are the same. Ratings are 1 to 5.
"""

from __future__ import annotations

from math import comb
from typing import TYPE_CHECKING

from rolewright.model.card import Coefficient

if TYPE_CHECKING:
    from collections.abc import Sequence

SCALE = (1, 2, 3, 4, 5)
Units = "Sequence[Sequence[int]]"


def agreement(units: Sequence[Sequence[int]]) -> Coefficient:
    """The coefficients of units, each the ratings that one thing got; units with fewer than two ratings don't count."""
    paired = [list(unit) for unit in units if len(unit) > 1]
    pairs = sum(comb(len(unit), 2) for unit in paired)
    if not paired:
        return Coefficient(None, None, 0, 0, why="nothing was rated by two people")
    value = alpha(paired)
    left_out = [alpha([*paired[:i], *paired[i + 1 :]]) for i in range(len(paired))] if len(paired) > 1 else []
    known = [one for one in left_out if one is not None]
    why = "" if value is not None else "alpha isn't defined: all ratings are the same"
    low, high = (min(known), max(known)) if known and value is not None else (None, None)
    return Coefficient(value, ac2(paired), len(paired), pairs, low, high, why)


def alpha(units: Sequence[Sequence[int]]) -> float | None:
    """Krippendorff's alpha for ordinal data; None if there is no variation, or nothing paired."""
    coincidences = {(k, m): 0.0 for k in SCALE for m in SCALE}
    for unit in units:
        if len(unit) < 2:
            continue
        for i, one in enumerate(unit):
            for j, other in enumerate(unit):
                if i != j:
                    coincidences[one, other] += 1 / (len(unit) - 1)
    totals = {k: sum(coincidences[k, m] for m in SCALE) for k in SCALE}
    whole = sum(totals.values())
    apart = {(k, m): _distance(k, m, totals) for k in SCALE for m in SCALE}
    expected = sum(totals[k] * totals[m] * apart[k, m] for k in SCALE for m in SCALE)
    if not expected:
        return None
    observed = sum(coincidences[pair] * apart[pair] for pair in coincidences)
    return 1 - (whole - 1) * observed / expected


def ac2(units: Sequence[Sequence[int]]) -> float | None:
    """Gwet's AC2 with ordinal weights; None if nothing is paired."""
    paired = [unit for unit in units if len(unit) > 1]
    if not paired:
        return None
    rated = [unit for unit in units if unit]
    share = {k: sum(unit.count(k) / len(unit) for unit in rated) / len(rated) for k in SCALE}
    weight = {(k, m): ordinal_weight(k, m) for k in SCALE for m in SCALE}
    observed = sum(_agreed(unit, weight) for unit in paired) / len(paired)
    everything = sum(weight.values())
    q = len(SCALE)
    chance = everything / (q * (q - 1)) * sum(p * (1 - p) for p in share.values())
    return (observed - chance) / (1 - chance)


def ordinal_weight(one: int, other: int) -> float:
    """1 for the same rating, 0 for the two ends of the scale."""
    return 1 - comb(abs(one - other) + 1, 2) / comb(len(SCALE), 2)


def _agreed(unit: Sequence[int], weight: dict[tuple[int, int], float]) -> float:
    """The weighted agreement within a unit: the mean over its ordered pairs."""
    total = sum(weight[a, b] for i, a in enumerate(unit) for j, b in enumerate(unit) if i != j)
    return total / (len(unit) * (len(unit) - 1))


def _distance(one: int, other: int, totals: dict[int, float]) -> float:
    """Krippendorff's ordinal difference, squared: the ratings that lie between, the ends by half."""
    low, high = min(one, other), max(one, other)
    between = sum(totals[g] for g in SCALE if low <= g <= high)
    return (between - (totals[low] + totals[high]) / 2) ** 2
