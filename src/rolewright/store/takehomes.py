"""Take-homes: assignments and what candidates sent in, their files among them."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from rolewright.store import rows
from rolewright.store.engine import new_id, now
from rolewright.store.schema import candidates, files, jobs, submissions, takehomes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rolewright.store.rows import Row


def keep_file(connection: sa.Connection, name: str, data: bytes) -> str:
    """Keep a file; its id."""
    digest = hashlib.sha256(data).hexdigest()
    made = {"id": new_id(), "name": name, "digest": digest, "size": len(data), "data": data, "at": now()}
    return str(rows.add(connection, files, made)["id"])


def file(connection: sa.Connection, key: str) -> Row:
    """A file with its bytes. Raises MissingError if there is none."""
    return rows.by_id(connection, files, key)


def add(connection: sa.Connection, role: str, facts: Mapping[str, Any], packed: bytes) -> Row:
    """A new assignment: `facts` are kind, level, seed and title."""
    kept = keep_file(connection, "assignment.zip", packed)
    made = {"id": new_id(), "role": role, **facts, "file": kept, "created": now()}
    return rows.add(connection, takehomes, made)


def get(connection: sa.Connection, takehome: str) -> Row:
    """An assignment. Raises MissingError if there is none."""
    return rows.by_id(connection, takehomes, takehome)


def of_role(connection: sa.Connection, role: str) -> list[Row]:
    """A role's assignments, the newest first."""
    query = sa.select(takehomes).where(takehomes.c.role == role)
    return rows.many(connection, query.order_by(takehomes.c.created.desc(), takehomes.c.id))


def send_in(connection: sa.Connection, takehome: str, candidate: str, name: str, data: bytes) -> Row:
    """Keep what a candidate sent."""
    kept = keep_file(connection, name, data)
    made = {
        "id": new_id(),
        "takehome": takehome,
        "candidate": candidate,
        "file": kept,
        "job": None,
        "created": now(),
        "report": "",
        "told": None,
    }
    return rows.add(connection, submissions, made)


def submission(connection: sa.Connection, key: str) -> Row:
    """What a candidate sent. Raises MissingError if there is none."""
    return rows.by_id(connection, submissions, key)


def set_job(connection: sa.Connection, key: str, job: str) -> None:
    """Which job grades it."""
    rows.change(connection, submissions, key, {"job": job})


def graded(connection: sa.Connection, key: str, report: Mapping[str, str]) -> None:
    """Keep the files of its report."""
    rows.change(connection, submissions, key, {"report": json.dumps(report)})


def told(connection: sa.Connection, key: str, *, told: bool) -> int | None:
    """Keep that the candidate was told how it went, or that they weren't; when."""
    at = now() if told else None
    rows.change(connection, submissions, key, {"told": at})
    return at


def submissions_of(connection: sa.Connection, role: str) -> list[Row]:
    """What was sent in for a role, with label, job state and whether it is graded; reports aside."""
    graded_already = (submissions.c.report != "").label("graded")
    wanted = [submissions.c[name] for name in ("id", "takehome", "candidate", "job", "created", "told")]
    query = (
        sa.select(*wanted, graded_already, candidates.c.label, jobs.c.state, jobs.c.error)
        .join(takehomes, takehomes.c.id == submissions.c.takehome)
        .join(candidates, candidates.c.id == submissions.c.candidate)
        .outerjoin(jobs, jobs.c.id == submissions.c.job)
        .where(takehomes.c.role == role)
    )
    return rows.many(connection, query.order_by(submissions.c.created.desc(), submissions.c.id))
