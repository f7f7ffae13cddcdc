"""Corpora of postings and surveys: where they come from, and the table that was read of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from rolewright.store import rows
from rolewright.store.engine import new_id, now
from rolewright.store.schema import corpora, files, jobs
from rolewright.store.takehomes import keep_file

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rolewright.store.rows import Row

POSTINGS, SURVEY = "postings", "survey"
_SHOWN = ("id", "kind", "name", "path", "manifest", "readings", "job", "created")


def add(
    connection: sa.Connection, kind: str, name: str, person: str, *, path: str = "", file: str | None = None,
    options: Mapping[str, Any] | None = None,
) -> Row:  # fmt: skip
    """A corpus of an uploaded file, or of a path on the studio's machine."""
    made = {"id": new_id(), "kind": kind, "name": name, "path": path, "file": file, "options": json.dumps(options or {}),
            "manifest": "{}", "readings": None, "job": None, "author": person, "created": now()}  # fmt: skip
    return rows.add(connection, corpora, made)


def get(connection: sa.Connection, corpus: str) -> Row:
    """A corpus. Raises MissingError if there is none."""
    return rows.by_id(connection, corpora, corpus)


def every(connection: sa.Connection) -> list[Row]:
    """All, the newest first, with the state of the job that reads each."""
    wanted = [corpora.c[name] for name in _SHOWN]
    query = sa.select(*wanted, jobs.c.state, jobs.c.error).outerjoin(jobs, jobs.c.id == corpora.c.job)
    return rows.many(connection, query.order_by(corpora.c.created.desc(), corpora.c.id))


def set_job(connection: sa.Connection, corpus: str, job: str) -> None:
    """Which job reads it."""
    rows.change(connection, corpora, corpus, {"job": job})


def read(connection: sa.Connection, corpus: str, table: bytes, manifest: Mapping[str, Any]) -> None:
    """Keep the table of readings and its manifest."""
    kept = keep_file(connection, "readings.parquet", table)
    rows.change(connection, corpora, corpus, {"readings": kept, "manifest": json.dumps(manifest)})


def drop(connection: sa.Connection, corpus: str) -> None:
    """Delete a corpus with its files; a job that still reads it ends with it."""
    row = get(connection, corpus)
    connection.execute(sa.delete(corpora).where(corpora.c.id == corpus))
    gone = [key for key in (row["file"], row["readings"]) if key]
    connection.execute(sa.delete(files).where(files.c.id.in_(gone)))
    connection.execute(sa.delete(jobs).where(jobs.c.id == row["job"], jobs.c.state == "queued"))
