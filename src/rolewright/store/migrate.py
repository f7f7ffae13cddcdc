"""Alembic, without its command line: the schema of a database brought up to date, in one transaction a step."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from rolewright.errors import StoreError

if TYPE_CHECKING:
    import sqlalchemy as sa
    from alembic.config import Config

_LOCK = 0x726F6C65
"""What studios that start at the same time wait for."""


def config(connection: sa.Connection | None = None) -> Config:
    """Alembic's configuration for our folder of migrations."""
    from alembic.config import Config

    made = Config()
    made.set_main_option("script_location", os.path.join(os.path.dirname(__file__), "migrations"))
    made.attributes["connection"] = connection
    return made


def head() -> str:
    """The newest revision that this version knows."""
    from alembic.script import ScriptDirectory

    return ScriptDirectory.from_config(config()).get_current_head() or ""


def revision(engine: sa.Engine) -> str:
    """The revision of a database; "" for an empty one."""
    from alembic.migration import MigrationContext

    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() or ""


def upgrade(engine: sa.Engine) -> None:
    """Bring the schema up to date: all steps or none. Raises StoreError for a database of a newer version."""
    from alembic import command
    from alembic.util import CommandError

    from rolewright.store.engine import shown, writing

    if revision(engine) == head():
        return
    try:
        with writing(engine) as connection:
            _alone(connection)
            command.upgrade(config(connection), "head")
    except CommandError as error:
        do = "use the version of Rolewright that made it, or a newer one"
        raise StoreError("it was made by another version of Rolewright", shown(engine), do) from error


def _alone(connection: sa.Connection) -> None:
    """Let nobody else upgrade until this transaction ends; SQLite's writers are alone anyway."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
