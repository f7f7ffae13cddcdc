"""What bad input gets: a clear 4xx, never a 500, never silence, and the next request works."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from rolewright.takehome.bench import JSON, body_of, seen, skipped, verdict
from rolewright.takehome.probes.predictions import predictions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rolewright.model.grade import Check, Evidence
    from rolewright.takehome.bench import Bench

ORDER, ABOUT = 30, "sending bad input"
_BAD = frozenset({400, 413, 415, 422})
_SECONDS = 10.0


def cases(bench: Bench) -> Iterator[tuple[str, bytes, dict[str, str], frozenset[int]]]:
    """(what, body, headers, statuses that are right) of everything that is tried."""
    good, bad = bench.good(), frozenset({422, 400})
    for what, rows in _rows(bench, good):
        yield what, _text({"rows": rows}), JSON, bad
    first = bench.fields[-1].name
    yield "no rows", _text({"rows": []}), JSON, bad
    yield "no `rows`", _text({}), JSON, bad
    yield "a list", _text([good]), JSON, bad
    yield "null", b"null", JSON, bad
    yield "rows that are no objects", _text({"rows": [1, "a", None]}), JSON, bad
    yield "an empty body", b"", JSON, bad
    yield "broken JSON", b'{"rows": [', JSON, bad
    yield "bytes that are no UTF-8", b'{"rows": [{"\xff\xfe": 1}]}', JSON, bad
    yield "NaN", _text({"rows": [good]}).replace(_text(good)[1:-1], _text(good)[1:-1] + b', "x": NaN', 1), JSON, bad
    yield "very deep JSON", b'{"rows": ' + b"[" * 50_000 + b"]" * 50_000 + b"}", JSON, frozenset({400, 413, 422})
    yield "too many rows", _text({"rows": [good] * (bench.assignment.most_rows + 1)}), JSON, frozenset({413, 422})
    yield "eight megabytes", _text({"rows": [{**good, first: "x" * 8_000_000}]}), JSON, frozenset({400, 413, 422})
    yield "another content type", _text({"rows": [good]}), {"Content-Type": "text/plain"}, frozenset({415, 400, 422})


def _rows(bench: Bench, good: dict[str, Any]) -> Iterator[tuple[str, list[Any]]]:
    for field in bench.fields:
        yield f"`{field.name}` missing", [{k: v for k, v in good.items() if k != field.name}]
        if not field.nullable:
            yield f"`{field.name}` null", [{**good, field.name: None}]
        yield f"`{field.name}` an object", [{**good, field.name: {"a": [1]}}]
        if field.type in {"number", "integer"}:
            yield f"`{field.name}` a word", [{**good, field.name: "many"}]
            yield f"`{field.name}` 1e400", [{**good, field.name: 10**400}]
            yield f"`{field.name}` true", [{**good, field.name: True}]
        if field.type == "date":
            yield f"`{field.name}` no date", [{**good, field.name: "2026-02-31"}]
        if field.type == "numbers":
            yield f"`{field.name}` too short", [{**good, field.name: [1.0]}]
            yield f"`{field.name}` with a word", [{**good, field.name: ["a", *good[field.name][1:]]}]
        if field.type in {"category", "text", "id"}:
            yield f"`{field.name}` a number", [{**good, field.name: 7}]
            yield f"`{field.name}` empty", [{**good, field.name: ""}]
    yield "an unknown field", [{**good, "no_such_field": 1}]
    yield "one wrong row of two", [good, {}]


def _text(value: Any) -> bytes:
    return json.dumps(value).encode()


def probe(bench: Bench) -> Iterable[Check]:
    """Every case; then whether it lives, whether it explains itself, and odd input that is right."""
    if bench.service() is None:
        yield verdict("refused", "inputs", 0, "Nothing can be sent: the service doesn't run", weight=4)
        return
    wrong: list[Evidence] = []
    said_why: list[bool] = []
    tried = held = crashed = 0
    for what, body, headers, right in cases(bench):
        answer = bench.post(body, headers, _SECONDS)
        tried += 1
        status = 0 if answer is None or answer.error else answer.status
        held += 1.0 if status in right else 0.5 if status in _BAD else 0.0
        if status not in right:
            wrong.append(seen(f"{what}: {body[:200].decode('utf-8', 'replace')}", answer))
        elif right == frozenset({422, 400}) and "`" in what:
            said_why.append(_explains(answer, what.split("`")[1]))
        if status in {0, 500} or status >= 500:
            crashed += 1
    yield verdict("refused", "inputs", held / tried, f"{held:g} of {tried} bad requests get the status that the contract says", weight=4, evidence=wrong)
    no_crash = 1 - crashed / tried
    yield verdict("no-crash", "inputs", 1.0 if crashed == 0 else max(0.0, no_crash - 0.3), "No bad request made it fail or go silent" if not crashed
                  else f"{crashed} of {tried} bad requests made it fail or go silent", weight=3, evidence=wrong)  # fmt: skip
    share = sum(said_why) / len(said_why) if said_why else 0.0
    yield verdict("says-what", "inputs", share, f"{share:.0%} of the errors name the field that is wrong", weight=2)
    yield from _odd_but_right(bench)


def _explains(answer: Any, name: str) -> bool:
    """Whether the answer names the field and says something of it."""
    return name in json.dumps(body_of(answer) or "")


def _odd_but_right(bench: Bench) -> Iterable[Check]:
    """What looks odd and is allowed: an unknown category, another order of fields, letters of other scripts."""
    good = bench.good()
    category = next((field.name for field in bench.fields if field.type in {"category", "text"}), None)
    tries = [("fields in another order", dict(reversed(good.items())))]
    if category is None:
        yield skipped("unicode", "inputs", "This assignment has no text to try")
    else:
        tries.append(("a value in another script", {**good, category: "Ünïcødé 漢字 🙂"}))
    wrong = []
    for what, row in tries:
        answer = bench.predict([row])
        if len(predictions(answer)) != 1:
            wrong.append(seen(f"{what}: {json.dumps(row, ensure_ascii=False)}", answer))
    yield verdict("odd-but-right", "inputs", 1 - len(wrong) / len(tries), "What is odd but right is predicted" if not wrong
                  else "What is odd but right is refused", weight=1, evidence=wrong)  # fmt: skip
