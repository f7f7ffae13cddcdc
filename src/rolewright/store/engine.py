"""The door to the database: an engine by URL, its schema brought up to date, transactions."""

from __future__ import annotations

import contextlib
import os
import secrets
import time
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy import event

from rolewright.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

BUSY_MS = 10_000
"""How long a write waits for another one."""
_AWAY = (sa.exc.OperationalError, sa.exc.InterfaceError, sa.exc.TimeoutError)
"""What a database says that can't go on."""


def open_store(url: str) -> sa.Engine:
    """An engine on a database whose schema is today's. `url` is `sqlite:///FILE` or `postgresql://…`.

    Raises StoreError if it can't be reached, or is newer than this version knows.
    """
    engine = connect(url)
    from rolewright.store.migrate import upgrade

    try:
        upgrade(engine)
    except (*_AWAY, sa.exc.DatabaseError) as error:
        do = "check that it is there, is a database, and has room; nothing was changed"
        raise StoreError(f"can't be opened ({reason(error)})", shown(engine), do) from error
    return engine


def connect(url: str) -> sa.Engine:
    """An engine; nothing is opened yet. Raises StoreError for a URL of another kind."""
    try:
        made = sa.make_url(url)
    except sa.exc.ArgumentError as error:
        raise StoreError("it is no database URL", url, "write sqlite:///studio.db or postgresql://…") from error
    kind = made.get_backend_name()
    if kind == "sqlite":
        return _sqlite(made)
    if kind != "postgresql":
        raise StoreError(f"{kind} isn't known", url.partition(":")[0], "write sqlite:///studio.db or postgresql://…")
    try:
        return sa.create_engine(
            made.set(drivername="postgresql+psycopg"), pool_size=10, max_overflow=10, pool_pre_ping=True
        )
    except ModuleNotFoundError as error:
        from rolewright.errors import MissingExtraError

        raise MissingExtraError("PostgreSQL needs psycopg", "", "pip install 'rolewright[studio]'") from error


def _sqlite(url: sa.URL) -> sa.Engine:
    if url.database and url.database != ":memory:":
        os.makedirs(os.path.dirname(os.path.abspath(url.database)), exist_ok=True)
    engine = sa.create_engine(url, connect_args={"timeout": BUSY_MS / 1000, "isolation_level": None})
    event.listen(engine, "connect", _pragmas)
    event.listen(engine, "begin", _begin)
    return engine


def _pragmas(connection: Any, _: Any) -> None:
    """WAL, so that readers never wait; FULL, so that what is committed survives a power cut; deleted bytes are wiped."""
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: sa.Connection) -> None:
    """Readers take no lock; a writer says so at its start, so that two wait for each other instead of failing."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextlib.contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction that only reads."""
    with guarded(engine), engine.connect() as connection, connection.begin():
        yield connection


@contextlib.contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction that writes: all of it or nothing."""
    with (
        guarded(engine),
        engine.connect().execution_options(writes=True) as connection,
        connection.begin() as all_of_it,
    ):
        yield connection
        with _unsure(engine):
            all_of_it.commit()


def wipe(engine: sa.Engine) -> None:
    """Empty SQLite's write-ahead log, so that what was deleted is in no file any more. As far as no reader holds it."""
    if engine.dialect.name == "sqlite":
        with guarded(engine), engine.connect() as connection:
            raw = connection.connection.dbapi_connection
            if raw is not None:
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@contextlib.contextmanager
def guarded(engine: sa.Engine) -> Iterator[None]:
    """What the database itself can't do (a full disk, a server that is gone), as a StoreError."""
    try:
        yield
    except _AWAY as error:
        do = "nothing was changed; try again, and look at the database's disk and server if it stays"
        raise StoreError(f"the database says: {reason(error)}", shown(engine), do) from error
    except sa.exc.DatabaseError as error:
        if engine.dialect.name != "sqlite" or type(error) is not sa.exc.DatabaseError:
            raise
        do = "nothing was changed; stop the studio, keep a copy of the file, and restore a backup"
        raise StoreError(f"the database says: {reason(error)}", shown(engine), do) from error


@contextlib.contextmanager
def _unsure(engine: sa.Engine) -> Iterator[None]:
    """A server that goes while it commits may have kept it all or nothing: that is said, instead of a promise."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        if not error.connection_invalidated:
            raise
        do = "whether this was saved isn't known: reload, and look before you do it again"
        raise StoreError(f"the database went away: {reason(error)}", shown(engine), do) from error


def reason(error: sa.exc.SQLAlchemyError) -> str:
    """The database's own words, on one line."""
    return " ".join(str(getattr(error, "orig", error)).split())[:200]


def shown(engine: sa.Engine) -> str:
    """Which database it is, without the password."""
    return engine.url.render_as_string(hide_password=True)


def new_id() -> str:
    """A random word of 16 characters, which can't be guessed."""
    return secrets.token_urlsafe(12)


def now() -> int:
    """Milliseconds since 1970. Nothing is ordered by it."""
    return time.time_ns() // 1_000_000
