"""People who use the studio, and their sessions. Passwords come hashed; cookies are kept as their digests."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from rolewright.errors import ConflictError
from rolewright.store import rows
from rolewright.store.engine import new_id, now
from rolewright.store.schema import people, sessions

if TYPE_CHECKING:
    from rolewright.store.rows import Row

ROLES = ("admin", "recruiter", "manager", "interviewer", "viewer")


def add(
    connection: sa.Connection, email: str, name: str, role: str, password: str | None = None, subject: str | None = None
) -> Row:
    """A new person. Raises ConflictError if the address is taken."""
    address = email.strip().lower()
    if by_email(connection, address) is not None:
        raise ConflictError("somebody has this address already", "email", "choose another")
    made = {"id": new_id(), "email": address, "name": name, "role": role, "password": password, "subject": subject,
            "active": True, "created": now()}  # fmt: skip
    return rows.add(connection, people, made)


def by_email(connection: sa.Connection, email: str) -> Row | None:
    """Who has an address."""
    return rows.one(connection, sa.select(people).where(people.c.email == email.strip().lower()))


def by_subject(connection: sa.Connection, subject: str) -> Row | None:
    """Who has an id at the OIDC provider."""
    return rows.one(connection, sa.select(people).where(people.c.subject == subject))


def get(connection: sa.Connection, person: str) -> Row:
    """A person. Raises ConflictError if there is none."""
    return rows.by_id(connection, people, person)


def everyone(connection: sa.Connection) -> list[Row]:
    """All people without their hashes, by address."""
    wanted = [people.c[name] for name in ("id", "email", "name", "role", "active", "created")]
    return rows.many(connection, sa.select(*wanted).order_by(people.c.email))


def names(connection: sa.Connection) -> dict[str, str]:
    """Id → name."""
    found = connection.execute(sa.select(people.c.id, people.c.name, people.c.email))
    return {key: name or email for key, name, email in found}


def change(connection: sa.Connection, person: str, values: dict[str, Any]) -> None:
    """Set some columns. Raises ConflictError if nobody could manage the studio afterwards."""
    rows.change(connection, people, person, values)
    left = sa.select(people.c.id).where(people.c.role == "admin", people.c.active)
    if rows.one(connection, left) is None:
        raise ConflictError("somebody has to be the admin", "role", "make somebody else admin first")
    if values.get("active") is False or "password" in values or "role" in values:
        end_all(connection, person)


def owner(connection: sa.Connection) -> Row:
    """The person of single-user mode; made on the first run."""
    found = by_email(connection, "you@localhost")
    return found if found is not None else add(connection, "you@localhost", "You", "admin")


def begin(connection: sa.Connection, person: str, cookie: str, life: int) -> None:
    """A session of `life` milliseconds."""
    at = now()
    connection.execute(sa.delete(sessions).where(sessions.c.expires < at))
    rows.add(
        connection,
        sessions,
        {"digest": digest(cookie), "person": person, "created": at, "seen": at, "expires": at + life},
    )


def session(connection: sa.Connection, cookie: str) -> Row | None:
    """A session that hasn't expired, with its active person: `person`, `role`, `name`, `email`, `seen`, `expires`."""
    query = (
        sa.select(sessions.c.person, sessions.c.seen, sessions.c.expires, people.c.role, people.c.name, people.c.email)
        .join(people, people.c.id == sessions.c.person)
        .where(sessions.c.digest == digest(cookie), sessions.c.expires > now(), people.c.active)
    )
    return rows.one(connection, query)


def touch(connection: sa.Connection, cookie: str, until: int) -> None:
    """Prolong a session."""
    here = sessions.c.digest == digest(cookie)
    connection.execute(sa.update(sessions).where(here).values(seen=now(), expires=until))


def end(connection: sa.Connection, cookie: str) -> None:
    """Sign out."""
    connection.execute(sa.delete(sessions).where(sessions.c.digest == digest(cookie)))


def end_all(connection: sa.Connection, person: str) -> None:
    """Sign a person out everywhere."""
    connection.execute(sa.delete(sessions).where(sessions.c.person == person))


def digest(cookie: str) -> str:
    """What is kept of a cookie."""
    return hashlib.sha256(cookie.encode()).hexdigest()


def link(connection: sa.Connection, person: str, subject: str) -> None:
    """Remember a person's id at the OIDC provider."""
    rows.change(connection, people, person, {"subject": subject})
