"""What the API of an assignment takes: the model's inputs under the names, units and order that a seed chooses."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

from rolewright.knowledge.loader import written
from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.takehome.rows import Row


class Field(NamedTuple):
    """A field of a row. `factor` times its value is the model's unit (-1: a list the other way round); `low` and `high`
    are in the API's unit.
    """

    name: str
    input: str
    type: str
    says: str
    model: str
    factor: float = 1.0
    nullable: bool = False
    low: float | None = None
    high: float | None = None
    values: tuple[str, ...] = ()
    length: int = 0


def fields(kind: str, seed: int) -> tuple[Field, ...]:
    """The fields of a kind as a seed has them."""
    rng = random.Random(f"fields {kind} {seed}")  # noqa: S311 - the same each time
    found = [_field(table, rng.choice(table["forms"])) for table in written("takehome/kinds")[kind]["field"]]
    first = [field for field in found if field.type == "id"]
    rest = [field for field in found if field.type != "id"]
    rng.shuffle(rest)
    return (*first, *rest)


def _field(table: dict[str, Any], form: list[Any]) -> Field:
    name, factor, says = form
    scale = abs(factor)
    ends = [None if table.get(end) is None else table[end] / scale for end in ("from", "to")]
    return Field(name, table["input"], table["type"], says, table["model"], factor, table.get("nullable", False),
                 ends[0], ends[1], tuple(table.get("values", ())), table.get("length", 0))  # fmt: skip


def as_sent(row: Row, some: Sequence[Field], rng: random.Random) -> dict[str, Any]:
    """A made-up row as the API takes it."""
    return {field.name: _sent(field, row, rng) for field in some}


def _sent(field: Field, row: Row, rng: random.Random) -> Any:
    if field.type == "id":
        return row[field.input]
    value = row[field.input]
    if field.type == "date":
        return f"2026-03-{2 + value + 7 * rng.randrange(4):02d}"  # 2 March 2026 is a Monday
    if field.type == "numbers":
        return value[::-1] if field.factor < 0 else value
    if value is None or field.type in {"category", "text"}:
        return value
    return int(value) if field.type == "integer" else round(value / field.factor, 4)
