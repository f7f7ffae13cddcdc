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
    said = f"{tried} requests made from openapi.json: " + (
        "every answer fits it" if not faults else "; ".join(dict.fromkeys(text for _, text in faults))[:300]
    )
    yield verdict("openapi", "contract", share, said, weight=3)


def _tried(bench: Bench, running: Any) -> tuple[int, list[tuple[str, str]]]:
    """(how many requests, [(kind of fault, what)]); the same requests each time."""
    import schemathesis

    operation = schemathesis.openapi.from_dict(bench.contract)["/predict"]["POST"]
    faults: list[tuple[str, str]] = []
    counts = []
    for mode in (schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE):
        right = mode is schemathesis.GenerationMode.POSITIVE

        def ask(case: Any, *, right: bool = right) -> None:
            sent = _bytes(case)
            if sent is not None:
                counts.append(1)
                faults.extend(_faults(bench, running.call("POST", "/predict", *sent, 10), right=right))

        _each(operation.as_strategy(generation_mode=mode), ask, QUICK if bench.quick else EXAMPLES)
    return len(counts), faults


def _each(strategy: Any, ask: Any, count: int) -> None:
    """Do something with so many made requests, the same each time."""
    from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings

    @seed(SEED)
    @settings(max_examples=count, database=None, deadline=None, verbosity=Verbosity.quiet, suppress_health_check=list(HealthCheck),
              phases=(Phase.generate,))  # fmt: skip
    @given(strategy)
    def each(case: Any) -> None:
        ask(case)

    each()


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

    name = bench.contract["paths"]["/predict"]["post"]["responses"][str(answer.status)]["content"]["application/json"][
        "schema"
    ]["$ref"]
    schema = {
        **bench.contract["components"]["schemas"][name.rsplit("/", 1)[-1]],
        "components": bench.contract["components"],
    }
    said = body_of(answer)
    if said is None:
        return f"a {answer.status} without JSON"
    error = next(iter(jsonschema_rs.Draft202012Validator(schema).iter_errors(said)), None)
    return "" if error is None else f"a {answer.status} whose body doesn't fit ({cut(error.message)[:100]})"
