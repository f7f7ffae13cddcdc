"""Counts over readings, in one pass and in memory that doesn't grow with the rows: words by group, pairs, numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from rolewright.errors import ConfigError
from rolewright.market.scan import Choice, Part, coded, scan
from rolewright.market.where import truth
from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Group = tuple[Any, ...]
_SMALL = 2**31


class Total(NamedTuple):
    """A group's rows: their number, the sum of their weights and of the squares of those."""

    rows: int
    weight: float
    squares: float

    @property
    def effective(self) -> float:
        """Kish's effective size: what the intervals are computed with."""
        return self.weight**2 / self.squares if self.squares else 0.0


class Counted(NamedTuple):
    """Totals by group, and weight by (group, word)."""

    totals: dict[Group, Total]
    cells: dict[tuple[Group, str], float]


def words(choice: Choice, column: str, kind: str, strengths: tuple[str, ...] = ()) -> Counted:
    """How many postings of each group have each word of a column; `strengths` narrows skills."""
    totals: dict[Group, Total] = {}
    cells: dict[tuple[Group, str], float] = {}
    for part in scan(choice, [column, *(["skill_strength"] if strengths else [])]):
        if column == "findings" and not part.batch.column(column).is_valid().to_numpy(zero_copy_only=False).any():
            raise ConfigError("the findings were not kept", choice.path, "read the corpus again with --findings")
        _add_totals(totals, part)
        row, code, values = occurrences(part.batch, column, kind, strengths)
        wide, found = len(values), _weights(part, row, code, len(values))
        for at in np.flatnonzero(found).tolist():
            key = (part.groups[at // wide], values[at % wide])
            cells[key] = cells.get(key, 0.0) + float(found[at])
    return Counted(totals, cells)


def _weights(part: Part, row: np.ndarray, code: np.ndarray, wide: int) -> np.ndarray:
    """The weight of each group's each word; numbers are kept small, and weights of one aren't added up as such."""
    size = len(part.groups) * wide
    if len(part.groups) > 1:
        group = part.group.astype(np.int32) if size < _SMALL else part.group
        code = group[row] * wide + code
    alike = part.weight.min(initial=1.0) == part.weight.max(initial=1.0) == 1.0
    return np.bincount(code, weights=None if alike else part.weight[row], minlength=size)


def numbers(
    choice: Choice, column: str, rates: dict[str, float] | None = None
) -> tuple[dict[Group, Total], dict[Group, Any]]:
    """Totals, and by group the values that are there; pay is a year's, by currency unless there are rates."""
    from rolewright.market import pay

    totals: dict[Group, Total] = {}
    values: dict[Group, list[Any]] = {}
    for part in scan(choice, pay.COLUMNS if column == "pay" else [column]):
        _add_totals(totals, part)
        if column == "pay":
            found, code, words = pay.yearly(part.batch, rates)
            labels: list[Group] = [(word,) for word in words]
        else:
            found, code, labels = _floats(part.batch.column(column)), np.zeros(len(part.batch), np.int64), [()]
        there = np.flatnonzero(np.isfinite(found) & (part.weight > 0))
        for cell, some in _cells((part.group * len(labels) + code)[there], found[there].astype(np.float32)):
            group = (*part.groups[cell // len(labels)], *labels[cell % len(labels)])
            values.setdefault(group, []).append(some)
    return totals, {group: np.concatenate(parts) for group, parts in values.items()}


def _cells(cell: np.ndarray, values: np.ndarray) -> Iterator[tuple[int, np.ndarray]]:
    """Each cell's number with its values."""
    order = np.argsort(cell, kind="stable")
    numbers, starts = np.unique(cell[order], return_index=True)
    return zip(numbers.tolist(), np.split(values[order], starts[1:]), strict=True) if len(order) else iter(())


def pairs(choice: Choice, most: Sequence[str], strengths: tuple[str, ...] = ()) -> tuple[Total, np.ndarray]:
    """The total, and for the given skills the weight of postings that have both of each two."""
    totals: dict[Group, Total] = {}
    both = np.zeros((len(most), len(most)))
    place = {name: i for i, name in enumerate(most)}
    for part in scan(choice, ["skills", *(["skill_strength"] if strengths else [])]):
        _add_totals(totals, part)
        row, code, values = occurrences(part.batch, "skills", "many", strengths)
        spot = np.array([place.get(value, -1) for value in values])[code]
        there = np.zeros((len(part.batch), len(most)), dtype=np.float32)
        there[row[spot >= 0], spot[spot >= 0]] = 1
        both += there.T @ (there * part.weight[:, None].astype(np.float32))
    return totals.get((), Total(0, 0.0, 0.0)), both


def _add_totals(totals: dict[Group, Total], part: Any) -> None:
    size = len(part.groups)
    rows = np.bincount(part.group, weights=part.weight > 0, minlength=size)
    weight = np.bincount(part.group, weights=part.weight, minlength=size)
    squares = np.bincount(part.group, weights=part.weight**2, minlength=size)
    for at in np.flatnonzero(rows).tolist():
        known = totals.get(part.groups[at], Total(0, 0.0, 0.0))
        totals[part.groups[at]] = Total(
            known.rows + int(rows[at]), known.weight + float(weight[at]), known.squares + float(squares[at])
        )


def occurrences(
    batch: Any, column: str, kind: str, strengths: tuple[str, ...]
) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """(row, code) of each word of a column, and the words by their code."""
    found = batch.column(column)
    if kind == "many":
        offsets = np.asarray(found.offsets)
        lengths = np.diff(offsets) * np.asarray(found.is_valid())
        row: np.ndarray = np.repeat(np.arange(len(found), dtype=np.int32), lengths)
        code, values = coded(found.flatten())
        if strengths:
            strength, names = coded(batch.column("skill_strength").flatten())
            chosen = np.isin(strength, [i for i, name in enumerate(names) if name in strengths])
            row, code = row[chosen], code[chosen]
        return row, code, values
    if kind == "yes":
        true = truth(found) if pa.types.is_boolean(found.type) else np.asarray(found.is_valid())
        row = np.flatnonzero(true)
        return row, np.zeros(len(row), dtype=np.int64), ["yes"]
    code, values = coded(found)
    row = np.flatnonzero(code < len(values) - 1)
    return row, code[row], values


def _floats(column: Any) -> np.ndarray:
    return np.asarray(column.cast(pa.float64()).fill_null(float("nan")))
