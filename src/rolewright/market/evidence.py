"""Evidence: for each row of a table a few postings with the span that counted, to be opened with `market open`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from rolewright.knowledge.shelf import shelf
from rolewright.market.count import occurrences
from rolewright.market.scan import Choice, Part, scan

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_ROWS = 2000


def evidence(
    choice: Choice, of: str, measure: Mapping[str, Any], strengths: tuple[str, ...], rows: Sequence[dict[str, Any]]
) -> list[dict[str, Any]]:
    """The rows with `evidence`: up to three ids with start and end (None where the fact has no span), in the table's order."""
    most = int(shelf("corpus/tables")["statistics"]["evidence"])
    wanted = {_key(row, choice.by, of): [] for row in rows}  # type: ignore[var-annotated]
    short = set(wanted)
    if rows:
        for key, found in _found(choice, measure, strengths):
            if key in short:
                wanted[key].append(found)
                if len(wanted[key]) == most:
                    short.discard(key)
                    if not short:
                        break
    return [{**row, "evidence": wanted[_key(row, choice.by, of)]} for row in rows]


def _key(row: Mapping[str, Any], by: Sequence[str], of: str) -> tuple[Any, ...]:
    return (*(row[name] for name in by), row.get(of, ""))


def _found(
    choice: Choice, measure: Mapping[str, Any], strengths: tuple[str, ...]
) -> Iterator[tuple[tuple[Any, ...], dict[str, Any]]]:
    """Every occurrence: its key, and where it stands."""
    column, kind = measure["column"], measure["kind"]
    plain = "pay_low" if column == "pay" else column
    spans = measure.get("span", [])
    wanted = ["id", plain, *spans, *(["skill_strength"] if strengths else [])]
    for part in _few(scan(choice, wanted)):
        row, code, values = _rows(part.batch, plain, kind, strengths)
        ids = part.batch.column("id")
        ends = [_ends(part.batch.column(name), kind, len(row), row, strengths, part.batch) for name in spans] or [
            [None] * len(row)
        ] * 2
        for at, (i, c) in enumerate(zip(row.tolist(), code.tolist(), strict=True)):
            if part.weight[i]:
                key = (*part.groups[part.group[i]], values[c])
                yield key, {"id": ids[i].as_py(), "start": ends[0][at], "end": ends[1][at]}


def _few(parts: Iterator[Part]) -> Iterator[Part]:
    """The same rows, few at a time: mostly the first ones are enough."""
    for batch, weight, group, groups in parts:
        for at in range(0, len(batch), _ROWS):
            here = slice(at, at + _ROWS)
            yield Part(batch.slice(at, _ROWS), weight[here], group[here], groups)


def _rows(batch: Any, column: str, kind: str, strengths: tuple[str, ...]) -> tuple[np.ndarray, np.ndarray, list[str]]:
    if kind != "number":
        return occurrences(batch, column, kind, strengths)
    row = np.flatnonzero(np.asarray(batch.column(column).is_valid()))
    return row, np.zeros(len(row), dtype=np.int64), [""]


def _ends(
    column: Any, kind: str, count: int, row: np.ndarray, strengths: tuple[str, ...], batch: Any
) -> list[int | None]:
    """One end of the span of each occurrence."""
    if kind != "many":
        return column.take(pa.array(row)).to_pylist()  # type: ignore[no-any-return]
    flat = column.flatten().to_pylist()
    if strengths:
        flat = [
            end
            for end, one in zip(flat, batch.column("skill_strength").flatten().to_pylist(), strict=True)
            if one in strengths
        ]
    return flat[:count]  # type: ignore[no-any-return]
