"""Both APIs fuzzed on PostgreSQL, whose columns refuse what SQLite's take: numbers and words that are too long."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

for _name in ("fastapi", "httpx2", "schemathesis"):
    pytest.importorskip(_name)
sys.path.insert(0, str(Path(__file__).parents[1] / "studio"))

from test_api_fuzzed import PAGE, fuzz, studio_on

from rolewright.studio import v1


def test_no_call_is_a_mistake_of_ours(postgres):
    """Every operation: never a 5xx."""
    import psycopg

    with psycopg.connect(f"{postgres}/postgres", autocommit=True) as connection:
        connection.execute("CREATE DATABASE fuzzed")
    app, token = studio_on(f"{postgres}/fuzzed")
    headers = {"authorization": f"Bearer {token}"}
    assert fuzz(app, app.openapi(), "/api", PAGE, 1)[1][:5] == []
    assert fuzz(app, v1.create(app.state).openapi(), "/api/v1", headers, 2)[1][:5] == []
    app.state.engine.dispose()
