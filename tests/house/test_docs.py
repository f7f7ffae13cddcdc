"""The pages' blocks do what they show, their links lead somewhere, and the site holds every page."""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
import sys
import threading
import tomllib
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

import pytest

from rolewright.cli import COMMANDS
from rolewright.engine import config

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


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """The documentation site, built without a warning."""
    pytest.importorskip("zensical", reason="needs zensical")
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(ROOT / "docs", folder / "docs")
    shutil.copy(ROOT / "zensical.toml", folder)
    done = subprocess.run(
        [sys.executable, "-m", "zensical", "build"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "No issues found" in done.stdout + done.stderr, done.stdout[-2000:]
    return folder / "build/docs"


def test_the_site_asks_for_nothing(site: Path) -> None:
    """No page asks for anything from elsewhere; every page can be found."""
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


def test_links_of_the_site(site: Path) -> None:
    """What the built pages link to and show is there: pages, fragments, pictures, style sheets, scripts."""
    ids: dict[Path, set[str]] = {}
    broken = []
    for page in sorted(site.rglob("*.html")):
        for link in re.findall(r"<(?:a|img|link|script)\b[^>]*?\s(?:href|src)=\"?([^\" >]+)", page.read_text("utf-8")):
            path, _, mark = html.unescape(link).partition("#")
            if ":" in path or page.name == "404.html":
                continue
            target = (page.parent / unquote(path)).resolve() if path else page
            target = target / "index.html" if target.is_dir() else target
            if not target.is_file():
                broken.append(f"{page.name}: {link}")
            elif mark and target.suffix == ".html":
                if target not in ids:
                    ids[target] = set(re.findall(r"\s(?:id|name)=\"?([^\" >]+)", target.read_text("utf-8")))
                broken += [f"{page.name}: {link}: no such place"] * (unquote(mark) not in ids[target])
    assert not broken


def test_search_in_a_browser(site: Path) -> None:
    """Who types a rule's subject gets its page, and the page opens."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="needs playwright")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        pytest.skip("needs chromium")
    handler = type("Quiet", (SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        with sync_api.sync_playwright() as run:
            browser = run.chromium.launch(executable_path=chromium, args=["--no-sandbox"] if os.getuid() == 0 else [])
            page = browser.new_page()
            page.set_default_timeout(10_000)
            page.goto(f"http://127.0.0.1:{server.server_port}/index.html")
            searched(page, "whitelist")
            browser.close()
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def searched(page, word: str) -> None:
    """Search for a word and open what was found first; it is on that page."""
    page.locator(".md-search__button").first.click()
    page.locator("input[placeholder=Search]").fill(word)
    page.locator("a", has_text="RW608").filter(has_text=word).first.click()
    page.wait_for_url("**/rules/RW608.html*")
    assert page.get_by_text(word).count()
    assert page.locator("h1", has_text="allow exclusive tech terms").is_visible()


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


def test_the_page_on_configuration_has_every_key():
    """No key is left out, and none is told that doesn't exist."""
    page = (ROOT / "docs/configuration.md").read_text("utf-8")
    told = set(re.findall(r"^\| `([a-z-]+)` \|", page, re.MULTILINE))
    assert told == set(config.KEYS)
    example = page.split("```toml")[1].split("\n", 1)[1].split("```")[0]
    assert set(tomllib.loads(example)) == set(config.KEYS)
    assert config.parse(example.encode(), str(ROOT / "rolewright.toml")).exclude == ("README.md", "archive")
