"""Many candidates' documents read by an engine: the same rows as without, and after kill -9 the same call goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytest.importorskip("daft")
pytest.importorskip("pyarrow")

from rolewright import api
from rolewright.cli import main
from rolewright.errors import ConfigError
from rolewright.knowledge.shelf import shelf
from rolewright.market import profiles

TEXT = "Experience\nEngineer, Acme, 2019 - 2023\n- Built service number {i} in Python with Kafka.\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Forty documents, in pieces of five; one of them is no document."""
    monkeypatch.setitem(shelf("matching/apart"), "piece", 5)
    made = tmp_path / "in"
    made.mkdir()
    for i in range(40):
        (made / f"{i:03}.txt").write_text(TEXT.format(i=i))
    (made / "017.txt").write_bytes(b"")
    return made


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # a pipe of Daft's own
@pytest.mark.parametrize("engine", ["daft", "pool"])
def test_an_engine_gives_the_rows_that_reading_gives(engine, folder, tmp_path) -> None:
    """In the order of names, with what couldn't be read; no part is left."""
    output = tmp_path / "profiles.jsonl"
    count, unread = profiles.read([str(folder)], str(output), engine=engine, processes=1)
    plain = b"".join(
        map(api.profile_row, sorted(api.read_profiles([str(folder)], processes=1), key=lambda one: one.name))
    )
    assert output.read_bytes() == plain
    assert count == 40
    assert [line.split(":")[0] for line in unread] == [str(folder / "017.txt")]
    assert sorted(os.listdir(tmp_path)) == ["in", "profiles.jsonl"]


def test_after_a_kill_the_same_call_goes_on(tmp_path) -> None:
    """A run that is killed outright: the parts that are there are kept as they are, and the file is that of an undisturbed run."""
    made = tmp_path / "in"
    made.mkdir()
    for i in range(1200):
        (made / f"{i:04}.txt").write_text(TEXT.format(i=i) * 3)
    output, parts = tmp_path / "out.jsonl", tmp_path / "out.jsonl.parts"
    command = [
        sys.executable,
        "-m",
        "rolewright",
        "profile",
        "read",
        str(made),
        "-o",
        str(output),
        "--engine",
        "pool",
        "--processes",
        "1",
    ]
    run = subprocess.Popen(command, start_new_session=True, stderr=subprocess.DEVNULL)
    end = time.monotonic() + 60
    while not (done := list(parts.glob("*.arrow"))) and run.poll() is None and time.monotonic() < end:
        time.sleep(0.02)
    os.killpg(run.pid, signal.SIGKILL)
    run.wait()
    done = list(parts.glob("*.arrow"))
    assert 0 < len(done) < 12
    assert not output.exists()
    times = {path.name: path.stat().st_mtime_ns for path in done}
    seen: dict[str, int] = {}

    def watch(_: int) -> None:
        seen.update({path.name: path.stat().st_mtime_ns for path in parts.glob("*.arrow") if path.name in times})

    count, unread = profiles.read([str(made)], str(output), engine="pool", processes=1, progress=watch)
    assert (count, unread) == (1200, [])
    assert seen == times
    assert output.read_bytes().count(b"\n") == 1200
    assert len({line.split(b'","', 1)[0] for line in output.read_bytes().splitlines()}) == 1200
    assert not parts.exists()


def test_other_documents_are_refused_until_restart(folder, tmp_path, monkeypatch) -> None:
    """Parts of another run are not mixed in."""
    output = str(tmp_path / "out.jsonl")
    monkeypatch.setattr(profiles, "_finish", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        profiles.read([str(folder)], output, engine="pool", processes=1)
    monkeypatch.undo()
    monkeypatch.setitem(shelf("matching/apart"), "piece", 5)
    (folder / "041.txt").write_text("more")
    with pytest.raises(ConfigError, match="other documents"):
        profiles.read([str(folder)], output, engine="pool", processes=1)
    assert profiles.read([str(folder)], output, engine="pool", processes=1, restart=True)[0] == 41


def test_an_engine_needs_a_file(folder, capsys) -> None:
    """The command says what to add."""
    assert main(["profile", "read", str(folder), "--engine", "pool"]) == 2
    assert "-o profiles.jsonl" in capsys.readouterr().err
    assert Path(folder).exists()
