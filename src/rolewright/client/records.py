"""Records of the library on the wire: their shape for OpenAPI, and the record made again of what arrived."""

from __future__ import annotations

import sys
import types
import typing
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, create_model

from rolewright.model import card, kit, match, profile

R = TypeVar("R")
_NAMES = {
    name: one for room in (profile, match, kit, card) for name, one in vars(room).items() if hasattr(one, "_fields")
}
"""Records that others name in annotations only."""
_RECORDS: dict[type[BaseModel], Any] = {}


@cache
def shape(record: type[Any]) -> type[BaseModel]:
    """A model with a record's fields, records within as models of their own."""
    here = vars(sys.modules[record.__module__])
    hints = typing.get_type_hints(record, {**_NAMES, **here})
    given = record._field_defaults
    fields: dict[str, Any] = {name: (_plain(hints[name]), given.get(name, ...)) for name in record._fields}
    made = create_model(record.__name__, __doc__=record.__doc__, **fields)
    _RECORDS[made] = record
    return made


def made(record: type[R], data: bytes) -> R:
    """The record that JSON stands for. Raises pydantic's ValidationError for other JSON."""
    return typing.cast("R", _record(shape(typing.cast("Any", record)).model_validate_json(data)))


def _plain(hint: Any) -> Any:
    """An annotation with models for records."""
    if hasattr(hint, "_fields"):
        return shape(hint)
    parts = tuple(_plain(one) for one in typing.get_args(hint))
    if not parts:
        return hint
    if isinstance(hint, types.UnionType):
        return typing.Union[parts]  # noqa: UP007 - made at run time
    return typing.get_origin(hint)[parts]


def _record(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return _RECORDS[type(value)](**{name: _record(one) for name, one in value})
    if isinstance(value, dict):
        return {name: _record(one) for name, one in value.items()}
    return tuple(_record(one) for one in value) if isinstance(value, tuple) else value
