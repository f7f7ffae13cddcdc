"""Corpora of postings with their readings, and what was read of candidates' documents."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0001"


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "corpora",
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        *(sa.Column(name, sa.Text(), server_default="", nullable=False) for name in ("name", "path")),
        *(sa.Column(name, sa.Text(), server_default="{}", nullable=False) for name in ("options", "manifest")),
        *(sa.Column(name, sa.String(length=24), nullable=True) for name in ("file", "readings", "job", "author")),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["file"], ["files.id"], name=op.f("fk_corpora_file_files")),
        sa.ForeignKeyConstraint(["readings"], ["files.id"], name=op.f("fk_corpora_readings_files")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corpora")),
    )
    op.create_table(
        "profiles",
        sa.Column("candidate", sa.String(length=24), nullable=False),
        sa.Column("document", sa.String(length=24), nullable=False),
        *(sa.Column(name, sa.Text(), server_default="", nullable=False) for name in ("row", "redacted")),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["candidate"], ["candidates.id"], name=op.f("fk_profiles_candidate_candidates"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("candidate", name=op.f("pk_profiles")),
    )
