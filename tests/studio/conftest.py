"""A studio with its worked example: as an application to call, and as a server with a real browser before it."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
_THERE = all(find_spec(name) for name in ("alembic", "argon2", "fastapi", "httpx2", "sqlalchemy", "uvicorn"))
collect_ignore_glob = [] if _THERE else ["test_*.py"]
"""Without the extra `studio` there is nothing to test."""
if _THERE:
    from tests_studio_client import TOKEN, Client, served

    from rolewright.store.engine import open_store
    from rolewright.studio.app import create_app
    from rolewright.studio.config import Config
    from rolewright.studio.serve import begin

CHROMIUM = "/usr/bin/chromium"
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def filled(tmp_path_factory):
    """A database file with the example, to copy."""
    path = tmp_path_factory.mktemp("filled") / "studio.db"
    engine = open_store(f"sqlite:///{path}")
    begin(engine)
    engine.dispose()
    return path


@pytest.fixture
def engine(filled, tmp_path):
    """A store with the example of its own."""
    path = tmp_path / "studio.db"
    path.write_bytes(filled.read_bytes())
    made = open_store(f"sqlite:///{path}")
    yield made
    made.dispose()


@pytest.fixture
def config():
    return Config(token=TOKEN, attempts_a_minute=1000)


@pytest.fixture
def app(engine, config):
    return create_app(engine, config)


@pytest.fixture
def client(app):
    """The owner, signed in."""
    return Client(app).enter()


@pytest.fixture
def example(client):
    """The role with postings, and both of them: (role, as it was pasted, second draft)."""
    role = next(one for one in client.get("/api/roles").json() if one["postings"])
    texts = {one["title"]: one["id"] for one in client.get(f"/api/roles/{role['id']}").json()["texts"]}
    return role["id"], texts["As it was pasted"], texts["Second draft"]


@pytest.fixture
def address(app):
    with served(app) as made:
        yield made


@pytest.fixture(scope="module")
def chromium():
    """A real browser, or the test is skipped; a module's own, as its event loop would be in the way of other modules' tests."""
    api = pytest.importorskip("playwright.sync_api")
    if not os.path.exists(CHROMIUM):
        pytest.skip("there is no Chromium")
    with api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, address):
    """Makes a page of its own that is signed in as the owner; every error of its console fails the test."""
    contexts, errors = [], []

    def make(path="/"):
        context = chromium.new_context(viewport={"width": 1360, "height": 900}, locale="en-US")
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
        page.goto(f"{address}/enter?token={TOKEN}")
        page.wait_for_url(f"{address}/")
        if path != "/":
            page.goto(address + path)
        return page

    make.errors = errors
    yield make
    for context in contexts:
        context.close()
    assert errors == []
