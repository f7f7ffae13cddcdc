"""Personal access tokens: what a program shows instead of a password. Only their digests are kept."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import sqlalchemy as sa

from rolewright.errors import ConflictError, MissingError
from rolewright.store import rows
from rolewright.store.engine import new_id, now
from rolewright.store.people import digest
from rolewright.store.schema import people, tokens

if TYPE_CHECKING:
    from rolewright.store.rows import Row

PREFIX = "rolewright_"
"""What every token begins with, so that scanners of repositories know one."""
DAY = 86_400_000
LONGEST, MOST = 366, 50
"""Days that a token may live; tokens that a person may have."""
_SHOWN = ("id", "name", "scope", "created", "expires", "used")


def add(connection: sa.Connection, person: str, name: str, scope: str, days: int) -> tuple[str, Row]:
    """(the token, its row); the token itself is told once and kept nowhere. Raises ConflictError for a name in use."""
    at = now()
    kept = of_person(connection, person)
    if any(one["name"] == name for one in kept):
        raise ConflictError("you have a token of this name", name, "revoke it, or choose another name")
    if len(kept) >= MOST:
        raise ConflictError(f"you have {MOST} tokens", name, "revoke one that isn't used any more")
    made = PREFIX + secrets.token_urlsafe(32)
    row = {"id": new_id(), "person": person, "name": name, "scope": scope, "digest": digest(made),
           "created": at, "expires": at + days * DAY, "used": None}  # fmt: skip
    rows.add(connection, tokens, row)
    return made, {key: row[key] for key in _SHOWN}


def of_person(connection: sa.Connection, person: str) -> list[Row]:
    """A person's tokens without their digests, by name; those that expired too, until they are revoked."""
    query = sa.select(*(tokens.c[name] for name in _SHOWN)).where(tokens.c.person == person)
    return rows.many(connection, query.order_by(tokens.c.name))


def find(connection: sa.Connection, token: str) -> Row | None:
    """A token that hasn't expired, with its active person: `id`, `scope`, `expires`, `used`, `person`, `role`, `name`, `email`."""
    wanted = (
        tokens.c.id,
        tokens.c.scope,
        tokens.c.expires,
        tokens.c.used,
        tokens.c.person,
        people.c.role,
        people.c.name,
    )
    query = sa.select(*wanted, people.c.email).join(people, people.c.id == tokens.c.person)
    return rows.one(
        connection, query.where(tokens.c.digest == digest(token), tokens.c.expires > now(), people.c.active)
    )


def use(connection: sa.Connection, token: str) -> None:
    """Note that a token was used now."""
    rows.change(connection, tokens, token, {"used": now()})


def revoke(connection: sa.Connection, person: str, token: str) -> None:
    """Take a token of a person back. Raises MissingError if they have none of this id."""
    gone = connection.execute(sa.delete(tokens).where(tokens.c.id == token, tokens.c.person == person))
    if not gone.rowcount:
        raise MissingError("you have no such token", f"tokens/{token}"[:80], "look at your tokens")
