"""The API for programs, called as its description allows and as it doesn't: never a 5xx, and each answer is as described."""

from __future__ import annotations

import pytest

httpx = pytest.importorskip("httpx2")
schemathesis = pytest.importorskip("schemathesis")
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.core.transport import Response
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests_studio_client import Client

from rolewright.store import people, postings, roles, tokens
from rolewright.store.engine import open_store, reading, writing
from rolewright.studio import v1
from rolewright.studio.app import create_app
from rolewright.studio.config import Config
from rolewright.studio.serve import begin

CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance,
    response_schema_conformance,
]  # fmt: skip
MANY = 10**9


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    engine = open_store(f"sqlite:///{tmp_path_factory.mktemp('fuzz')}/studio.db")
    begin(engine)
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def app(engine):
    return create_app(
        engine, Config(workers=0, hosts=(), calls_a_minute=MANY, checks_a_minute=MANY, changes_a_minute=MANY)
    )


@pytest.fixture(scope="module")
def program(app, engine):
    """A program with all rights."""
    with writing(engine) as connection:
        token = tokens.add(connection, people.owner(connection)["id"], "fuzz", "admin", 1)[0]
    return Client(app, {"authorization": f"Bearer {token}"})


@pytest.fixture(scope="module")
def known(engine, program):
    """Ids of what is there, by the name of the path's parameter."""
    with reading(engine) as connection:
        role = next(one["id"] for one in roles.visible(connection) if one["postings"])
        posting = postings.of_role(connection, role)[0]["id"]
    candidate = program.post(f"/api/v1/roles/{role}/candidates", {"name": "Ada"}).json()["id"]
    return {"role": role, "posting": posting, "candidate": candidate}


def operations(app):
    return [one.ok() for one in schemathesis.openapi.from_dict(v1.create(app.state).openapi()).get_all_operations()]


def sent(client, case, known):
    """The answer to a generated call, with ids that are there in place of made-up ones."""
    given = case.path_parameters or {}
    case.path_parameters = {**given, **{name: known[name] for name in given if name in known}}
    words = case.as_transport_kwargs(base_url="http://127.0.0.1/api/v1")
    more = {name: words[name] for name in ("params", "json", "data", "files") if words.get(name) is not None}
    if isinstance(more.get("data"), bytes):
        more["content"] = more.pop("data")
    answer = client.request(words["method"], words["url"].removeprefix("http://127.0.0.1"), **more)
    answer.request = httpx.Request(
        answer.request.method, answer.request.url
    )  # whose body schemathesis would read again
    return answer


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda one: one.value)
def test_every_answer_is_as_described(app, program, known, mode):
    """Every operation, by calls that its description allows or doesn't: status, kind and fields are those it tells."""
    wrong, statuses = [], set()
    for operation in operations(app):

        @settings(max_examples=4, deadline=None, database=None, derandomize=True, phases=[Phase.explicit, Phase.generate],
                  suppress_health_check=list(HealthCheck))  # fmt: skip
        @given(case=operation.as_strategy(generation_mode=mode))
        def call(case):
            answer = sent(program, case, known)
            statuses.add(answer.status_code)
            try:
                case.validate_response(Response.from_httpx(answer, verify=False), checks=CHECKS)
            except FailureGroup as error:
                wrong.append((case.operation.label, [f"{one.title}: {one.message}"[:600] for one in error.exceptions]))

        call()
    assert wrong[:5] == []
    assert statuses >= ({200, 201, 422} if mode is GenerationMode.POSITIVE else {404, 422})
