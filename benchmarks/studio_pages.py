"""How soon a page of the studio can be used, and how much script it takes: `python -m benchmarks.studio_pages`.

On loopback, in a real Chromium with an empty cache, SQLite, the worked example. The bar is a second, and 250 kB of script (gzip).
"""

from __future__ import annotations

import gzip
import secrets
import socket
import statistics
import tempfile
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn
from playwright.sync_api import sync_playwright

from rolewright.store.engine import open_store
from rolewright.studio.app import create_app
from rolewright.studio.config import Config
from rolewright.studio.page import ASSETS
from rolewright.studio.serve import begin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

TOKEN, TIMES, BAR, BUDGET = secrets.token_urlsafe(), 5, 1000, 250
SCRIPTS = "() => performance.getEntriesByType('resource').filter((one) => one.name.endsWith('.js')).map((one) => one.name.split('/').pop())"


def main() -> None:
    """Measure, print."""
    sizes = {path.name: len(gzip.compress(path.read_bytes())) / 1000 for path in Path(ASSETS, "assets").glob("*.js")}
    with served() as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        role, posting = example(browser, address)
        print(
            "| page | usable after, median of 5 | slowest | of the bar (1 s) | script, gzip | of the bar (250 kB) |\n|---|---|---|---|---|---|"
        )
        for name, path, ready in (
            ("Desk", "/", ".desk-role"), ("Role", f"/roles/{role}", "h1"), ("Scope", f"/roles/{role}/scope", "#main h2"),
            ("Posting", f"/roles/{role}/postings/{posting}", ".finding"), ("Interview", f"/roles/{role}/interview", ".timeline li"),
            ("Candidates", f"/roles/{role}/candidates", "#main h2"), ("Market", "/market", "#main h2"), ("Rules", "/rules", ".book-list a"),
        ):  # fmt: skip
            spent, scripts = zip(*(once(browser, address, path, ready) for _ in range(TIMES)), strict=True)
            middle, size = statistics.median(spent), sum(sizes[one] for one in scripts[0])
            print(
                f"| {name} | {middle:.0f} ms | {max(spent):.0f} ms | {middle / BAR:.0%} | {size:.0f} kB | {size / BUDGET:.0%} |"
            )
        browser.close()


def once(browser: Browser, address: str, path: str, ready: str) -> tuple[float, list[str]]:
    """(milliseconds from the request to the element, scripts loaded) with nothing in the cache."""
    context = browser.new_context()
    context.request.get(f"{address}/enter?token={TOKEN}")
    page = context.new_page()
    page.goto(address + path, wait_until="commit")
    page.locator(ready).first.wait_for()
    spent, scripts = page.evaluate("() => performance.now()"), page.evaluate(SCRIPTS)
    context.close()
    return spent, scripts


def example(browser: Browser, address: str) -> tuple[str, str]:
    """The role with postings, and one of them."""
    context = browser.new_context()
    context.request.get(f"{address}/enter?token={TOKEN}")
    role = next(one["id"] for one in context.request.get(f"{address}/api/roles").json() if one["postings"])
    posting = context.request.get(f"{address}/api/roles/{role}").json()["texts"][0]["id"]
    context.close()
    return role, posting


@contextmanager
def served() -> Iterator[str]:
    """A studio with the example; its address."""
    with tempfile.TemporaryDirectory() as space:
        engine = open_store(f"sqlite:///{space}/studio.db")
        begin(engine)
        listener = socket.socket()
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(
            uvicorn.Config(create_app(engine, Config(token=TOKEN, attempts_a_minute=10_000)), log_level="warning")
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join()
        engine.dispose()


if __name__ == "__main__":
    main()
