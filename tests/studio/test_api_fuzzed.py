"""Both APIs, called as their own descriptions allow and as they don't, on SQLite and PostgreSQL: never a 5xx."""

from __future__ import annotations

import pytest

schemathesis = pytest.importorskip("schemathesis")
from hypothesis import HealthCheck, Phase, given, settings
from tests_studio_client import Client

from rolewright.store import people, tokens
from rolewright.store.engine import open_store, writing
from rolewright.studio import v1
from rolewright.studio.app import create_app
from rolewright.studio.config import HOUR, Config
from rolewright.studio.serve import begin

PAGE = {"sec-fetch-site": "same-origin", "cookie": "rolewright=cookie"}
ENDLESS = ("/live", "/events", "/signout")


def studio_on(url):
    """A studio without limits on a database; (it, a token of its owner)."""
    engine = open_store(url)
    begin(engine)
    with writing(engine) as connection:
        owner = people.owner(connection)["id"]
        people.begin(connection, owner, "cookie", HOUR)
        token, _ = tokens.add(connection, owner, "fuzz", "admin", 1)
    many = 10**9
    limits = {name: many for name in Config._fields if name.endswith("_a_minute")}
    return create_app(engine, Config(workers=0, hosts=(), **limits)), token


def fuzz(app, description, prefix, headers, examples):
    """What was answered with a 5xx: every operation, a few generated calls each, with and without things that are there."""
    client = Client(app, headers)
    client.cookies.clear()
    role = next(one["id"] for one in client.get(f"{prefix}/roles").json() if one["postings"])
    known = {"role": role, "posting": client.get(f"/api/roles/{role}", headers=PAGE).json()["texts"][0]["id"]}
    wrong, called = [], 0
    for result in schemathesis.openapi.from_dict(description).get_all_operations():
        operation = result.ok()
        path = operation.path.removeprefix("/api")
        if not path.endswith(ENDLESS) and not path.startswith("/bring"):
            called += 1
            call_often(operation, path, client, prefix, known, examples, wrong)
    return called, wrong


def call_often(operation, path, client, prefix, known, examples, wrong):
    """A few generated calls of one operation."""

    @settings(max_examples=examples, deadline=None, database=None, derandomize=True, phases=[Phase.explicit, Phase.generate],
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(case=operation.as_strategy())
    def call(case):
        made = case.formatted_path.removeprefix("/api")
        for name, value in known.items():
            if path.startswith(f"/{name}s/{{{name}}}") and operation.method.upper() != "DELETE":
                made = made.replace(str((case.path_parameters or {}).get(name, "\0")), value, 1)
        body = None if case.body.__class__.__name__ == "NotSet" else case.body
        more = {"json": body} if body is not None and case.media_type == "application/json" else {}
        answer = client.request(operation.method.upper(), prefix + made, params=case.query or None, **more)
        if answer.status_code >= 500:
            wrong.append((operation.label, made, str(body)[:300], answer.text[:300]))

    call()


@pytest.fixture(scope="module")
def studio(tmp_path_factory):
    app, token = studio_on(f"sqlite:///{tmp_path_factory.mktemp('fuzz')}/studio.db")
    yield app, token
    app.state.engine.dispose()


def test_no_call_of_the_page_is_a_mistake_of_ours(studio):
    """Every operation of the page's API."""
    called, wrong = fuzz(studio[0], studio[0].openapi(), "/api", PAGE, 3)
    assert wrong[:5] == []
    assert called > 60


def test_no_call_of_a_program_is_a_mistake_of_ours(studio):
    """Every operation of the API for programs, by a token that may do all."""
    app, token = studio
    headers = {"authorization": f"Bearer {token}"}
    called, wrong = fuzz(app, v1.create(app.state).openapi(), "/api/v1", headers, 6)
    assert wrong[:5] == []
    assert called > 20
