"""`rolewright studio` and its chores."""

from __future__ import annotations

import io
import re
import signal
import subprocess
import sys
import urllib.request

import pytest

from rolewright import cli


def test_it_opens_prints_its_address_and_ends_cleanly(tmp_path):
    """On a free port of this machine, with the worked example inside; an interruption ends it with status 130 or 0."""
    words = [sys.executable, "-m", "rolewright", "studio", "--no-open", "--database", str(tmp_path / "x.db")]
    with subprocess.Popen(words, stderr=subprocess.PIPE, text=True) as process:
        line = process.stderr.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+/enter\?token=\S{20,}", line)[0]
        with urllib.request.urlopen(address, timeout=20) as page:
            assert b'<div id="app">' in page.read()
        process.send_signal(signal.SIGINT)
        assert process.wait(20) in {0, 130}
        assert "Traceback" not in process.stderr.read()


def test_somebody_is_added_and_a_backup_goes_round(tmp_path, monkeypatch, capsys):
    """person, backup, restore: the person is in the restored store."""
    one, two, kept = (str(tmp_path / name) for name in ("one.db", "two.db", "kept.zip"))
    monkeypatch.setattr(sys, "stdin", io.StringIO("four short words here\n"))
    assert cli.main(["studio", "person", "ana@example.com", "--role", "admin", "--name", "Ana", "--database", one]) == 0
    assert cli.main(["studio", "backup", kept, "--database", one]) == 0
    assert cli.main(["studio", "restore", kept, "--database", two]) == 0
    assert "restored 2 rows" in capsys.readouterr().err
    monkeypatch.setattr(sys, "stdin", io.StringIO("four short words here\n"))
    assert cli.main(["studio", "person", "ana@example.com", "--database", two]) == 2


@pytest.mark.parametrize(
    "words",
    [["--host", "0.0.0.0"], ["backup"], ["open", "x"], ["--provider", "https://x"], ["--sign-in", "--provider", "https://x"],
     ["--database", "mysql://x"], ["restore", "/none.zip"]],
)  # fmt: skip
def test_misuse_is_told(words, tmp_path, monkeypatch, capsys):
    """On one line, with what to do."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert cli.main(["studio", *words]) == 2
    assert capsys.readouterr().err.count("\n") == 1
