"""Stores to work on: SQLite always, PostgreSQL where its programs are."""

from __future__ import annotations

import glob
import os
import shutil
import socket
import subprocess
import tempfile
from importlib.util import find_spec

import pytest

_THERE = all(find_spec(name) for name in ("alembic", "sqlalchemy"))
collect_ignore_glob = [] if _THERE else ["test_*.py"]
"""Without the extra `studio` there is nothing to test."""
if _THERE:
    from rolewright.store.engine import open_store

RUNNING = {}
"""How to stop the server and start it again."""


@pytest.fixture
def server(postgres):
    """Commands that stop the server and start it."""
    return RUNNING


def _programs():
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/pg_ctl"))
    return os.path.dirname(found[-1]) if found else os.path.dirname(shutil.which("pg_ctl") or "")


@pytest.fixture(scope="session")
def postgres():
    """The URL of a server of its own, on a free port of this machine; skipped where there is none to start."""
    programs = _programs()
    if not programs:
        pytest.skip("there is no PostgreSQL")
    pytest.importorskip("psycopg")
    folder = tempfile.mkdtemp(
        prefix="rolewright-postgres-"
    )  # every start of pytest closes its own folders to other users
    user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
    if user:
        shutil.chown(folder, "postgres", "postgres")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    data = f"{folder}/data"
    made = subprocess.run(
        [*user, f"{programs}/initdb", "-D", data, "-A", "trust", "-U", "test", "--no-sync"],
        capture_output=True,
        check=False,
    )
    if made.returncode:
        pytest.skip(f"PostgreSQL can't be started here: {made.stderr.decode()[:200]}")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
    control = [*user, f"{programs}/pg_ctl", "-D", data, "-w", "-l", f"{folder}/log"]
    subprocess.run([*control, "-o", options, "start"], capture_output=True, check=True)
    RUNNING["stop"], RUNNING["start"] = [*control, "-m", "immediate", "stop"], [*control, "-o", options, "start"]
    yield f"postgresql://test@127.0.0.1:{port}"
    subprocess.run([*control, "-m", "immediate", "stop"], capture_output=True, check=True)
    shutil.rmtree(folder)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    """The URL of an empty database, of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/studio.db"
    server = request.getfixturevalue("postgres")
    import psycopg

    name = f"t{os.urandom(6).hex()}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"{server}/{name}"


@pytest.fixture
def store(url):
    made = open_store(url)
    yield made
    made.dispose()
