"""Backups: every table as lines of JSON in one zip with its digests; it goes back into SQLite or PostgreSQL alike."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import tempfile
import zipfile
from typing import Any

import sqlalchemy as sa

from rolewright.errors import StoreError
from rolewright.store import migrate
from rolewright.store.engine import now, reading, shown, writing
from rolewright.store.schema import metadata, sessions

VERSION = 1
_MANIFEST = "backup.json"
_LEFT_OUT = frozenset({sessions.name})
"""A backup signs nobody in."""


def backup(engine: sa.Engine, path: str) -> int:
    """Write all rows into a new file, whole or not at all; how many. Raises StoreError if it can't be written."""
    folder = os.path.dirname(os.path.abspath(path))
    try:
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".backup-", delete=False) as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, reading(engine) as connection:
                count = _write(archive, connection, migrate.revision(engine))
            file.flush()
            os.fsync(file.fileno())
        os.chmod(file.name, 0o600)
        os.replace(file.name, path)
    except OSError as error:
        raise StoreError(f"the backup can't be written ({error.strerror})", path, "choose another place") from error
    return count


def _write(archive: zipfile.ZipFile, connection: sa.Connection, revision: str) -> int:
    count, digests = 0, {}
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
    for table in metadata.sorted_tables:
        if table.name in _LEFT_OUT:
            continue
        digest = hashlib.sha256()
        with archive.open(f"{table.name}.jsonl", "w", force_zip64=True) as member:
            for row in connection.execute(sa.select(table).order_by(*table.c)).mappings():
                line = (
                    json.dumps({key: _plain(value) for key, value in row.items()}, ensure_ascii=False) + "\n"
                ).encode()
                member.write(line)
                digest.update(line)
                count += 1
        digests[table.name] = digest.hexdigest()
    archive.writestr(
        _MANIFEST, json.dumps({"version": VERSION, "schema": revision, "made": now(), "sha256": digests}, indent=1)
    )
    return count


def restore(engine: sa.Engine, path: str) -> int:
    """Put a backup into an empty, up-to-date store; how many rows. Raises StoreError, and then nothing was put in."""
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = json.loads(archive.read(_MANIFEST))
            _check(manifest, engine, path)
            with writing(engine) as connection:
                _empty(connection, engine)
                count = sum(
                    _fill(connection, archive, table, manifest["sha256"], path) for table in metadata.sorted_tables
                )
                _count_on(connection)
    except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise StoreError("it is no backup of a studio, or it is damaged", path, "choose another file") from error
    return count


def _check(manifest: dict[str, Any], engine: sa.Engine, path: str) -> None:
    if manifest["version"] != VERSION or manifest["schema"] != migrate.revision(engine):
        raise StoreError("it was made by another version of Rolewright", path, "restore it with that one, then upgrade")


def _empty(connection: sa.Connection, engine: sa.Engine) -> None:
    for table in metadata.sorted_tables:
        if connection.execute(sa.select(sa.literal(1)).select_from(table).limit(1)).first():
            raise StoreError("the store isn't empty", shown(engine), "restore into a new one: name another --database")


def _fill(
    connection: sa.Connection, archive: zipfile.ZipFile, table: sa.Table, digests: dict[str, str], path: str
) -> int:
    """Insert a table's rows. Raises StoreError if they aren't those that were written."""
    if table.name in _LEFT_OUT:
        return 0
    data = archive.read(f"{table.name}.jsonl")
    if hashlib.sha256(data).hexdigest() != digests[table.name]:
        raise StoreError("the backup is damaged", f"{path}: {table.name}", "choose another file")
    rows = [_row(json.loads(line), table) for line in data.splitlines()]
    for at in range(0, len(rows), 500):
        connection.execute(sa.insert(table), rows[at : at + 500])
    return len(rows)


def _row(plain: dict[str, Any], table: sa.Table) -> dict[str, Any]:
    binary = {column.name for column in table.c if isinstance(column.type, sa.LargeBinary)}
    return {key: base64.b64decode(value) if key in binary else value for key, value in plain.items()}


def _plain(value: Any) -> Any:
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def _count_on(connection: sa.Connection) -> None:
    """PostgreSQL numbers new rows after those that were put in."""
    if connection.dialect.name == "postgresql":
        for table in ("audit", "job_events"):
            highest = (
                f"SELECT setval(pg_get_serial_sequence('{table}', 'number'), greatest(max(number), 1)) FROM {table}"  # noqa: S608 - our own names
            )
            connection.execute(sa.text(highest))
