"""A part of what the grader checks: python check.py http://127.0.0.1:8000  (standard library only)

It sends the examples, the sample rows, and some requests that are wrong, and says what it expected. The grader uses other rows.
"""

import json
import sys
import urllib.error
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
NEAR = 0.001
"""Scores and figures may differ by this much, relative to the larger."""


def call(base, method, path, body=None, kind="application/json"):
    """(status, what came back) of a request; the body is JSON if it can be."""
    data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
    request = urllib.request.Request(base + path, data, {"Content-Type": kind}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=10) as reply:
            status, text = reply.status, reply.read()
    except urllib.error.HTTPError as error:
        status, text = error.code, error.read()
    except OSError as error:
        return 0, f"no answer: {error}"
    try:
        return status, json.loads(text)
    except ValueError:
        return status, text.decode(errors="replace")[:200]


def near(one, other):
    """Whether two predictions are the same but for rounding."""
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(near, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return all(key in other and near(value, other[key]) for key, value in one.items())
    if isinstance(one, float) and isinstance(other, int | float):
        return abs(one - other) <= NEAR * max(1, abs(one), abs(other))
    return one == other


def batches(pairs, most):
    """The sample in requests: rows of one query stay together."""
    batch = []
    for pair in pairs:
        query = pair["row"].get("query_id", pair["row"].get("search"))
        first = batch[-1]["row"].get("query_id", batch[-1]["row"].get("search")) if batch else query
        if batch and (len(batch) >= most - 8) and (query is None or query != first):
            yield batch
            batch = []
        batch.append(pair)
    yield batch


def checks(base):
    """(what, whether it holds, what came back) for everything that is tried."""
    contract = json.loads((HERE / "openapi.json").read_text())
    most = contract["components"]["schemas"]["Request"]["properties"]["rows"]["maxItems"]
    pairs = json.loads((HERE / "data/sample.json").read_text())
    good = pairs[0]["row"]
    status, said = call(base, "GET", "/health")
    yield "GET /health is 200", status == 200, (status, said)
    status, said = call(base, "GET", "/version")
    yield "GET /version names the model", status == 200 and "model_version" in dict(said), (status, said)
    right = total = 0
    for batch in batches(pairs, most):
        status, said = call(base, "POST", "/predict", {"rows": [pair["row"] for pair in batch]})
        found = said.get("predictions", []) if isinstance(said, dict) else []
        total += len(batch)
        right += sum(near(pair["prediction"], one) for pair, one in zip(batch, found))
    yield f"the sample's predictions ({right} of {total} are right)", right == total, (status, said)
    name = next(field for field in good)
    wrong = [
        ("no rows", {"rows": []}, {422}), ("no object", [], {422}), ("a field is missing", {"rows": [{}]}, {422}),
        ("a wrong type", {"rows": [{**good, name: {"a": 1}}]}, {422}), ("too many rows", {"rows": [good] * (most + 1)}, {413}),
        ("broken JSON", b"{", {400, 422}), ("an unknown field", {"rows": [{**good, "no_such_field": 1}]}, {422}),
    ]  # fmt: skip
    for what, body, expected in wrong:
        status, said = call(base, "POST", "/predict", body)
        yield f"{what}: {' or '.join(map(str, sorted(expected)))}", status in expected, (status, said)
    status, said = call(base, "POST", "/predict", b"a=1", "text/plain")
    yield "another content type: 415", status == 415, (status, said)


def main():
    """Print what holds; the exit code is how many checks fail."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    failed = 0
    for what, holds, got in checks(sys.argv[1].rstrip("/")):
        print(f"{'ok  ' if holds else 'FAIL'} {what}" + ("" if holds else f"\n     got {str(got)[:300]}"))
        failed += not holds
    print(f"{failed} failed" if failed else "all hold")
    sys.exit(min(failed, 100))


if __name__ == "__main__":
    main()
