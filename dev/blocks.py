"""The runnable blocks of a page, in order: files that it gives, commands with what they print, snippets of Python.

    ```toml title="role.toml"     a file that the reader writes
    ```console                    `$ rolewright …`, then lines of its output (`…` stands for others), or `status N`
    ```python                     a snippet that prints something

`python dev/blocks.py docs/tutorial.md --program rolewright` follows a page literally in an empty folder beside `examples`.
"""

from __future__ import annotations

import argparse
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
_BLOCK = re.compile(r'^```(\w+)(?: title="([^"\n]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)
_ELSE = "…"
_SHOWN = 1500
"""Characters of the output of what went wrong."""


class Step(NamedTuple):
    """`kind` is file, run or python; `name` the file or the command; `lines` its text or what it prints; `status`."""

    kind: str
    name: str
    text: str
    status: int = 0


def steps(page: str) -> list[Step]:
    """What a page has a reader do."""
    found = []
    for language, title, text in _BLOCK.findall(page):
        if title:
            found.append(Step("file", title, text))
        elif language == "console":
            found += [_command(part) for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]]
        elif language == "python":
            found.append(Step("python", "python", text))
    return found


def follow(page: str, folder: Path, program: list[str], env: dict[str, str] | None = None) -> list[str]:
    """Do it all in a folder; what didn't end or print as shown, one text each. `env` is the environment (default: ours)."""
    wrong = []
    for step in steps(page):
        if step.kind == "file":
            (folder / step.name).write_text(step.text, "utf-8")
            continue
        words = shlex.split(step.name)
        if step.kind == "run" and words[0] != "rolewright":
            wrong.append(f"a console block may only run rolewright: {step.name}")
            continue
        command = [*program, *words[1:]] if step.kind == "run" else [sys.executable, "-c", step.text]
        done = subprocess.run(
            command, cwd=folder, env=env, capture_output=True, text=True, check=False, encoding="utf-8"
        )
        out = done.stdout + done.stderr
        missing = [] if step.kind == "python" else _missing(step.text, out)
        silent = not out.strip() and "-o" not in words
        if done.returncode != step.status or missing or "Traceback" in out or silent:
            told = f"$ {step.name}\nstatus {done.returncode}, shown {step.status}; not printed: {missing}\n"
            wrong.append(told + out[-_SHOWN:])
    return wrong


def _command(part: str) -> Step:
    command, _, shown = part.partition("\n")
    status = re.search(r"^status (\d+)$", shown, re.MULTILINE)
    lines = [
        line for line in shown.splitlines() if line.strip() not in {"", _ELSE} and not re.match(r"status \d+$", line)
    ]
    return Step("run", command.strip(), "\n".join(lines), int(status[1]) if status else 0)


def _missing(shown: str, printed: str) -> list[str]:
    """The shown lines that weren't printed after the one before; blanks don't count."""
    lines = [" ".join(line.split()) for line in printed.splitlines()]
    missing, at = [], 0
    for line in (" ".join(one.split()) for one in shown.splitlines()):
        place = next((i for i in range(at, len(lines)) if line in lines[i]), None)
        if place is None:
            missing.append(line)
        else:
            at = place
    return missing


def main() -> int:
    """Follow the pages that are named."""
    parser = argparse.ArgumentParser(description="Follow a page's blocks literally.")
    parser.add_argument("pages", nargs="+", type=Path)
    parser.add_argument("--program", default=f"{sys.executable} -m rolewright")
    args = parser.parse_args()
    wrong = 0
    for page in args.pages:
        with tempfile.TemporaryDirectory() as made:
            shutil.copytree(ROOT / "examples", Path(made, "examples"))
            found = follow(page.read_text("utf-8"), Path(made), shlex.split(args.program))
        print(f"{page}: {len(steps(page.read_text('utf-8')))} steps, {len(found)} wrong", *found, sep="\n")
        wrong += len(found)
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
