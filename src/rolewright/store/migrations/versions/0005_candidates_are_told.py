"""When a candidate was told how their take-home went."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the column."""
    op.add_column("submissions", sa.Column("told", sa.BigInteger(), nullable=True))
