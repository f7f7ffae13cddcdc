"""Work that takes longer than a request: kept in the database, so that it survives a restart and any process can do it."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from rolewright.store import rows
from rolewright.store.engine import new_id, now
from rolewright.store.schema import job_events, jobs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rolewright.store.rows import Row

SILENT = 60_000
"""Milliseconds without a sign of life after which a job is taken over."""
TRIES = 3
ENDED = ("done", "failed")


def add(
    connection: sa.Connection, kind: str, about: str, args: Mapping[str, Any], person: str, role: str | None = None
) -> str:
    """Queue a job; its id."""
    made = {"id": new_id(), "kind": kind, "about": about, "args": json.dumps(args), "state": "queued", "person": person,
            "role": role, "created": now(), "tries": 0, "error": ""}  # fmt: skip
    rows.add(connection, jobs, made)
    return str(made["id"])


class Silence:
    """Running jobs that give no sign of life, by the watch of who looks: wall clocks jump, and differ between machines."""

    def __init__(self) -> None:
        self._since: dict[tuple[str, int], float] = {}

    def left(self, connection: sa.Connection) -> list[tuple[str, int]]:
        """(job, last sign) of those that were seen unchanged for long."""
        rows = connection.execute(sa.select(jobs.c.id, jobs.c.beat).where(jobs.c.state == "running"))
        at = time.monotonic()
        self._since = {(key, beat): self._since.get((key, beat), at) for key, beat in rows}
        return [one for one, since in self._since.items() if at - since > SILENT / 1000]


def claim(connection: sa.Connection, silence: Silence | None = None) -> Row | None:
    """Take the oldest job that waits, or that whoever had it has left; one tried too often fails. None if there is none."""
    left = silence.left(connection) if silence else []
    waits = sa.or_(jobs.c.state == "queued", *((jobs.c.id == key) & (jobs.c.beat == beat) for key, beat in left))
    query = sa.select(jobs).where(waits).order_by(jobs.c.created, jobs.c.id)
    row = rows.one(connection, query.with_for_update(skip_locked=True))
    if row is None:
        return None
    if row["tries"] >= TRIES:
        end(connection, row["id"], f"it was begun {TRIES} times and never ended")
        return None
    rows.change(connection, jobs, row["id"], {"state": "running", "tries": row["tries"] + 1, "beat": now()})
    return {**row, "args": json.loads(row["args"])}


def tell(connection: sa.Connection, job: str, text: str) -> None:
    """A sign of life, and what is being done if there is anything to say."""
    rows.change(connection, jobs, job, {"beat": now()})
    if text:
        rows.add(connection, job_events, {"job": job, "text": text, "at": now()})


def end(connection: sa.Connection, job: str, error: str = "") -> None:
    """It is done, or failed with an error."""
    rows.change(connection, jobs, job, {"state": "failed" if error else "done", "error": error, "ended": now()})


def get(connection: sa.Connection, job: str) -> Row:
    """A job. Raises MissingError if there is none."""
    return rows.by_id(connection, jobs, job)


def events(connection: sa.Connection, job: str, after: int = 0) -> list[Row]:
    """What was told since an event."""
    query = sa.select(job_events).where(job_events.c.job == job, job_events.c.number > after)
    return rows.many(connection, query.order_by(job_events.c.number))
