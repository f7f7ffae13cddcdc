"""Counts over readings, in one pass and in memory that doesn't grow with the rows: words by group, pairs, numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from rolewright.errors import ConfigError
from rolewright.market.scan import Choice, coded, scan
from rolewright.market.where import truth
from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

Group = tuple[Any, ...]


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
        wide = len(values)
        found = np.bincount(part.group[row] * wide + code, weights=part.weight[row], minlength=len(part.groups) * wide)
        for at in np.flatnonzero(found).tolist():
            key = (part.groups[at // wide], values[at % wide])
            cells[key] = cells.get(key, 0.0) + float(found[at])
    return Counted(totals, cells)


def numbers(
    choice: Choice, column: str, rates: dict[str, float] | None = None
) -> tuple[dict[Group, Total], dict[Group, Any]]:
    """Totals, and by group the values that are there; pay is a year's, by currency unless there are rates."""
    from rolewright.market import pay

    totals: dict[Group, Total] = {}
    values: dict[Group, list[Any]] = {}
    for part in scan(choice, pay.COLUMNS if column == "pay" else [column]):
        _add_totals(totals, part)
        found, labels = pay.yearly(part.batch, rates) if column == "pay" else (_floats(part.batch.column(column)), None)
        there = np.isfinite(found) & (part.weight > 0)
        for number in np.unique(part.group[there]).tolist():
            chosen = there & (part.group == number)
            for label in np.unique(labels[chosen]).tolist() if labels is not None else ("",):
                here = chosen & (labels == label) if labels is not None else chosen
                group = (*part.groups[number], label) if labels is not None else part.groups[number]
                values.setdefault(group, []).append(found[here].astype(np.float32))
    return totals, {group: np.concatenate(parts) for group, parts in values.items()}


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
        row = np.repeat(np.arange(len(found)), lengths)
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
