"""Filters: `level=senior,lead`, `year>=2025`, `title~engineer`, `skill=python`; a mask over a batch of readings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rolewright.errors import ConfigError, suggest
from rolewright.market.schema import FINAL
from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_FORM = re.compile(r"\s*(\w+)\s*(>=|<=|!=|=|>|<|~)\s*(.*)", re.DOTALL)
_NAMES = {"skill": "skills", "place": "places", "finding": "findings", "strand": "strands", "trouble": "troubles",
          "currency": "pay_currency"}  # fmt: skip
_NOT = frozenset({"text", "kept", "cluster"})
_ORDERS: dict[str, Any] = {">=": pc.greater_equal, "<=": pc.less_equal, ">": pc.greater, "<": pc.less}


class Filter(NamedTuple):
    """A condition on one column; `values` are alternatives."""

    column: str
    sign: str
    values: tuple[str, ...]
    written: str


def names(columns: Sequence[str]) -> list[str]:
    """What filters can name: columns that say something, lists of words by their singular."""
    plain = [one for one in columns if one not in {*_NOT, *_NAMES.values()} and not one.endswith(("_start", "_end"))]
    return sorted([*_NAMES, *plain])


def parse(written: Sequence[str]) -> tuple[Filter, ...]:
    """The filters. Raises ConfigError for a form or a column that there isn't."""
    return tuple(_one(one) for one in written)


def _one(written: str) -> Filter:
    found = _FORM.fullmatch(written)
    if found is None:
        raise ConfigError(
            f"{written!r} is no filter", "--where", "write level=senior,lead or year>=2025 or title~engineer"
        )
    name, sign, right = found.groups()
    column = _NAMES.get(name, name)
    if column not in FINAL.names or column in _NOT:
        raise ConfigError(
            f"there is no column {name!r}", "--where", suggest(name, [*_NAMES, *FINAL.names], "see docs/market.md")
        )
    kind = FINAL.field(column).type
    values = tuple(one.strip() for one in right.split(",")) if sign in {"=", "!="} else (right.strip(),)
    if pa.types.is_list(kind) and sign not in {"=", "!="}:
        raise ConfigError(f"{name} is a list", f"--where {written}", f"write {name}=VALUE or {name}!=VALUE")
    if sign == "~":
        _expression(values[0], written)
    if not (pa.types.is_list(kind) or pa.types.is_string(kind)):
        for value in values:
            _cast(value, kind, written)
    return Filter(column, sign, values, written)


def columns(filters: Sequence[Filter]) -> list[str]:
    """The columns that filters look at."""
    return [one.column for one in filters]


def mask(batch: Any, filters: Sequence[Filter]) -> np.ndarray:
    """Which rows fit all filters. An empty value fits `!=` only."""
    out = np.ones(len(batch), dtype=bool)
    for one in filters:
        out &= _fits(batch.column(one.column), one)
    return out


def truth(column: Any) -> np.ndarray:
    """A column of true and false, an empty value false."""
    return np.asarray(column.fill_null(False))  # noqa: FBT003 - the value that fills


def _fits(column: Any, one: Filter) -> np.ndarray:
    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks()
    if pa.types.is_list(column.type):
        fits = _holds(column, one.values)
    elif pa.types.is_dictionary(column.type):
        words = _fits(column.dictionary, one._replace(sign="=" if one.sign == "!=" else one.sign))
        codes = np.asarray(column.indices.fill_null(-1))
        fits = np.r_[words, False][codes]
    elif one.sign == "~":
        fits = truth(pc.match_substring_regex(column, one.values[0], ignore_case=True))
    elif one.sign in _ORDERS:
        fits = truth(_ORDERS[one.sign](column, _cast(one.values[0], column.type, one.written)))
    else:
        options = pa.array([_cast(value, column.type, one.written).as_py() for value in one.values], column.type)
        fits = truth(pc.is_in(column, options))
    return ~fits if one.sign == "!=" else fits


def _holds(column: Any, values: tuple[str, ...]) -> np.ndarray:
    """Which lists hold one of the values."""
    out = np.zeros(len(column), dtype=bool)
    words = column.flatten()
    if pa.types.is_dictionary(words.type):
        words = words.cast(pa.string())
    there = truth(pc.is_in(words, pa.array(values, pa.string())))
    out[np.asarray(pc.list_parent_indices(column))[there]] = True
    return out


def _expression(written: str, whole: str) -> None:
    try:
        pc.match_substring_regex(pa.array([""]), written)
    except pa.ArrowInvalid as error:
        raise ConfigError(
            f"{written!r} is no regular expression", f"--where {whole}", "mend it; RE2's syntax"
        ) from error


def _cast(value: str, kind: Any, written: str) -> Any:
    try:
        return pa.scalar(value.lower() if pa.types.is_boolean(kind) else value).cast(kind)
    except pa.ArrowInvalid as error:
        raise ConfigError(f"{value!r} is no {kind}", f"--where {written}", "write a value of that kind") from error
