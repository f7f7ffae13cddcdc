"""Selection rates and impact ratios by group and intersection, as NYC Local Law 144 and the four-fifths rule have them."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from math import exp, lgamma, log, sqrt
from statistics import median
from typing import TYPE_CHECKING

from rolewright.errors import ConfigError
from rolewright.matching.words import table
from rolewright.model.audit import Audit, Group, Grouping, Interval

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


_MOST = 5
"""Attributes; their intersections double with each."""


def audit(rows: Sequence[Mapping[str, str]], by: Sequence[str], outcome: str = "", score: str = "") -> Audit:
    """The audit of some people, a mapping each. `by` are columns of attributes; `outcome` a column of yes and no, or
    `score` one of numbers: then those above the median of all count as selected.

    Raises ConfigError naming the row that can't be read.
    """
    if bool(outcome) == bool(score):
        raise ConfigError("it takes an outcome or a score", "audit", "name one column")
    by = list(dict.fromkeys(by))
    if len(by) > _MOST:
        raise ConfigError(f"{len(by)} attributes have too many intersections", "audit", f"name {_MOST} at most")
    if not rows:
        raise ConfigError("there is nobody in it", "audit", "give a row for each person")
    middle = None
    if score:
        scores = [_number(row, score, i) for i, row in enumerate(rows, 2)]
        middle = float(median(scores))
        chosen = [one > middle for one in scores]
    else:
        chosen = [_chosen(row, outcome, i) for i, row in enumerate(rows, 2)]
    sets = [names for size in range(1, len(by) + 1) for names in combinations(by, size)]
    return Audit(len(rows), sum(chosen), tuple(_grouping(rows, chosen, names) for names in sets), middle)


def _grouping(rows: Sequence[Mapping[str, str]], chosen: Sequence[bool], by: tuple[str, ...]) -> Grouping:
    """The groups by some attributes together, largest rate first."""
    people, selected = Counter[tuple[str, ...]](), Counter[tuple[str, ...]]()
    unknown = unknown_selected = 0
    nameless = frozenset(table("audit")["words"]["unknown"])
    for row, yes in zip(rows, chosen, strict=True):
        values = tuple(str(row[name]).strip() for name in by)
        if any(value.casefold() in nameless for value in values):
            unknown += 1
            unknown_selected += yes
        else:
            people[values] += 1
            selected[values] += yes
    counts = [(values, people[values], selected[values]) for values in sorted(people)]
    return Grouping(by, groups(counts, len(rows)), unknown, unknown_selected)


def groups(counts: Sequence[tuple[tuple[str, ...], int, int]], whole: int) -> tuple[Group, ...]:
    """Groups from (values, people, selected); `whole` are all people of the data, unknown ones too. Highest rate first."""
    limits = table("audit")["limits"]
    counted = [one for one in counts if one[1] >= limits["least_share"] * whole]
    best = max(counted, key=lambda one: (one[2] / one[1], one[1]), default=None)
    made = [_group(values, n, k, best, excluded=n < limits["least_share"] * whole) for values, n, k in counts]
    return tuple(sorted(made, key=lambda one: (one.excluded, -one.rate, one.values)))


def _group(
    values: tuple[str, ...], n: int, k: int, best: tuple[tuple[str, ...], int, int] | None, *, excluded: bool
) -> Group:
    """One group's figures against the group with the highest rate."""
    rate, interval = k / n, wilson(k, n)
    words, limits = table("audit")["pages"], table("audit")["limits"]
    if excluded or best is None:
        return Group(
            values, n, k, rate, interval, excluded=True, notes=(words["excluded"].format(share=limits["least_share"]),)
        )
    _, of, top = best
    if not top:
        return Group(values, n, k, rate, interval, notes=(words["none"],))
    ratio = rate / (top / of)
    itself = values == best[0]
    return Group(
        values, n, k, rate, interval, ratio, None if itself else katz(k, n, top, of), None if itself else fisher(k, n, top, of),
        notes=_notes(n, k, ratio, top / of, itself=itself),
    )  # fmt: skip


def _notes(n: int, k: int, ratio: float, highest: float, *, itself: bool) -> tuple[str, ...]:
    """How to take a ratio."""
    words, limits = table("audit")["pages"], table("audit")["limits"]
    made = [words["highest"]] if itself else []
    if ratio < limits["four_fifths"]:
        made.append(words["below"])
        if (k + 1) / n / highest >= limits["four_fifths"]:
            made.append(words["one_more"])
    if n < limits["few"]:
        made.append(words["unsure"].format(few=limits["few"]))
    return tuple(made)


def wilson(k: int, n: int) -> Interval:
    """Wilson's score interval of k in n (Wilson 1927), 95 %."""
    z = table("audit")["limits"]["z"]
    middle = (k + z * z / 2) / (n + z * z)
    half = z / (n + z * z) * sqrt(k * (n - k) / n + z * z / 4)
    return max(0.0, middle - half) if k else 0.0, min(1.0, middle + half) if k < n else 1.0


def katz(k: int, n: int, top: int, of: int) -> Interval | None:
    """Katz's logarithmic interval of the ratio of two rates (Katz et al. 1978), 95 %; None where a rate is 0."""
    if not k or not top:
        return None
    z = table("audit")["limits"]["z"]
    half = z * sqrt(1 / k - 1 / n + 1 / top - 1 / of)
    middle = log(k / n / (top / of))
    return exp(middle - half), exp(middle + half)


def fisher(k: int, n: int, top: int, of: int) -> float:
    """Fisher's exact test of two rates, two-sided: all tables that are no likelier than this one."""
    chosen, whole = k + top, n + of

    def likely(one: int) -> float:
        return _choose(n, one) + _choose(of, chosen - one) - _choose(whole, chosen)

    seen = likely(k)
    tables = range(max(0, chosen - of), min(n, chosen) + 1)
    return min(1.0, sum(exp(likely(one)) for one in tables if likely(one) <= seen + 1e-7))


def _choose(n: int, k: int) -> float:
    """The logarithm of n over k."""
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def _chosen(row: Mapping[str, str], name: str, line: int) -> bool:
    written = str(row[name]).strip().casefold()
    words = table("audit")["words"]
    if written in words["selected"]:
        return True
    if written in words["rejected"]:
        return False
    raise ConfigError(f"{name} is {row[name]!r}, neither yes nor no", f"line {line}", "write yes or no, 1 or 0")


def _number(row: Mapping[str, str], name: str, line: int) -> float:
    try:
        value = float(str(row[name]).replace(",", "."))
    except ValueError:
        value = float("nan")
    if value != value or value in {float("inf"), float("-inf")}:  # noqa: PLR0124 - not a number is unlike itself
        raise ConfigError(f"{name} is {row[name]!r}, no number", f"line {line}", "write a number")
    return value
