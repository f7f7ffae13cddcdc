"""A studio with its worked example: as an application to call, and as a server with a real browser before it."""

from __future__ import annotations

import asyncio
import os
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

pytest.importorskip("fastapi")

from rolewright.store.engine import open_store
from rolewright.studio.app import create_app
from rolewright.studio.config import Config
from rolewright.studio.serve import begin

TOKEN = "the-token-of-the-tests"
CHROMIUM = "/usr/bin/chromium"
OWN = {"sec-fetch-site": "same-origin"}
ROOT = Path(__file__).parents[2]


class Client:
    """Calls an application in this process, as a browser on its own page would."""

    def __init__(self, app, headers=OWN):
        self.app, self.cookies, self.headers = app, httpx.Cookies(), dict(headers)

    def request(self, method, path, headers=None, **more):
        async def once():
            transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(
                transport=transport, base_url="http://127.0.0.1", cookies=self.cookies
            ) as client:
                answer = await client.request(method, path, headers={**self.headers, **(headers or {})}, **more)
                self.cookies.update(client.cookies)
                return answer

        with ThreadPoolExecutor(1) as beside:  # Playwright keeps a loop in this thread
            return beside.submit(asyncio.run, once()).result()

    def get(self, path, **more):
        return self.request("GET", path, **more)

    def post(self, path, body=None, **more):
        return self.request("POST", path, json=body if body is not None else {}, **more)

    def put(self, path, body, **more):
        return self.request("PUT", path, json=body, **more)

    def delete(self, path, **more):
        return self.request("DELETE", path, **more)

    def enter(self):
        assert self.get(f"/enter?token={TOKEN}").status_code == 303
        return self


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


@contextmanager
def served(app):
    """An application at a port of this machine; its address."""
    import uvicorn

    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        listener.close()


@pytest.fixture
def address(app):
    with served(app) as made:
        yield made


@pytest.fixture(scope="session")
def chromium():
    """A real browser, or the test is skipped."""
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
