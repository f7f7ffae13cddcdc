"""What machines do to a studio, done to a real one in a process of its own: nothing that it said was saved is lost, and it
says what happened and what to do.
"""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import contextmanager

import httpx2 as httpx
import pytest
from tests_studio_process import Process

from rolewright.client import Client, TokenError, UnavailableError
from rolewright.store import migrate
from rolewright.store.engine import connect


@contextmanager
def studio(database, *words, first=""):
    made = Process(database, *words, first=first)
    try:
        yield made
    finally:
        made.stop()


def posting_of(client):
    role = next(one.id for one in client.roles() if one.postings)
    return client.create_posting(role, text="0\n").id


class Typist:
    """Saves a posting again and again in a thread; `told` is the last number that the studio said was saved."""

    def __init__(self, client, posting):
        self.client, self.posting, self.told, self.trouble = client, posting, 0, None
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def run(self):
        base = 1
        try:
            for number in range(1, 100_000):
                base = self.client.save_posting(self.posting, f"{number}\n", base).revision
                self.told = number
        except UnavailableError as error:
            self.trouble = error

    def after(self, count):
        """Wait until so many were told."""
        until = time.monotonic() + 60
        while self.told < count:
            assert time.monotonic() < until
            assert self.thread.is_alive(), self.trouble
            time.sleep(0.01)


def test_kill_9_while_it_writes(tmp_path):
    """Every save that was answered is there after the next start, in its order; tokens, sessions and words go on."""
    with studio(tmp_path / "studio.db") as made, Client(made.address, made.token("t", "--scope", "admin")) as client:
        page = httpx.Client(base_url=made.address)
        page.get(made.opened)
        posting = posting_of(client)
        typist = Typist(client, posting)
        typist.after(20)
        made.kill()
        typist.thread.join(30)
        assert "is the studio there" in typist.trouble.do
        made.start()
        kept = int(client.posting(posting).text)
        assert typist.told <= kept <= typist.told + 1
        rows = page.get(f"/api/postings/{posting}/versions").json()
        assert [one["revision"] for one in rows] == list(range(kept + 1, 0, -1))
        assert page.get("/api/me").json()["alone"] is True
        page.close()
    with sqlite3.connect(tmp_path / "studio.db") as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.skipif(not shutil.which("mount") or os.geteuid() != 0, reason="needs to mount a small disk")
def test_a_full_disk(tmp_path):
    """The save that doesn't fit is refused in words, what was there can be read, and it goes on once there is room."""
    small = tmp_path / "small"
    small.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", small]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no small disk can be mounted here")
    try:
        with studio(small / "studio.db") as made, Client(made.address, made.token("t", "--scope", "admin")) as client:
            posting = posting_of(client)
            client.save_posting(posting, "kept\n", 1)
            with (small / "filler").open("wb", buffering=0) as filler, pytest.raises(OSError, match="No space"):
                while True:
                    filler.write(b"x" * 4096)
            with pytest.raises(UnavailableError) as told:
                for number in range(3, 40):
                    client.save_posting(posting, "y" * 150_000 + f"{number}\n", number - 1)
            assert told.value.status == 503
            assert "full" in told.value.what
            assert "nothing was changed" in told.value.do
            before = client.posting(posting)
            (small / "filler").unlink()
            assert (
                client.save_posting(posting, "there is room again\n", before.revision).revision == before.revision + 1
            )
            assert client.posting(posting).text == "there is room again\n"
    finally:
        subprocess.run(["umount", "-l", small], check=True)


def test_a_file_that_may_not_grow(tmp_path):
    """The same by the system's limit on the size of files, which needs no disk of one's own."""
    resource = pytest.importorskip("resource")
    with studio(tmp_path / "studio.db") as made, Client(made.address, made.token("t", "--scope", "admin")) as client:
        posting = posting_of(client)
        most = sum(one.stat().st_size for one in tmp_path.iterdir())
        hard = resource.prlimit(made.process.pid, resource.RLIMIT_FSIZE)[1]
        resource.prlimit(made.process.pid, resource.RLIMIT_FSIZE, (most, hard))
        with pytest.raises(UnavailableError) as told:
            for number in range(2, 40):
                client.save_posting(posting, "y" * 150_000 + f"{number}\n", number - 1)
        assert "nothing was changed" in told.value.do
        before = client.posting(posting)
        resource.prlimit(made.process.pid, resource.RLIMIT_FSIZE, (hard, hard))
        assert client.save_posting(posting, "again\n", before.revision).revision == before.revision + 1


CLOCK = """
import time
real = time.time_ns
time.time_ns = lambda: real() + int(open({path!r}).read()) * 1_000_000_000
"""
HOUR = 3600


def test_a_clock_that_jumps(tmp_path):
    """Back by a day or on by an hour: saves go on in their order. On by a year sessions and tokens end, and it says so."""
    clock = tmp_path / "clock"
    clock.write_text("0")
    first = CLOCK.format(path=str(clock))
    with studio(tmp_path / "studio.db", first=first) as made:
        page = httpx.Client(base_url=made.address, headers={"sec-fetch-site": "same-origin"})
        page.get(made.opened)
        with Client(made.address, made.token("t", "--scope", "admin")) as client:
            posting, base = posting_of(client), 1
            for jump in (-24 * HOUR, HOUR, -HOUR, 0):
                clock.write_text(str(jump))
                base = client.save_posting(posting, f"{jump}\n", base).revision
                assert (
                    page.put(f"/api/postings/{posting}", json={"text": f"{jump}!\n", "base": base}).status_code == 200
                )
                base += 1
            assert client.posting(posting).text == "0!\n"
            rows = page.get(f"/api/postings/{posting}/versions").json()
            assert [one["revision"] for one in rows] == list(range(9, 0, -1))
            clock.write_text(str(365 * 24 * HOUR))
            with pytest.raises(TokenError) as told:
                client.me()
            assert "studio token" in told.value.do
            time.sleep(5.2)
            answer = page.get("/api/me")
            assert (answer.status_code, answer.json()["error"]["what"]) == (401, "you aren't signed in")
            clock.write_text("0")
            assert client.posting(posting).revision == 9
        page.close()


SLOW = """
from alembic.operations import Operations
real = Operations.create_table
def slow(self, *words, **more):
    made = real(self, *words, **more)
    import sys, time
    sys.stderr.write("halfway\\n")
    sys.stderr.flush()
    time.sleep(60)
    return made
Operations.create_table = slow
"""


def test_a_migration_that_is_killed(tmp_path):
    """Killed within its first step, twice: the old schema and every row are there, and the next start makes the new one."""
    from alembic import command

    path = tmp_path / "studio.db"
    engine = connect(f"sqlite:///{path}")
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        command.upgrade(migrate.config(connection), "0001")
    engine.dispose()
    with sqlite3.connect(path) as raw:
        raw.execute(
            "INSERT INTO people (id, email, name, role, created) VALUES ('p', 'a@example.com', 'Ada', 'admin', 1)"
        )
    for _ in range(2):
        program = f"{SLOW}\nimport sys\nfrom rolewright.cli import main\nmain(sys.argv[1:])"
        words = [sys.executable, "-c", program, "studio", "--no-open", "--database", str(path)]
        with subprocess.Popen(words, stderr=subprocess.PIPE, text=True) as process:
            assert process.stderr.readline() == "halfway\n"
            process.send_signal(signal.SIGKILL)
        with sqlite3.connect(path) as raw:
            assert raw.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
            assert raw.execute("SELECT name FROM people").fetchall() == [("Ada",)]
            assert not raw.execute("SELECT 1 FROM sqlite_master WHERE name IN ('corpora', 'tokens')").fetchall()
    with (
        studio(path) as made,
        Client(made.address, made.token("t", "--for", "a@example.com", "--scope", "admin")) as client,
    ):
        assert client.me().name == "Ada"
    assert migrate.revision(connect(f"sqlite:///{path}")) == migrate.head()


def test_a_file_that_is_no_database(tmp_path):
    """Told on one line with what to do, and left as it is."""
    path = tmp_path / "notes.db"
    path.write_text("these are my notes\n" * 100)
    words = [sys.executable, "-m", "rolewright", "studio", "--no-open", "--database", str(path)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "not a database" in done.stderr
    assert path.read_text() == "these are my notes\n" * 100


def test_a_tab_that_was_duplicated(chromium, tmp_path):
    """One person's two tabs at one text, and kill -9 under both: the page says so, and no word of either is lost."""
    with studio(tmp_path / "studio.db") as made:
        context = chromium.new_context(locale="en-US")
        tabs = [context.new_page(), context.new_page()]
        tabs[0].goto(made.opened)
        with Client(made.address, made.token("t", "--scope", "admin")) as client:
            role = next(one.id for one in client.roles() if one.postings)
            posting = client.create_posting(role, text="first line\n\nlast line\n", title="Twice").id
            for tab, key, word in ((tabs[0], "Control+Home", "ALPHA "), (tabs[1], "Control+End", "OMEGA ")):
                tab.goto(f"{made.address}/roles/{role}/postings/{posting}")
                tab.get_by_role("textbox", name="Text of Twice").click()
                tab.keyboard.press(key)
                tab.keyboard.type(word)
                tab.get_by_text("Saved", exact=True).wait_for()
            made.kill()
            for tab in tabs:
                tab.bring_to_front()
                tab.keyboard.type("later ")
                tab.get_by_text("Offline: kept in this browser").wait_for()
            made.start()
            for tab in tabs:
                tab.bring_to_front()
                tab.get_by_text("Saved", exact=True).wait_for()
            text = client.posting(posting).text
            assert "ALPHA later first line" in text
            assert "OMEGA later" in text
            assert text.count("last line") == 1
        context.close()
