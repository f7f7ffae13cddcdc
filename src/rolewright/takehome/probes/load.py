"""Many requests at once: none lost, and how long they take beside our own service in the same box."""

from __future__ import annotations

import json
import threading
import time
from typing import TYPE_CHECKING, Any

from rolewright.takehome.bench import skipped, verdict
from rolewright.takehome.probes.predictions import near, predictions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rolewright.model.grade import Check
    from rolewright.takehome.bench import Bench

ORDER, ABOUT = 50, "sending many requests at once"
CLIENTS, SECONDS, QUICK_SECONDS = 8, 6.0, 2.0
FAIR, SLOW = 4.0, 25.0
"""Times of the reference's p95 up to which latency is as good, and from which on it counts nothing: wide, as machines are noisy."""
_GROWN = 40_000_000
"""Bytes of growth over the load that are no leak: caches, threads."""


def probe(bench: Bench) -> Iterable[Check]:
    """Eight clients for some seconds; latency, errors, memory."""
    running = bench.service()
    if running is None:
        yield verdict("load", "running", 0, "It can't be loaded: it doesn't run", weight=2)
        return
    group = bench.groups()[0]
    body = json.dumps({"rows": [row for row, _ in group]}).encode()
    for _ in range(20):
        bench.post(body)
    before = running.memory()
    times, failed, wrong = _storm(bench, running, body, group)
    after = running.memory()
    total = len(times) + failed
    yield verdict(
        "load",
        "running",
        _clean(failed / max(1, total)),
        f"{total} requests from {CLIENTS} clients at once: {failed} failed",
        weight=2,
    )
    yield verdict("right-under-load", "running", float(not wrong and bool(times)), "Answers under load are right" if not wrong
                  else f"{wrong} answers under load are wrong", weight=1)  # fmt: skip
    yield _latency(bench, times)
    yield _memory(before, after, total)


def _storm(bench: Bench, running: Any, body: bytes, group: list[tuple[Any, Any]]) -> tuple[list[float], int, int]:
    """(seconds of each answer, how many requests failed, how many answers were wrong)."""
    times: list[float] = []
    counts = {"failed": 0, "wrong": 0}
    end = time.monotonic() + (QUICK_SECONDS if bench.quick else SECONDS)
    lock = threading.Lock()

    def client() -> None:
        while time.monotonic() < end:
            answer = running.call("POST", "/predict", body, {"Content-Type": "application/json"}, 10)
            found = predictions(answer)
            right = len(found) == len(group) and near(group[0][1], found[0])
            with lock:
                if answer.error or answer.status != 200:
                    counts["failed"] += 1
                else:
                    times.append(answer.seconds)
                    counts["wrong"] += not right

    clients = [threading.Thread(target=client) for _ in range(CLIENTS)]
    for one in clients:
        one.start()
    for one in clients:
        one.join()
    return sorted(times), counts["failed"], counts["wrong"]


def _clean(share: float) -> float:
    """A lost request in a thousand is noise of the machine; one in ten is no service."""
    return 1.0 if share <= 0.001 else max(0.0, 1 - share * 10)


def at(times: list[float], share: float) -> float:
    """A percentile of sorted times, seconds."""
    return times[min(len(times) - 1, int(share * len(times)))] if times else 0.0


def _latency(bench: Bench, times: list[float]) -> Check:
    if not times:
        return verdict("latency", "running", 0, "Nothing was answered under load", weight=2.5)
    bench.seen["p95"] = at(times, 0.95)
    said = ", ".join(
        f"p{share:.0%}".replace("%", "") + f" {at(times, share) * 1000:.0f} ms" for share in (0.5, 0.95, 0.99)
    )
    base = bench.measures.get("p95")
    if not base:
        return skipped("latency", "running", f"{said}; there is no yardstick to lay beside it")
    ratio = at(times, 0.95) / base
    share = 1.0 if ratio <= FAIR else max(0.0, (SLOW - ratio) / (SLOW - FAIR))
    return verdict(
        "latency",
        "running",
        round(share, 1),
        f"{said}: {ratio:.1f} times our own service here (up to {FAIR:g} is as good)",
        weight=2.5,
    )


def _memory(before: int, after: int, requests: int) -> Check:
    grown = max(0, after - before)
    if not before or not after:
        return skipped("memory", "running", "Its memory can't be measured here")
    share = 1.0 if grown <= _GROWN else max(0.0, 1 - (grown - _GROWN) / _GROWN)
    said = f"{after / 1e6:.0f} MB after {requests} requests, {grown / 1e6:.0f} MB more than before"
    return verdict("memory", "running", round(share, 1), said, weight=2.5)
