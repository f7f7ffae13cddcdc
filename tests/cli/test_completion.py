"""Completion in real shells, and the manual page."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from rolewright.cli import COMMANDS, main

ROOT = Path(__file__).parents[2]


@pytest.fixture
def script(tmp_path, capsys):
    """The script of a shell, in a file."""

    def make(shell):
        assert main(["completion", shell]) == 0
        path = tmp_path / shell
        path.write_text(capsys.readouterr().out)
        return path

    return make


def completed(path, *words):
    """What bash offers for the last word."""
    line = " ".join(f"'{word}'" for word in words)
    code = f"source {path}; COMP_WORDS=({line}); COMP_CWORD={len(words) - 1}; _rolewright; printf '%s\\n' \"${{COMPREPLY[@]}}\""
    return subprocess.run(["bash", "-uc", code], capture_output=True, text=True, check=True).stdout.split()


def test_bash(script):
    """Commands, options, and the choices of an option and of an argument; nothing for a word that fits none."""
    path = script("bash")
    assert completed(path, "rolewright", "ch") == ["check"]
    assert set(COMMANDS) <= set(completed(path, "rolewright", ""))
    assert completed(path, "rolewright", "check", "--quie") == ["--quiet"]
    assert completed(path, "rolewright", "feed", "--format", "") == ["indeed", "rss", "jsonld"]
    assert completed(path, "rolewright", "ats", "pu") == ["pull", "push"]
    assert completed(path, "rolewright", "check", "--format", "sar") == ["sarif"]
    assert completed(path, "rolewright", "check", "--zzz") == []


@pytest.mark.skipif(not shutil.which("fish"), reason="needs fish")
def test_fish(script):
    """Its script is read by fish."""
    path = script("fish")
    done = subprocess.run(
        ["fish", "-c", f"source {path}; complete -C 'rolewright feed --fo'"], capture_output=True, text=True, check=True
    )
    assert "--format" in done.stdout


def test_fish_has_every_option(script):
    """A line for each command, quotes and percent signs as fish wants them."""
    text = script("fish").read_text()
    assert all(f"-a {name} " in text for name in COMMANDS)
    assert "%%" not in text
    assert all(line.startswith("complete -c rolewright ") for line in text.splitlines())


def test_no_other_shell(capsys):
    """Status 2 for a shell that isn't known."""
    assert main(["completion", "tcsh"]) == 2


@pytest.mark.skipif(not shutil.which("groff"), reason="needs groff")
def test_the_manual_page(tmp_path):
    """Nothing in it troubles groff, and every command is in it."""
    done = subprocess.run(
        ["groff", "-ww", "-man", "-Tutf8", str(ROOT / "docs/rolewright.1")], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    assert all(name in done.stdout for name in COMMANDS)
