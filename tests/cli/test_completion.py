"""Completion in the shells themselves, and the manual page."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from rolewright.cli import COMMANDS
from rolewright.cli.parsers import commands


@pytest.fixture
def script(rolewright, tmp_path):
    """The script of a shell in a file; skips where the shell isn't installed."""

    def made(shell):
        if shutil.which(shell) is None:
            pytest.skip(f"needs {shell}")
        path = tmp_path / ("_rolewright" if shell == "zsh" else f"script.{shell}")
        path.write_text(rolewright("completion", shell).out)
        return path

    return made


def run(*command, cwd):
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.split("\n")


CASES = [
    ("rolewright che", {"check"}, {"kit"}),
    ("rolewright check --fo", {"--format"}, {"--fix"}),
    ("rolewright check --format s", {"sarif"}, {"text", "some.md"}),
    ("rolewright kit --output fo", {"folder"}, {"folio.md"}),
    ("rolewright check fo", {"folio.md"}, set()),
    ("rolewright takehome gr", {"grade"}, {"new"}),
]


@pytest.mark.parametrize(("line", "wanted", "not_wanted"), CASES)
@pytest.mark.parametrize("shell", ["bash", "fish"])
def test_a_line_is_completed(script, tmp_path, shell, line, wanted, not_wanted):
    """Commands, options, choices, files and folders, each where it fits."""
    path = script(shell)
    (tmp_path / "folder").mkdir()
    (tmp_path / "folio.md").touch()
    (tmp_path / "some.md").touch()
    if shell == "fish":
        found = run("fish", "--no-config", "-c", f"source {path}; complete -C '{line}'", cwd=tmp_path)
        words = {row.split("\t")[0].rstrip("/") for row in found}
    else:
        typed = " ".join(f"'{word}'" for word in line.split(" "))
        setting = f"COMP_WORDS=({typed}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _rolewright"
        told = "printf '%s\\n' \"${COMPREPLY[@]}\""
        words = set(run("bash", "--norc", "-c", f"source {path}; {setting}; {told}", cwd=tmp_path))
    assert wanted <= words
    assert not not_wanted & words


ZSH = """
zmodload zsh/zpty
zpty shell zsh -f -i
read_all() {{ local all= part; while zpty -r -t shell part; do all+=$part; sleep 0.05; done; print -r -- $all }}
zpty -w shell "PS1='> '; fpath=({folder} \\$fpath); autoload -U compinit; compinit -u -D; cd {folder}; echo rea''dy"
zpty -r -m shell part '*ready*' || exit 1
sleep 0.3
zpty -w -n shell $'{line}\\t\\t'
sleep 1.5
read_all
zpty -d shell
"""


@pytest.mark.parametrize(("line", "wanted"), [("rolewright che", "check"), ("rolewright check --format sar", "sarif")])
def test_zsh_completes_a_line(script, tmp_path, line, wanted):
    """A real interactive zsh fills in what was begun."""
    path = script("zsh")
    done = run("zsh", "-f", "-c", ZSH.format(folder=path.parent, line=line), cwd=tmp_path)
    shown = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|[\x07\x08]", "", "\n".join(done))
    assert wanted in shown


def test_every_command_is_in_every_script(rolewright):
    """None is forgotten: names, and each option of each parser."""
    for kind in ("bash", "zsh", "fish", "man"):
        text = rolewright("completion", kind).out.replace("\\-", "-")
        assert all(name in text for name in COMMANDS), kind
    bash = rolewright("completion", "bash").out
    assert all(flag in bash for command in commands() for one in command.options for flag in one.flags)


def test_the_manual_is_a_page(rolewright, tmp_path):
    """A formatter reads it without a complaint, and shows the examples as they are."""
    page = rolewright("completion", "man").out
    assert page.startswith(".TH ROLEWRIGHT 1")
    assert all(line.startswith(".") or not line.startswith("'") for line in page.splitlines())
    if shutil.which("mandoc") is None:
        pytest.skip("needs mandoc")
    (tmp_path / "rolewright.1").write_text(page)
    done = subprocess.run(
        ["mandoc", "-T", "lint", "-W", "warning", "rolewright.1"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert [line for line in done.stdout.splitlines() if "missing date" not in line] == []
    shown = subprocess.run(
        ["mandoc", "-T", "utf8", "rolewright.1"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert 'rolewright check - --title "ML Engineer"' in shown.stdout
