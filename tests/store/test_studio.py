"""The studio on SQLite and on PostgreSQL: the same answers; and what happens when the database goes away."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("fastapi")
sys.path.insert(0, str(Path(__file__).parents[1] / "studio"))

from tests_studio_client import TOKEN, Client

from rolewright.store.engine import open_store
from rolewright.studio.app import create_app
from rolewright.studio.config import Config
from rolewright.studio.serve import begin


def entered(store):
    return Client(create_app(store, Config(token=TOKEN, workers=0))).enter()


def test_the_whole_way(store):
    """Desk, scope, posting, two people's saves, approval, kit, card, erasure, settings, log."""
    begin(store)
    client = entered(store)
    role = next(one["id"] for one in client.get("/api/roles").json() if one["postings"])
    assert (
        client.put(f"/api/roles/{role}/answers", {"path": "company.people", "value": 13, "base": 1}).json()["revision"]
        == 2
    )
    posting = client.post(f"/api/roles/{role}/postings", {"draft": True}).json()["id"]
    text = client.get(f"/api/postings/{posting}").json()["text"]
    assert (
        client.put(f"/api/postings/{posting}", {"text": f"{text}\nOne.\n", "base": 1, "tab": "a"}).json()["revision"]
        == 2
    )
    woven = client.put(f"/api/postings/{posting}", {"text": f"Two.\n\n{text}", "base": 1, "tab": "b"}).json()
    assert (woven["revision"], woven["merged"]) == (3, True)
    assert client.put(f"/api/postings/{posting}/approval", {"revision": 3}).json()["state"] == "approved"
    interview = next(
        one["id"] for one in client.get(f"/api/roles/{role}/kit").json()["kit"]["interviews"] if one["rated"]
    )
    candidate = client.post(f"/api/roles/{role}/candidates", {"name": "Ada"}).json()["id"]
    assert client.post(f"/api/candidates/{candidate}/cards", {"interview": interview}).status_code == 201
    assert client.delete(f"/api/candidates/{candidate}").json()["cards"] == 1
    assert client.put("/api/rules", {"base": 0, "ignore": ["RW607"]}).json()["base"] == 1
    assert client.put("/api/rules", {"base": 0, "ignore": []}).status_code == 409
    assert client.get("/api/log").json()[0]["action"] == "rules changed"
    assert client.delete(f"/api/roles/{role}").status_code == 204


def test_a_server_that_restarts(postgres, server):
    """While it is away the page is told so; afterwards it goes on, and what was saved is there."""
    import psycopg

    with psycopg.connect(f"{postgres}/postgres", autocommit=True) as connection:
        connection.execute("CREATE DATABASE restarted")
    store = open_store(f"{postgres}/restarted")
    begin(store)
    client = entered(store)
    made = client.post("/api/roles", {"title": "Kept"}).json()["id"]
    subprocess.run(server["stop"], capture_output=True, check=True)
    try:
        answer = client.get(f"/api/roles/{made}")
        assert answer.status_code == 503
        assert "nothing was changed" in answer.json()["error"]["do"]
    finally:
        subprocess.run(server["start"], capture_output=True, check=True)
    assert client.get(f"/api/roles/{made}").json()["title"] == "Kept"
    store.dispose()
