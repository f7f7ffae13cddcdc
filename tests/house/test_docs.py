"""The pages' blocks do what they show, their links lead somewhere, and the site holds every page."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from rolewright.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "dev"))
from blocks import follow, steps  # noqa: E402

PAGES = sorted({*(ROOT / "docs").glob("*.md"), *(ROOT / "docs/guides").glob("*.md")})
TOLD = [page for page in PAGES if steps(page.read_text("utf-8"))]


@pytest.mark.readme
@pytest.mark.parametrize("page", TOLD, ids=lambda page: page.name)
def test_a_page_followed_literally(page: Path, tmp_path: Path) -> None:
    """Every command of a page, in order in one folder, ends and prints as shown."""
    text = page.read_text("utf-8")
    used = {step.name.split()[1] for step in steps(text) if step.kind == "run"}
    assert used <= COMMANDS.keys()
    if "market" in used:
        pytest.importorskip("daft", reason="needs the extra market")
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    assert not follow(text, tmp_path, [sys.executable, "-m", "rolewright"])


def test_a_wrong_page_is_found(tmp_path: Path) -> None:
    """A status, a line, an order or a program that isn't so is an error: the test above can fail."""
    shown = "```console\n$ rolewright rules --topic wording\n{}\n```\n"
    program = [sys.executable, "-m", "rolewright"]
    for line in ("status 1", "no such line", "RW607\nRW601"):
        assert follow(shown.format(line), tmp_path, program), line
    assert not follow(shown.format("…\nRW601\n…\nRW607"), tmp_path, program)
    assert follow("```console\n$ rm -rf /\n```\n", tmp_path, program)
    assert follow("```python\n1 / 0\n```\n", tmp_path, program)


def test_links_of_the_pages() -> None:
    """Every relative link leads to a page or picture of the site, and every fragment to a heading."""
    broken = []
    for page in PAGES:
        for link in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)):
            path, _, mark = link.partition("#")
            target = (page.parent / path).resolve() if path else page
            if "://" in link or link.startswith("mailto:"):
                continue
            if not target.exists():
                broken.append(f"{page.name}: {link}")
            elif (ROOT / "docs") not in target.parents:
                broken.append(f"{page.name}: {link}: it isn't on the site; write the path as code")
            elif mark and mark not in marks(target):
                broken.append(f"{page.name}: {link}: no such heading")
    assert not broken


def test_the_site_builds(tmp_path: Path) -> None:
    """Without a warning; no page asks for anything from elsewhere; every page can be found."""
    pytest.importorskip("zensical", reason="needs zensical")
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    shutil.copy(ROOT / "zensical.toml", tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "zensical", "build"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "No issues found" in done.stdout + done.stderr, done.stdout[-2000:]
    site = tmp_path / "build/docs"
    asked = [
        f"{page.name}: {link}"
        for page in site.rglob("*.html")
        for link in re.findall(
            r"<(?:script|img|iframe|link)\b[^>]*\s(?:src|href)=\"?(https?:[^\" >]+)", page.read_text("utf-8")
        )
    ]
    assert not asked
    assert not any(re.search(r"url\(['\"]?https?:|@import", css.read_text("utf-8")) for css in site.rglob("*.css"))
    index = (site / "search.json").read_text("utf-8")
    assert all(page.stem in index for page in PAGES if page.stem != "index")


def marks(page: Path) -> set[str]:
    """The fragments of a page's headings, and those that it names itself."""
    text = page.read_text("utf-8")
    found = {
        re.sub(r"[^\w\- ]", "", one.lower()).strip().replace(" ", "-")
        for one in re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    }
    return found | set(re.findall(r'id="([^"]+)"', text))


def test_the_nav_holds_every_page() -> None:
    """zensical.toml names each page once, and none that isn't there; the rules' pages are reached from their index."""

    def pages(entry: object) -> list[str]:
        if isinstance(entry, str):
            return [entry]
        items = entry.values() if isinstance(entry, dict) else entry
        return [page for one in items for page in pages(one)]

    project = tomllib.loads((ROOT / "zensical.toml").read_text("utf-8"))["project"]
    named = pages(project["nav"])
    assert sorted(named) == sorted(
        [page.relative_to(ROOT / "docs").as_posix() for page in PAGES] + ["rules/README.md", "decisions/README.md"]
    )
    assert project["theme"]["font"] is False
