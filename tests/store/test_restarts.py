"""A studio in a process of its own on PostgreSQL: the server crashes under it while somebody saves; two studios start at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("fastapi")
pytest.importorskip("httpx2")
sys.path.insert(0, str(Path(__file__).parents[1] / "studio"))

from test_faults import Typist, posting_of, studio

from rolewright.client import Client, UnavailableError


@pytest.fixture
def empty(postgres):
    """The URL of an empty database."""
    import psycopg

    with psycopg.connect(f"{postgres}/postgres", autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS crashed WITH (FORCE)")
        connection.execute("CREATE DATABASE crashed")
    return f"{postgres}/crashed"


def test_a_server_that_crashes_while_somebody_saves(empty, server):
    """The save under way says that it isn't known or wasn't done; what was told is kept; the studio goes on by itself."""
    with studio(empty) as made, Client(made.address, made.token("t", "--scope", "admin")) as client:
        posting = posting_of(client)
        typist = Typist(client, posting)
        typist.after(15)
        subprocess.run(server["stop"], capture_output=True, check=True)
        try:
            typist.thread.join(30)
            assert typist.trouble.status == 503
            assert any(words in typist.trouble.do for words in ("nothing was changed", "isn't known"))
            with pytest.raises(UnavailableError, match="database") as told:
                client.posting(posting)
            assert told.value.status == 503
            assert made.process.poll() is None
        finally:
            subprocess.run(server["start"], capture_output=True, check=True)
        got = client.posting(posting)
        assert typist.told <= int(got.text) <= typist.told + 1
        assert client.save_posting(posting, "after\n", got.revision).revision == got.revision + 1


def test_two_that_start_at_once_on_an_empty_database(empty):
    """One makes the schema, the other waits for it; both serve."""
    program = "import sys\nfrom rolewright.store.engine import open_store\nopen_store(sys.argv[1]).dispose()"
    started = [subprocess.Popen([sys.executable, "-c", program, empty]) for _ in range(3)]
    assert [one.wait(60) for one in started] == [0, 0, 0]
