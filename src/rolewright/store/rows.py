"""Rows in and out: what every table's functions share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from rolewright.errors import MissingError

if TYPE_CHECKING:
    from collections.abc import Mapping

Row = dict[str, Any]


def one(connection: sa.Connection, query: sa.Select[Any]) -> Row | None:
    """The first row, as a dictionary."""
    found = connection.execute(query.limit(1)).mappings().first()
    return None if found is None else dict(found)


def many(connection: sa.Connection, query: sa.Select[Any]) -> list[Row]:
    """All rows, as dictionaries."""
    return [dict(row) for row in connection.execute(query).mappings()]


def by_id(connection: sa.Connection, table: sa.Table, key: str) -> Row:
    """The row with an id. Raises MissingError if there is none."""
    found = one(connection, sa.select(table).where(table.c.id == key))
    if found is None:
        raise MissingError("it isn't there (any more)", f"{table.name}/{key}"[:80], "go back and choose another")
    return found


def add(connection: sa.Connection, table: sa.Table, values: Mapping[str, Any]) -> Row:
    """Insert a row; the row."""
    connection.execute(sa.insert(table).values(**values))
    return dict(values)


def change(connection: sa.Connection, table: sa.Table, key: str, values: Mapping[str, Any]) -> None:
    """Set some columns of the row with an id."""
    connection.execute(sa.update(table).where(table.c.id == key).values(**values))


def locked(connection: sa.Connection, table: sa.Table, key: str) -> Row:
    """The row with an id, which nobody else changes until this transaction ends. Raises MissingError if there is none."""
    found = one(connection, sa.select(table).where(table.c.id == key).with_for_update())
    return found if found is not None else by_id(connection, table, key)
