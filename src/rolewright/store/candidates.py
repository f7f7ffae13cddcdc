"""Candidates: a label that cards and grades use, and the details that tell who it is, kept apart so that they can be erased."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from rolewright.store import rows
from rolewright.store.engine import new_id, now
from rolewright.store.schema import candidate_details, candidates, cards, files, profiles, submissions, takehomes

if TYPE_CHECKING:
    from rolewright.store.rows import Row

_DETAILS = ("name", "email", "notes", "keep_until")


def add(connection: sa.Connection, role: str, name: str, email: str, notes: str, keep_until: int | None) -> Row:
    """A new candidate of a role, under the next free label."""
    count = connection.execute(sa.select(sa.func.count()).where(candidates.c.role == role)).scalar_one()
    made = {"id": new_id(), "role": role, "label": f"Candidate {count + 1}", "created": now(), "erased": None}
    rows.add(connection, candidates, made)
    details = {"candidate": made["id"], "name": name, "email": email, "notes": notes, "keep_until": keep_until}
    rows.add(connection, candidate_details, details)
    return {**made, **details}


def of_role(connection: sa.Connection, role: str) -> list[Row]:
    """A role's candidates with their details (empty for erased ones) and when a document was read, in the order of their labels."""
    wanted: list[Any] = [*candidates.c, *(candidate_details.c[name] for name in _DETAILS)]
    query = sa.select(*wanted, profiles.c.at.label("profile")).outerjoin(candidate_details)
    query = query.outerjoin(profiles, profiles.c.candidate == candidates.c.id).where(candidates.c.role == role)
    return rows.many(connection, query.order_by(candidates.c.created, candidates.c.label))


def get(connection: sa.Connection, candidate: str) -> Row:
    """A candidate without details. Raises MissingError if there is none."""
    return rows.by_id(connection, candidates, candidate)


def details(connection: sa.Connection, candidate: str) -> Row:
    """Who it is; {} once it is erased."""
    found = rows.one(connection, sa.select(candidate_details).where(candidate_details.c.candidate == candidate))
    return found or {}


def set_profile(connection: sa.Connection, candidate: str, document: str, row: str, redacted: str) -> None:
    """Keep what was read of a candidate's document, in place of an earlier one."""
    drop_profile(connection, candidate)
    made = {"candidate": candidate, "document": document, "row": row, "redacted": redacted, "at": now()}
    rows.add(connection, profiles, made)


def drop_profile(connection: sa.Connection, candidate: str) -> None:
    """Forget what was read of a candidate's document."""
    connection.execute(sa.delete(profiles).where(profiles.c.candidate == candidate))


def profile(connection: sa.Connection, candidate: str) -> Row | None:
    """What was read of a candidate's document, if there is one."""
    return rows.one(connection, sa.select(profiles).where(profiles.c.candidate == candidate))


def profiles_of(connection: sa.Connection, role: str) -> list[Row]:
    """The profiles of a role's candidates with their labels, in the order of the labels."""
    query = sa.select(profiles, candidates.c.label, candidates.c.id).join(candidates).where(candidates.c.role == role)
    return rows.many(connection, query.order_by(candidates.c.created, candidates.c.label))


def everything(connection: sa.Connection, candidate: str) -> dict[str, Any]:
    """All that is kept about a candidate, for them to read."""
    mine = rows.many(connection, sa.select(cards).where(cards.c.candidate == candidate).order_by(cards.c.id))
    sent = sa.select(submissions, files.c.name, files.c.size, files.c.digest).join(
        files, files.c.id == submissions.c.file
    )
    handed_in = rows.many(connection, sent.where(submissions.c.candidate == candidate).order_by(submissions.c.created))
    return {
        "candidate": get(connection, candidate),
        "details": details(connection, candidate),
        "profile": profile(connection, candidate),
        "cards": mine,
        "submissions": handed_in,
    }


def erase(connection: sa.Connection, candidate: str) -> dict[str, int]:
    """Delete details, profile, cards and submissions with their files; the label stays, marked as erased. How many rows went."""
    used = sa.select(submissions.c.file).where(submissions.c.candidate == candidate)
    keys = list(connection.execute(used).scalars())
    gone = {}
    for table in (candidate_details, profiles, cards, submissions):
        gone[table.name] = connection.execute(sa.delete(table).where(table.c.candidate == candidate)).rowcount
    kept = sa.select(takehomes.c.file).union(sa.select(submissions.c.file))
    connection.execute(sa.delete(files).where(files.c.id.in_(keys), files.c.id.not_in(kept)))
    rows.change(connection, candidates, candidate, {"erased": now()})
    return gone


def overdue(connection: sa.Connection) -> list[Row]:
    """Candidates whose details should have been erased by now."""
    query = sa.select(candidates.c.id, candidates.c.role, candidates.c.label, candidate_details.c.keep_until)
    return rows.many(connection, query.join(candidate_details).where(candidate_details.c.keep_until < now()))
