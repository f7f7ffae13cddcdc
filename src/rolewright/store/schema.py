"""The tables. Times are milliseconds since 1970 (UTC); ids are random words; `revision` counts a thing's changes.

What tells who a candidate is stands in `candidate_details` alone, so that it can be erased while the rest stays. The audit log
is append-only: triggers of the first migration refuse to change or delete its rows.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[str]:
    return Column("id", String(24), primary_key=True)


def _of(table: str, name: str, *, needed: bool = True, index: bool = True) -> Column[str]:
    """A reference to a row that takes this one along when it goes."""
    return Column(name, String(24), ForeignKey(f"{table}.id", ondelete="CASCADE"), nullable=not needed, index=index)


def _text(name: str, default: str = "") -> Column[str]:
    return Column(name, Text, nullable=False, server_default=default)


def _time(name: str, *, needed: bool = True) -> Column[int]:
    return Column(name, BigInteger, nullable=not needed)


people = Table(
    "people", metadata, _id(),
    Column("email", String(320), nullable=False, unique=True),
    _text("name"),
    Column("role", String(20), nullable=False),
    Column("password", Text),
    Column("subject", String(400), unique=True),
    Column("active", Boolean, nullable=False, server_default="1"),
    _time("created"),
)  # fmt: skip
"""`role` is one of `people.ROLES`; `password` an argon2 hash, `subject` the id at the OIDC provider; either may be missing."""

sessions = Table(
    "sessions", metadata,
    Column("digest", String(64), primary_key=True),
    _of("people", "person"),
    _time("created"), _time("seen"), _time("expires"),
)  # fmt: skip
"""`digest` is the SHA-256 of the cookie: who reads the table can't sign in with it."""

tokens = Table(
    "tokens", metadata, _id(),
    _of("people", "person"),
    _text("name"),
    Column("scope", String(20), nullable=False),
    Column("digest", String(64), nullable=False, unique=True),
    _time("created"), _time("expires"), _time("used", needed=False),
    UniqueConstraint("person", "name"),
)  # fmt: skip
"""Personal access tokens by their SHA-256. `scope` is a role: a token may do what both its person and this role may."""

roles = Table(
    "roles", metadata, _id(),
    _text("title"),
    Column("state", String(20), nullable=False, server_default="scoping"),
    Column("revision", Integer, nullable=False),
    _text("body"),
    Column("seed", Integer, nullable=False, server_default="0"),
    Column("minutes", Integer),
    Column("author", String(24)),
    _time("created"), _time("changed"),
)  # fmt: skip
"""`body` is the role as JSON, `seed` and `minutes` those of its interview kit."""

role_versions = Table(
    "role_versions",
    metadata,
    _of("roles", "role"),
    Column("revision", Integer, nullable=False),
    _text("body"),
    Column("author", String(24)),
    _time("at"),
    UniqueConstraint("role", "revision"),
)

members = Table(
    "members",
    metadata,
    _of("roles", "role"),
    _of("people", "person"),
    UniqueConstraint("role", "person"),
)
"""Who works on a role, for people who don't see all of them."""

postings = Table(
    "postings", metadata, _id(),
    _of("roles", "role"),
    _text("title"),
    Column("format", String(20), nullable=False, server_default="markdown"),
    Column("revision", Integer, nullable=False),
    _text("text"),
    Column("state", String(20), nullable=False, server_default="draft"),
    Column("approved", Integer),
    Column("author", String(24)),
    _time("created"), _time("changed"),
)  # fmt: skip
"""`approved` is the revision that was approved, if any."""

posting_versions = Table(
    "posting_versions",
    metadata,
    _of("postings", "posting"),
    Column("revision", Integer, nullable=False),
    _text("text"),
    _text("note"),
    Column("author", String(24)),
    Column("tab", String(40), nullable=False, server_default=""),
    Column("merged", Boolean, nullable=False, server_default="0"),
    _time("at"),
    UniqueConstraint("posting", "revision"),
)
"""`tab` is the editor that saved it; `merged` whether somebody else's changes were woven in."""

comments = Table(
    "comments",
    metadata,
    _id(),
    _of("postings", "posting"),
    Column("revision", Integer, nullable=False),
    Column("line", Integer, nullable=False),
    _text("quote"),
    _text("body"),
    Column("author", String(24)),
    Column("resolved", Boolean, nullable=False, server_default="0"),
    _time("at"),
)

candidates = Table(
    "candidates",
    metadata,
    _id(),
    _of("roles", "role"),
    Column("label", String(40), nullable=False),
    _time("created"),
    _time("erased", needed=False),
    UniqueConstraint("role", "label"),
)
"""`label` is what cards and grades call the candidate (`Candidate 3`); it tells nothing about them."""

candidate_details = Table(
    "candidate_details", metadata,
    Column("candidate", String(24), ForeignKey("candidates.id", ondelete="CASCADE"), primary_key=True),
    _text("name"), _text("email"), _text("notes"),
    _time("keep_until", needed=False),
)  # fmt: skip

profiles = Table(
    "profiles", metadata,
    Column("candidate", String(24), ForeignKey("candidates.id", ondelete="CASCADE"), primary_key=True),
    Column("document", String(24), nullable=False),
    _text("row"), _text("redacted"),
    _time("at"),
)  # fmt: skip
"""What was read of a candidate's document, `document` its digest, `row` a line of profiles.jsonl. The document itself isn't kept."""

cards = Table(
    "cards",
    metadata,
    _id(),
    _of("candidates", "candidate"),
    Column("interview", String(60), nullable=False),
    _of("people", "person"),
    Column("revision", Integer, nullable=False),
    _text("body"),
    _text("scribble", "{}"),
    _time("sealed", needed=False),
    _time("changed"),
    UniqueConstraint("candidate", "interview", "person"),
)
"""`body` is the card as JSON; `scribble` what is typed and isn't a rating with evidence yet."""

files = Table(
    "files",
    metadata,
    _id(),
    _text("name"),
    Column("digest", String(64), nullable=False),
    Column("size", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
    _time("at"),
)

takehomes = Table(
    "takehomes",
    metadata,
    _id(),
    _of("roles", "role"),
    Column("kind", String(20), nullable=False),
    Column("level", String(20), nullable=False),
    Column("seed", Integer, nullable=False),
    _text("title"),
    Column("file", String(24), ForeignKey("files.id"), nullable=False),
    _time("created"),
)
"""An assignment; `file` is its folder as a zip, the grader's part included."""

submissions = Table(
    "submissions",
    metadata,
    _id(),
    _of("takehomes", "takehome"),
    _of("candidates", "candidate"),
    Column("file", String(24), ForeignKey("files.id"), nullable=False),
    Column("job", String(24)),
    _text("report"),
    _time("created"),
    _time("told", needed=False),
)
"""`told` is when the candidate was told how it went, None before. `report` is the JSON of file name → text of `api.takehome_report`, "" until it is graded."""

jobs = Table(
    "jobs", metadata, _id(),
    Column("kind", String(30), nullable=False),
    _text("about"),
    _text("args", "{}"),
    Column("state", String(12), nullable=False, index=True),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("person", String(24)),
    _of("roles", "role", needed=False),
    _text("error"),
    _time("created"), _time("beat", needed=False), _time("ended", needed=False),
)  # fmt: skip
"""`state` is queued, running, done or failed; `beat` is the last sign of life of who runs it."""

job_events = Table(
    "job_events",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    _of("jobs", "job"),
    _text("text"),
    _time("at"),
)

corpora = Table(
    "corpora", metadata, _id(),
    Column("kind", String(12), nullable=False),
    _text("name"), _text("path"), _text("options", "{}"), _text("manifest", "{}"),
    Column("file", String(24), ForeignKey("files.id")),
    Column("readings", String(24), ForeignKey("files.id")),
    Column("job", String(24)),
    Column("author", String(24)),
    _time("created"),
)  # fmt: skip
"""A corpus of postings (`kind` postings) or the CSV of a survey (`survey`): uploaded (`file`) or on the studio's machine (`path`).

`readings` is the table that a job made of it, `manifest` that table's, as JSON.
"""

audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    _time("at"),
    Column("person", String(24)),
    Column("action", String(60), nullable=False),
    Column("thing", String(60), nullable=False),
    _text("detail"),
)
"""Ids and counts only, so that erasing a person leaves nothing of them here."""

settings = Table(
    "settings",
    metadata,
    Column("name", String(60), primary_key=True),
    Column("revision", Integer, nullable=False),
    _text("value", "{}"),
)

Index("ix_audit_thing", audit.c.thing)
