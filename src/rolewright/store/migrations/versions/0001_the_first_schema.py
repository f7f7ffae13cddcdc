"""The first schema: all tables, and an audit log that only grows. It says what was; today's tables are in `schema`."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from rolewright.store.append_only import append_only

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make them, those that are pointed at first."""
    for make in (_people, _roles, _postings, _candidates, _jobs, _takehomes, append_only):
        make()


def _people() -> None:
    """People, their sessions, the team's settings, the log."""
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        _time("at"),
        _key("person", needed=False),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("thing", sa.String(length=60), nullable=False),
        _text("detail"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit")),
    )
    op.create_index("ix_audit_thing", "audit", ["thing"])
    op.create_table(
        "people",
        _key("id"),
        sa.Column("email", sa.String(length=320), nullable=False),
        _text("name"),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("password", sa.Text(), nullable=True),
        sa.Column("subject", sa.String(length=400), nullable=True),
        sa.Column("active", sa.Boolean(), server_default="1", nullable=False),
        _time("created"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("email", name=op.f("uq_people_email")),
        sa.UniqueConstraint("subject", name=op.f("uq_people_subject")),
    )
    op.create_table(
        "sessions",
        sa.Column("digest", sa.String(length=64), nullable=False),
        _key("person"),
        _time("created"),
        _time("seen"),
        _time("expires"),
        _of("sessions", "person", "people"),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_sessions")),
    )
    op.create_index("ix_sessions_person", "sessions", ["person"])
    op.create_table(
        "settings",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("value", sa.Text(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_settings")),
    )


def _roles() -> None:
    """Roles with their revisions and members, and files."""
    op.create_table(
        "files",
        _key("id"),
        _text("name"),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        _time("at"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_files")),
    )
    op.create_table(
        "roles",
        _key("id"),
        _text("title"),
        sa.Column("state", sa.String(length=20), server_default="scoping", nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        _text("body"),
        sa.Column("seed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        _key("author", needed=False),
        _time("created"),
        _time("changed"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roles")),
    )
    op.create_table(
        "role_versions",
        _key("role"),
        sa.Column("revision", sa.Integer(), nullable=False),
        _text("body"),
        _key("author", needed=False),
        _time("at"),
        _of("role_versions", "role", "roles"),
        sa.UniqueConstraint("role", "revision", name=op.f("uq_role_versions_role")),
    )
    op.create_index("ix_role_versions_role", "role_versions", ["role"])
    op.create_table(
        "members",
        _key("role"),
        _key("person"),
        _of("members", "person", "people"),
        _of("members", "role", "roles"),
        sa.UniqueConstraint("role", "person", name=op.f("uq_members_role")),
    )
    op.create_index("ix_members_person", "members", ["person"])
    op.create_index("ix_members_role", "members", ["role"])


def _postings() -> None:
    """Postings with every revision, and remarks on them."""
    op.create_table(
        "postings",
        _key("id"),
        _key("role"),
        _text("title"),
        sa.Column("format", sa.String(length=20), server_default="markdown", nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        _text("text"),
        sa.Column("state", sa.String(length=20), server_default="draft", nullable=False),
        sa.Column("approved", sa.Integer(), nullable=True),
        _key("author", needed=False),
        _time("created"),
        _time("changed"),
        _of("postings", "role", "roles"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_postings")),
    )
    op.create_index("ix_postings_role", "postings", ["role"])
    op.create_table(
        "posting_versions",
        _key("posting"),
        sa.Column("revision", sa.Integer(), nullable=False),
        _text("text"),
        _text("note"),
        _key("author", needed=False),
        sa.Column("tab", sa.String(length=40), server_default="", nullable=False),
        sa.Column("merged", sa.Boolean(), server_default="0", nullable=False),
        _time("at"),
        _of("posting_versions", "posting", "postings"),
        sa.UniqueConstraint("posting", "revision", name=op.f("uq_posting_versions_posting")),
    )
    op.create_index("ix_posting_versions_posting", "posting_versions", ["posting"])
    op.create_table(
        "comments",
        _key("id"),
        _key("posting"),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        _text("quote"),
        _text("body"),
        _key("author", needed=False),
        sa.Column("resolved", sa.Boolean(), server_default="0", nullable=False),
        _time("at"),
        _of("comments", "posting", "postings"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comments")),
    )
    op.create_index("ix_comments_posting", "comments", ["posting"])


def _candidates() -> None:
    """Candidates, what is personal about them, scorecards."""
    op.create_table(
        "candidates",
        _key("id"),
        _key("role"),
        sa.Column("label", sa.String(length=40), nullable=False),
        _time("created"),
        _time("erased", needed=False),
        _of("candidates", "role", "roles"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidates")),
        sa.UniqueConstraint("role", "label", name=op.f("uq_candidates_role")),
    )
    op.create_index("ix_candidates_role", "candidates", ["role"])
    op.create_table(
        "candidate_details",
        _key("candidate"),
        _text("name"),
        _text("email"),
        _text("notes"),
        _time("keep_until", needed=False),
        _of("candidate_details", "candidate", "candidates"),
        sa.PrimaryKeyConstraint("candidate", name=op.f("pk_candidate_details")),
    )
    op.create_table(
        "cards",
        _key("id"),
        _key("candidate"),
        sa.Column("interview", sa.String(length=60), nullable=False),
        _key("person"),
        sa.Column("revision", sa.Integer(), nullable=False),
        _text("body"),
        sa.Column("scribble", sa.Text(), server_default="{}", nullable=False),
        _time("sealed", needed=False),
        _time("changed"),
        _of("cards", "candidate", "candidates"),
        _of("cards", "person", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cards")),
        sa.UniqueConstraint("candidate", "interview", "person", name=op.f("uq_cards_candidate")),
    )
    op.create_index("ix_cards_candidate", "cards", ["candidate"])
    op.create_index("ix_cards_person", "cards", ["person"])


def _jobs() -> None:
    """Jobs, and what they tell."""
    op.create_table(
        "jobs",
        _key("id"),
        sa.Column("kind", sa.String(length=30), nullable=False),
        _text("about"),
        sa.Column("args", sa.Text(), server_default="{}", nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        _key("person", needed=False),
        _key("role", needed=False),
        _text("error"),
        _time("created"),
        _time("beat", needed=False),
        _time("ended", needed=False),
        _of("jobs", "role", "roles"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jobs")),
    )
    op.create_index("ix_jobs_role", "jobs", ["role"])
    op.create_index("ix_jobs_state", "jobs", ["state"])
    op.create_table(
        "job_events",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        _key("job"),
        _text("text"),
        _time("at"),
        _of("job_events", "job", "jobs"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_job_events")),
    )
    op.create_index("ix_job_events_job", "job_events", ["job"])


def _takehomes() -> None:
    """Take-homes, and what comes back."""
    op.create_table(
        "takehomes",
        _key("id"),
        _key("role"),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        _text("title"),
        _key("file"),
        _time("created"),
        sa.ForeignKeyConstraint(["file"], ["files.id"], name=op.f("fk_takehomes_file_files")),
        _of("takehomes", "role", "roles"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_takehomes")),
    )
    op.create_index("ix_takehomes_role", "takehomes", ["role"])
    op.create_table(
        "submissions",
        _key("id"),
        _key("takehome"),
        _key("candidate"),
        _key("file"),
        _key("job", needed=False),
        _text("report"),
        _time("created"),
        _of("submissions", "candidate", "candidates"),
        sa.ForeignKeyConstraint(["file"], ["files.id"], name=op.f("fk_submissions_file_files")),
        _of("submissions", "takehome", "takehomes"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submissions")),
    )
    op.create_index("ix_submissions_candidate", "submissions", ["candidate"])
    op.create_index("ix_submissions_takehome", "submissions", ["takehome"])


def _key(name: str, *, needed: bool = True) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=24), nullable=not needed)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default="", nullable=False)


def _time(name: str, *, needed: bool = True) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=not needed)


def _of(table: str, column: str, owner: str) -> sa.ForeignKeyConstraint:
    """What belongs to a row of `owner`, and goes with it."""
    name = op.f(f"fk_{table}_{column}_{owner}")
    return sa.ForeignKeyConstraint([column], [f"{owner}.id"], name=name, ondelete="CASCADE")
