"""Requests made from the OpenAPI document by schemathesis, and the answers held against it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.takehome.bench import cut, skipped, verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rolewright.model.grade import Check
    from rolewright.takehome.bench import Bench

ORDER, ABOUT = 40, "making requests from the contract"
EXAMPLES, QUICK = 60, 15
SEED = 20260214


def probe(bench: Bench) -> Iterable[Check]:
    """Made requests, right and wrong; every answer's status and body."""
    running = bench.service()
    if running is None:
        yield verdict("openapi", "contract", 0, "No answer can be held against the contract: it doesn't run", weight=3)
        return
    try:
        import schemathesis  # noqa: F401
    except ImportError:
        yield skipped("openapi", "contract", "schemathesis isn't installed: pip install 'rolewright[takehome]'")
        return
    tried, faults = _tried(bench, running)
    kinds = {kind for kind, _ in faults}
    share = max(0.0, 1 - 0.25 * len(kinds)) if faults else 1.0
    said = f"{tried} requests made from openapi.json: " + ("every answer fits it" if not faults else "; ".join(dict.fromkeys(text for _, text in faults))[:300])
    yield verdict("openapi", "contract", share, said, weight=3)


def _tried(bench: Bench, running: Any) -> tuple[int, list[tuple[str, str]]]:
    """(how many requests, [(kind of fault, what)]); the same requests each time."""
    import schemathesis
    from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings

    schema = schemathesis.openapi.from_dict(bench.contract)
    faults: list[tuple[str, str]] = []
    count = 0
    for mode in (schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE):
        strategy = schema["/predict"]["POST"].as_strategy(generation_mode=mode)

        @seed(SEED)
        @settings(max_examples=QUICK if bench.quick else EXAMPLES, database=None, deadline=None, verbosity=Verbosity.quiet,
                  suppress_health_check=list(HealthCheck), phases=(Phase.generate,))  # fmt: skip
        @given(strategy)
        def ask(case: Any, mode: Any = mode) -> None:
            nonlocal count
            sent = _bytes(case)
            if sent is None:
                return
            count += 1
            body, headers = sent
            answer = running.call("POST", "/predict", body, headers, 10)
            faults.extend(_faults(bench, answer, right=mode is schemathesis.GenerationMode.POSITIVE))

        ask()
    return count, faults


def _bytes(case: Any) -> tuple[bytes, dict[str, str]] | None:
    """A made request as bytes; None for one that isn't about the body."""
    import json

    try:
        body = case.body if isinstance(case.body, bytes) else json.dumps(case.body).encode()
    except (TypeError, ValueError):
        return None
    return body, {"Content-Type": "application/json"}


def _faults(bench: Bench, answer: Any, *, right: bool) -> list[tuple[str, str]]:
    """What doesn't fit: no answer, a 5xx, a status that the contract doesn't have, a body of another shape."""
    if answer.error:
        return [("silent", f"no answer: {cut(answer.error)[:80]}")]
    responses = bench.contract["paths"]["/predict"]["post"]["responses"]
    if answer.status >= 500:
        return [("server", f"a {answer.status}")]
    if str(answer.status) not in responses:
        return [("status", f"status {answer.status}, which the contract doesn't have")]
    if right and answer.status not in {200, 422, 413}:
        return [("refused", f"{answer.status} for a request that fits")]
    problem = _shape(bench, answer)
    return [("shape", problem)] if problem else []


def _shape(bench: Bench, answer: Any) -> str:
    """What of a body doesn't fit its schema."""
    import jsonschema_rs

    from rolewright.takehome.bench import body_of

    name = bench.contract["paths"]["/predict"]["post"]["responses"][str(answer.status)]["content"]["application/json"]["schema"]["$ref"]
    schema = {**bench.contract["components"]["schemas"][name.rsplit("/", 1)[-1]], "components": bench.contract["components"]}
    said = body_of(answer)
    if said is None:
        return f"a {answer.status} without JSON"
    error = next(iter(jsonschema_rs.Draft202012Validator(schema).iter_errors(said)), None)
    return "" if error is None else f"a {answer.status} whose body doesn't fit ({cut(error.message)[:100]})"
