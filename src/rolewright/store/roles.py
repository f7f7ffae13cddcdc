"""Roles: each change is a revision, and the revisions stay."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from rolewright.errors import ConflictError
from rolewright.store import rows
from rolewright.store.engine import new_id, now
from rolewright.store.schema import candidates, members, postings, role_versions, roles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rolewright.store.rows import Row

STATES = ("scoping", "scoped", "drafted", "open", "interviewing", "closed")


def create(connection: sa.Connection, body: Mapping[str, Any], author: str | None, state: str = "scoping") -> Row:
    """A new role from a role file's tables."""
    at, text = now(), _text(body)
    made = {"id": new_id(), "title": str(body.get("title", "")), "state": state, "revision": 1, "body": text, "author": author,
            "created": at, "changed": at, "seed": 0, "minutes": None}  # fmt: skip
    rows.add(connection, roles, made)
    rows.add(connection, role_versions, {"role": made["id"], "revision": 1, "body": text, "author": author, "at": at})
    return made


def visible(connection: sa.Connection, person: str | None = None) -> list[Row]:
    """All roles, or those that a person works on; the newest change first. With counts of postings and candidates."""
    query = sa.select(
        roles.c.id, roles.c.title, roles.c.state, roles.c.revision, roles.c.body, roles.c.changed,
        _count(postings.c.role), _count(candidates.c.role),
    ).order_by(roles.c.changed.desc(), roles.c.id)  # fmt: skip
    if person is not None:
        query = query.where(roles.c.id.in_(sa.select(members.c.role).where(members.c.person == person)))
    return rows.many(connection, query)


def _count(column: sa.Column[Any]) -> sa.Label[int]:
    table = column.table
    return sa.select(sa.func.count()).where(column == roles.c.id).scalar_subquery().label(table.name)


def get(connection: sa.Connection, role: str) -> Row:
    """A role. Raises MissingError if there is none."""
    return rows.by_id(connection, roles, role)


def body_of(row: Row) -> dict[str, Any]:
    """The role file's tables of a row."""
    made: dict[str, Any] = json.loads(row["body"])
    return made


def save(connection: sa.Connection, role: str, body: Mapping[str, Any], base: int, author: str | None) -> int:
    """Keep a new revision; its number. Raises ConflictError if the role isn't at revision `base`."""
    row = rows.locked(connection, roles, role)
    if row["revision"] != base:
        raise ConflictError(
            "somebody changed the role meanwhile", f"roles/{role}", "look at the change, then save again"
        )
    text = _text(body)
    if text == row["body"]:
        return base
    at, revision = now(), base + 1
    rows.change(
        connection,
        roles,
        role,
        {"revision": revision, "body": text, "title": str(body.get("title", "")), "changed": at},
    )
    rows.add(connection, role_versions, {"role": role, "revision": revision, "body": text, "author": author, "at": at})
    return revision


def version(connection: sa.Connection, role: str, revision: int) -> Row | None:
    """A role as it was at a revision."""
    table = role_versions
    return rows.one(connection, sa.select(table).where(table.c.role == role, table.c.revision == revision))


def versions(connection: sa.Connection, role: str) -> list[Row]:
    """Every revision without its body, the newest first."""
    table = role_versions
    query = sa.select(table.c.revision, table.c.author, table.c.at).where(table.c.role == role)
    return rows.many(connection, query.order_by(table.c.revision.desc()))


def set_state(connection: sa.Connection, role: str, state: str) -> None:
    """Where the role stands: one of `STATES`."""
    rows.change(connection, roles, role, {"state": state, "changed": now()})


def set_kit(connection: sa.Connection, role: str, seed: int, minutes: int | None) -> None:
    """Which questions the role's kit takes, and how much of a candidate's time."""
    rows.change(connection, roles, role, {"seed": seed, "minutes": minutes})


def delete(connection: sa.Connection, role: str) -> None:
    """Remove a role with all that hangs on it."""
    connection.execute(sa.delete(roles).where(roles.c.id == role))


def team(connection: sa.Connection, role: str) -> list[str]:
    """The ids of the people who work on a role."""
    found = connection.execute(sa.select(members.c.person).where(members.c.role == role).order_by(members.c.person))
    return list(found.scalars())


def set_team(connection: sa.Connection, role: str, chosen: list[str]) -> None:
    """Who works on a role."""
    connection.execute(sa.delete(members).where(members.c.role == role))
    for person in dict.fromkeys(chosen):
        rows.add(connection, members, {"role": role, "person": person})


def is_member(connection: sa.Connection, role: str, person: str) -> bool:
    """Whether a person works on a role."""
    query = sa.select(members.c.role).where(members.c.role == role, members.c.person == person)
    return rows.one(connection, query) is not None


def _text(body: Mapping[str, Any]) -> str:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))
