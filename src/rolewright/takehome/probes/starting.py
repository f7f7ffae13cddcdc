"""Does it start, and say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.takehome.bench import READY, body_of, seen, verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rolewright.model.grade import Check
    from rolewright.takehome.bench import Bench

ORDER, ABOUT = 10, "starting the service"
_QUICK = 10.0


def probe(bench: Bench) -> Iterable[Check]:
    """Start, health, version."""
    running = bench.fresh()
    if running is None:
        said = f"It didn't listen within {READY:g} s. The end of its log: {bench.seen.get('log', '')[-300:] or 'nothing'}"
        yield verdict("starts", "packaging", 0, said, weight=3)
        yield verdict("health", "contract", 0, "GET /health can't be asked: it doesn't run", weight=1)
        return
    took = bench.seen["start"]
    yield verdict("starts", "packaging", 1 if took <= _QUICK else 0.8, f"It listens {took:.1f} s after the start", weight=3)
    health = running.call("GET", "/health", b"", {}, 5)
    for _ in range(50):
        if health.status == 200:
            break
        import time

        time.sleep(0.1)
        health = running.call("GET", "/health", b"", {}, 5)
    yield verdict("health", "contract", float(health.status == 200), f"GET /health gives {health.status}", evidence=[seen("GET /health", health)])
    version = running.call("GET", "/version", b"", {}, 5)
    wanted = bench.facts["model_version"]
    right = version.status == 200 and isinstance(body_of(version), dict) and body_of(version).get("model_version") == wanted
    yield verdict("version", "contract", float(right), f"GET /version names {wanted}" if right else "GET /version doesn't name the model's version",
                  weight=0.5, evidence=[seen("GET /version", version)])  # fmt: skip
