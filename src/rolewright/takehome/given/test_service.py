"""The reference service, asked over HTTP."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FACTS = json.loads((ROOT / "service/facts.json").read_text())


@pytest.fixture(scope="module")
def base():
    """The address of a running service."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-m", "service"], cwd=ROOT, env={**os.environ, "PORT": str(port)})
    address = f"http://127.0.0.1:{port}"
    for _ in range(200):
        if ask(address, "/health")[0] == 200:
            break
        time.sleep(0.05)
    yield address
    process.terminate()
    assert process.wait(10) in {0, -15, 143}


def ask(base, path, body=None, kind="application/json"):
    """(status, answer) of a request."""
    request = urllib.request.Request(base + path, body, {"Content-Type": kind})
    try:
        with urllib.request.urlopen(request, timeout=5) as reply:
            return reply.status, json.loads(reply.read())
    except urllib.error.HTTPError as error:
        return error.code, json.loads(error.read())
    except OSError:
        return 0, None


def row(**changes):
    """A row that the model can take, less or other than asked."""
    made = {}
    for field in FACTS["fields"]:
        kind = field["type"]
        made[field["name"]] = {
            "number": field["low"], "integer": field["low"], "date": "2026-03-14", "numbers": [10.0] * field["length"],
        }.get(kind, "express")  # fmt: skip
    return {**made, **changes}


def predict(base, *rows):
    """The answer to some rows."""
    return ask(base, "/predict", json.dumps({"rows": rows}).encode())


def test_predicts_each_row(base):
    """A prediction for each row, and the version of the model."""
    status, said = predict(base, row(), row())
    assert status == 200
    assert len(said["predictions"]) == 2
    assert said["model_version"] == FACTS["model_version"]


def test_one_row_and_many_are_predicted_alike(base):
    """A row is predicted alike alone and beside another."""
    rank = FACTS["kind"] == "ranking"
    alone, together = predict(base, row())[1]["predictions"][0], predict(base, row(), row())[1]["predictions"][0]
    assert alone["score" if rank else next(iter(alone))] == together["score" if rank else next(iter(together))]


@pytest.mark.parametrize("value", [None, [], {}, True, "NaN", 1e308])
def test_a_wrong_value_names_row_and_field(base, value):
    """What is wrong is refused with its place."""
    field = next(
        f
        for f in FACTS["fields"]
        if f["type"] in {"number", "integer", "date", "text", "numbers"} and not f["nullable"]
    )
    if field["type"] == "text" and value == "NaN":
        pytest.skip("a text like any other")
    status, said = predict(base, row(), row(**{field["name"]: value}))
    assert status == 422
    assert (said["errors"][0]["row"], said["errors"][0]["field"]) == (1, field["name"])


def test_what_is_missing_or_unknown_is_refused(base):
    """No row, an empty row, an unknown field."""
    assert predict(base, {})[0] == 422
    assert predict(base, row(no_such_field=1))[0] == 422
    assert predict(base)[0] == 422


def test_limits_and_types(base):
    """The statuses that the contract names."""
    assert predict(base, *[row()] * (FACTS["most_rows"] + 1))[0] == 413
    assert ask(base, "/predict", b"{")[0] == 400
    assert ask(base, "/predict", b'{"rows": [NaN]}')[0] == 400
    assert ask(base, "/predict", b"{}", "text/plain")[0] == 415
    assert ask(base, "/nothing")[0] == 404


def test_an_unknown_category_is_predicted(base):
    """As the model card says."""
    field = next((f for f in FACTS["fields"] if f["type"] == "category"), None)
    if field is not None:
        assert predict(base, row(**{field["name"]: "somewhere else"}))[0] == 200
