"""The whole API, called as its own description allows and as it doesn't: never a 5xx."""

from __future__ import annotations

import pytest

schemathesis = pytest.importorskip("schemathesis")
from hypothesis import HealthCheck, Phase, settings

from rolewright.store import people
from rolewright.store.engine import open_store, writing
from rolewright.studio.app import create_app
from rolewright.studio.config import HOUR, Config
from rolewright.studio.serve import begin


@pytest.fixture(scope="module")
def studio(tmp_path_factory):
    engine = open_store(f"sqlite:///{tmp_path_factory.mktemp('fuzz')}/studio.db")
    begin(engine)
    with writing(engine) as connection:
        people.begin(connection, people.owner(connection)["id"], "cookie", HOUR)
    many = 10**9
    app = create_app(
        engine, Config(workers=0, hosts=(), checks_a_minute=many, changes_a_minute=many, attempts_a_minute=many)
    )
    yield app
    engine.dispose()


@pytest.fixture
def schema(studio):
    return schemathesis.openapi.from_dict(studio.openapi())


HEADERS = {"sec-fetch-site": "same-origin", "cookie": "rolewright=cookie"}


def test_no_call_is_a_mistake_of_ours(studio, schema):
    """Every operation, a few generated calls each, valid ones and broken ones, with and without things that are there."""
    from tests_studio_client import Client

    client = Client(studio, HEADERS)
    client.cookies.clear()
    role = client.get("/api/roles").json()[0]["id"]
    posting = client.get(f"/api/roles/{role}").json()["texts"]
    known = {"role": role, "posting": posting[0]["id"] if posting else "x"}
    wrong = []
    for result in schema.get_all_operations():
        operation = result.ok()
        if operation.path.endswith(("/live", "/events", "/signout")) or operation.path.startswith("/api/bring"):
            continue

        @settings(max_examples=3, deadline=None, database=None, derandomize=True, phases=[Phase.explicit, Phase.generate],
                  suppress_health_check=list(HealthCheck))  # fmt: skip
        @schemathesis_given(operation)
        def call(case):
            path = case.formatted_path
            for name, value in known.items():
                if operation.path.startswith(f"/api/{name}s/{{{name}}}") and operation.method.upper() != "DELETE":
                    path = path.replace(str((case.path_parameters or {}).get(name, "\0")), value, 1)
            body = None if case.body.__class__.__name__ == "NotSet" else case.body
            more = {"json": body} if body is not None and case.media_type == "application/json" else {}
            answer = client.request(operation.method.upper(), path, params=case.query or None, **more)
            if answer.status_code >= 500:
                wrong.append((operation.label, path, str(body)[:300], answer.text[:300]))

        call()
    assert wrong[:5] == []


def schemathesis_given(operation):
    """Hypothesis's own `given`, over the calls that an operation's description allows."""
    from hypothesis import given

    return given(case=operation.as_strategy())
