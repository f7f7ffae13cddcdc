"""The audit log: who did what to which thing. Rows are only ever added; the database refuses the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from rolewright.store import rows
from rolewright.store.engine import now
from rolewright.store.schema import audit

if TYPE_CHECKING:
    from rolewright.store.rows import Row


def note(connection: sa.Connection, person: str | None, action: str, thing: str, detail: str = "") -> None:
    """Add a row. `thing` is `table/id`; `detail` holds ids and counts, never words about a person."""
    rows.add(connection, audit, {"at": now(), "person": person, "action": action, "thing": thing, "detail": detail})


def page(connection: sa.Connection, before: int | None = None, size: int = 100, thing: str = "") -> list[Row]:
    """The newest rows, or those before a number; of one thing if it is named."""
    query = sa.select(audit).order_by(audit.c.number.desc()).limit(size)
    if before is not None:
        query = query.where(audit.c.number < before)
    return rows.many(connection, query.where(audit.c.thing == thing) if thing else query)
