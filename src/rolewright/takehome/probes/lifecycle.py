"""Stopping with requests in flight, starting again, and life without a model."""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING, Any

from rolewright.takehome.bench import JSON, seen, skipped, verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rolewright.model.grade import Check
    from rolewright.takehome.bench import Bench

ORDER, ABOUT = 60, "stopping, restarting, taking its model away"
_FLIGHT, _STOP = 6, 15.0


def probe(bench: Bench) -> Iterable[Check]:
    """Stop under way, restart, a missing model, a broken one, its log."""
    if bench.service() is None:
        yield verdict("stops", "running", 0, "It can't be stopped: it doesn't run", weight=1)
        return
    yield from _stop(bench)
    yield from _again(bench)
    yield from _without(bench)
    yield _log(bench)


def _stop(bench: Bench) -> Iterable[Check]:
    """SIGTERM while requests are under way: all are answered, and it ends by itself."""
    running = bench.fresh()
    if running is None:
        yield verdict("stops", "running", 0, "It doesn't start a second time", weight=1)
        return
    body = json.dumps({"rows": [row for row, _ in bench.groups()[0]]}).encode()
    answers: list[Any] = []
    clients = [threading.Thread(target=lambda: answers.append(running.call("POST", "/predict", body, JSON, 10))) for _ in range(_FLIGHT)]
    for client in clients:
        client.start()
    stopped = running.stop(_STOP)
    for client in clients:
        client.join()
    kept = sum(not one.error and one.status in {200, 503} for one in answers)
    refused = sum(bool(one.error) and "refused" in one.error for one in answers)
    share = (kept + refused) / max(1, len(answers))
    yield verdict("in-flight", "running", share, f"Stopped with {len(answers)} requests under way: {len(answers) - kept - refused} were cut off", weight=0.5)
    if stopped.code is None:
        yield verdict("stops", "running", 0, f"It doesn't end within {_STOP:g} s of SIGTERM", weight=1)
    else:
        yield verdict("stops", "running", 1 if stopped.seconds <= 10 else 0.5, f"It ends {stopped.seconds:.1f} s after SIGTERM", weight=1)


def _again(bench: Bench) -> Iterable[Check]:
    running = bench.fresh()
    row = bench.good()
    answer = bench.predict([row]) if running is not None else None
    works = answer is not None and answer.status == 200
    yield verdict("restarts", "running", float(works), "It starts again and predicts" if works else "It doesn't come back after a stop", weight=0.5)


def _without(bench: Bench) -> Iterable[Check]:
    """Either it says on /health that it has no model, or it ends with an error and says why; never 200."""
    for name, what in (("/nowhere/model.onnx", "missing"), (bench.box.broken_model, "broken")):
        running = bench.fresh({"MODEL_PATH": name}, wait=8)
        if running is None or not running.alive():
            said = (running.log() if running is not None else "") or bench.seen.get("log", "")
            share = 1.0 if "model" in said.lower() else 0.5
            yield verdict(f"model-{what}", "running", share, f"With a {what} model it ends" + (", and its log says why" if share == 1 else " without saying why"), weight=0.5)
            continue
        health, answer = running.call("GET", "/health", b"", {}, 5), bench.predict([bench.good()])
        honest = health.status not in {0, 200} and not health.error
        refuses = answer is not None and not answer.error and answer.status >= 400
        yield verdict(f"model-{what}", "running", (honest + refuses) / 2, f"With a {what} model: GET /health gives {health.status}, /predict {answer.status if answer else 0}",
                      weight=0.5, evidence=[seen("GET /health", health), seen("POST /predict", answer)])  # fmt: skip
    bench.end()


def _log(bench: Bench) -> Check:
    """A line for a request, and none of its text."""
    running = bench.fresh()
    if running is None:
        return skipped("log", "running", "It can't be asked any more")
    mark = "zq7marker"
    row = bench.good()
    name = next((field.name for field in bench.fields if field.type in {"text", "category"}), None)
    bench.predict([{**row, name: mark} if name else row])
    running.call("GET", "/health", b"", {}, 5)
    log = running.log()
    share = (0.5 if log.strip() else 0.0) + (0.5 if mark not in log else 0.0)
    said = {1.0: "It writes a log, without what callers sent", 0.5: "It writes no log" if not log.strip() else "Its log holds what callers sent"}
    return verdict("log", "running", share, said.get(share, "It writes no log"), weight=0.3)


