"""Readings as batches of the columns that are wanted, words as codes, each row with its weight and its group."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from rolewright.errors import ConfigError, DocumentError, suggest
from rolewright.knowledge.shelf import shelf
from rolewright.market.schema import FINAL
from rolewright.market.where import Filter, columns, mask
from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WEIGHTS = ("kept", "all", "cluster")
_COLUMNS = {"currency": "pay_currency"}


class Choice(NamedTuple):
    """Which rows of which file count how much: `weights` is `kept` (one a cluster), `all`, or `cluster` (a share of one each)."""

    path: str
    filters: tuple[Filter, ...] = ()
    by: tuple[str, ...] = ()
    weights: str = "kept"


class Part(NamedTuple):
    """A batch: its columns, the weight of each row (0: left out), the group of each, and the groups by their number."""

    batch: Any
    weight: np.ndarray
    group: np.ndarray
    groups: list[tuple[Any, ...]]


def groups() -> tuple[str, ...]:
    """What tables can be counted by."""
    return tuple(shelf("corpus/tables")["by"]["columns"])


def least() -> int:
    """Cells with fewer postings are hidden unless asked for."""
    return int(shelf("corpus/tables")["statistics"]["least"])


def check_by(by: Sequence[str]) -> tuple[str, ...]:
    """The names of groups. Raises ConfigError for one that there isn't."""
    known = shelf("corpus/tables")["by"]["columns"]
    for name in by:
        if name not in known:
            raise ConfigError(
                f"can't be counted by {name!r}", "--by", suggest(name, known, f"choose of {', '.join(known)}")
            )
    return tuple(by)


def opened(path: str) -> Any:
    """A table of readings. Raises DocumentError if it isn't one."""
    if not os.path.isfile(path):
        raise DocumentError("there is no such table", path, "make it with rolewright market read")
    try:
        file = pq.ParquetFile(path, read_dictionary=_words())
    except (pa.ArrowInvalid, OSError) as error:
        raise DocumentError("is no Parquet file", path, "make it with rolewright market read") from error
    lacking = [name for name in FINAL.names if name not in file.schema_arrow.names]
    if lacking:
        raise DocumentError(
            f"is no table of readings: it has no {lacking[0]}", path, "make it with rolewright market read"
        )
    return file


def _words() -> list[str]:
    """The leaves that hold words from a small vocabulary."""
    plain = [
        f.name for f in FINAL if pa.types.is_string(f.type) and f.name not in {"id", "title", "url", "error", "date"}
    ]
    return plain + [
        f"{f.name}.list.element" for f in FINAL if pa.types.is_list(f.type) and pa.types.is_string(f.type.value_type)
    ]


def scan(choice: Choice, wanted: Sequence[str]) -> Iterator[Part]:
    """The batches with the wanted columns; one group `()` if there is nothing to group by."""
    file = opened(choice.path)
    by = [_COLUMNS.get(name, name) for name in choice.by]
    needed = [
        *dict.fromkeys(
            [*wanted, *by, *columns(choice.filters), "kept", "error", *(["cluster"] * (choice.weights == "cluster"))]
        )
    ]
    sizes = _sizes(choice.path) if choice.weights == "cluster" else None
    for batch in _groups(file, needed):
        weight = _weight(batch, choice, sizes)
        if weight.any():
            group, groups = _grouped(batch, by)
            yield Part(batch, weight, group, groups)


def _groups(file: Any, needed: list[str]) -> Iterator[Any]:
    """A batch a row group, the next one read while one is counted. Words as codes can't be read across groups."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as pool:
        ahead = None
        for i in range(file.num_row_groups):
            coming = pool.submit(_group, file, i, needed)
            if ahead is not None:
                yield from ahead.result()
            ahead = coming
        if ahead is not None:
            yield from ahead.result()


def _group(file: Any, number: int, needed: list[str]) -> list[Any]:
    return file.read_row_group(number, columns=needed).combine_chunks().to_batches()  # type: ignore[no-any-return]


def _weight(batch: Any, choice: Choice, sizes: np.ndarray | None) -> np.ndarray:
    if choice.weights == "kept":
        weight = np.asarray(batch.column("kept")).astype(np.float64)
    else:
        readable = np.asarray(batch.column("error").is_null())
        weight = readable.astype(np.float64)
        if sizes is not None:
            clusters = np.asarray(batch.column("cluster").fill_null(0))
            weight[readable] = 1 / sizes[clusters[readable]]
    return weight * mask(batch, choice.filters) if choice.filters else weight


def _sizes(path: str) -> np.ndarray:
    """How many rows each cluster has."""
    column = pq.read_table(path, columns=["cluster"]).column(0).combine_chunks()
    return np.bincount(np.asarray(column.drop_null())) if len(column) > column.null_count else np.ones(1, int)


def _grouped(batch: Any, by: Sequence[str]) -> tuple[np.ndarray, list[tuple[Any, ...]]]:
    """The group of each row, and the groups in the order of their numbers."""
    group = np.zeros(len(batch), dtype=np.int64)
    groups: list[tuple[Any, ...]] = [()]
    for name in by:
        codes, values = coded(batch.column(name))
        group = group * len(values) + codes
        groups = [(*before, value) for before in groups for value in values]
    return group, groups


def coded(column: Any) -> tuple[np.ndarray, list[Any]]:
    """A column as codes and the values they stand for, None for an empty one last."""
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    values = column.dictionary.to_pylist()
    codes = column.indices.fill_null(len(values)) if column.null_count else column.indices
    return np.asarray(codes), [*values, None]
