"""The README's commands run, and end as it says."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("README.md", "examples/README.md")
pytestmark = pytest.mark.readme


def commands() -> list[tuple[str, int]]:
    """Every `$ command` of the pages' console blocks; 0, or the status named by a line `status N` after it."""
    found = []
    for page in PAGES:
        for block in re.findall(r"^```console\n(.*?)^```", (ROOT / page).read_text("utf-8"), re.MULTILINE | re.DOTALL):
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, _, shown = part.partition("\n")
                status = re.match(r"status (\d+)$", shown, re.MULTILINE)
                found.append((command.strip(), int(status[1]) if status else 0))
    return found


def snippets() -> list[str]:
    """Every Python block of the pages."""
    blocks = [
        re.findall(r"^```python\n(.*?)^```", (ROOT / page).read_text("utf-8"), re.MULTILINE | re.DOTALL)
        for page in PAGES
    ]
    return [block for of_page in blocks for block in of_page]


@pytest.mark.parametrize(("command", "status"), commands())
def test_a_command_ends_as_shown(command: str, status: int, tmp_path: Path) -> None:
    """Each command exits with the status that the page shows, prints something, and no traceback; it writes elsewhere."""
    name, *words = shlex.split(command)
    if "-o" in words:
        words[words.index("-o") + 1] = str(tmp_path / "made")
    assert name == "rolewright", f"a console block may only run rolewright: {command}"
    done = subprocess.run(
        [sys.executable, "-m", "rolewright", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == status, done.stdout + done.stderr
    assert (done.stdout if status < 2 else done.stderr).strip()
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("code", snippets())
def test_a_snippet_runs(code: str) -> None:
    """Each Python block runs as it stands and prints something."""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_links_point_at_something() -> None:
    """Every relative link of the hand-written pages leads to a file of the repository."""
    pages = [
        ROOT / "README.md",
        ROOT / "CHANGELOG.md",
        *(ROOT / "examples").glob("*.md"),
        *(ROOT / "docs/decisions").glob("*.md"),
    ]
    broken = [
        f"{page.relative_to(ROOT)}: {link}"
        for page in pages
        for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text("utf-8"))
        if "://" not in link and not (page.parent / link).exists()
    ]
    assert not broken
