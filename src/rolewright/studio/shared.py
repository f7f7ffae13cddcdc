"""What several routes need: transactions of the request's store, roles and settings as records."""

from __future__ import annotations

import json
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from rolewright import api
from rolewright.errors import RoleError
from rolewright.store import engine as store
from rolewright.store import rows
from rolewright.store.schema import settings as table
from rolewright.studio.team import settings_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from fastapi import Request

    from rolewright.engine.config import Settings
    from rolewright.model.role import Role
    from rolewright.store.rows import Row


def reading(request: Request) -> AbstractContextManager[sa.Connection]:
    """A transaction that reads."""
    return store.reading(request.app.state.engine)


def saving(request: Request) -> AbstractContextManager[sa.Connection]:
    """A transaction that writes what no check looks at: texts and cards, many times a minute."""
    return store.writing(request.app.state.engine)


@contextmanager
def writing(request: Request) -> Iterator[sa.Connection]:
    """A transaction that writes; what checks remember is looked up anew after it."""
    with store.writing(request.app.state.engine) as connection:
        yield connection
    request.app.state.held.clear()


def role_of(row: Row) -> Role:
    """The role of a row of the store."""
    return _role(row["body"])


def finished(role: Role) -> Role:
    """The role. Raises RoleError for one whose scope isn't complete."""
    missing = api.unfinished(role)
    if missing:
        raise RoleError("the scope isn't complete", missing[0].path, f"answer what is open: {len(missing)} fields")
    return role


@lru_cache(maxsize=256)
def _role(body: str) -> Role:
    return api.role_from(json.loads(body))


def setting(connection: sa.Connection, name: str) -> tuple[int, dict[str, Any]]:
    """(revision, value) of a setting; (0, {}) if it was never set."""
    row = rows.one(connection, sa.select(table).where(table.c.name == name))
    return (0, {}) if row is None else (row["revision"], json.loads(row["value"]))


def rule_settings(connection: sa.Connection) -> Settings:
    """The team's settings for the rules, as a configuration file would have them."""
    return settings_of(setting(connection, "rules")[1])


def keep_setting(connection: sa.Connection, name: str, revision: int, value: dict[str, Any]) -> None:
    """Set a setting."""
    made = {"name": name, "revision": revision, "value": json.dumps(value)}
    if revision > 1:
        connection.execute(sa.update(table).where(table.c.name == name).values(**made))
    else:
        rows.add(connection, table, made)
