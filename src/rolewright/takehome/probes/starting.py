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
        said = (
            f"It didn't listen within {READY:g} s. The end of its log: {bench.seen.get('log', '')[-300:] or 'nothing'}"
        )
        yield verdict("starts", "packaging", 0, said, weight=3)
        yield verdict("health", "contract", 0, "GET /health can't be asked: it doesn't run", weight=1)
        return
    took = bench.seen["start"]
    yield verdict(
        "starts", "packaging", 1 if took <= _QUICK else 0.8, f"It listens {took:.1f} s after the start", weight=3
    )
    health = running.call("GET", "/health", b"", {}, 5)
    said = f"GET /health gives {health.status}"
    yield verdict("health", "contract", float(health.status == 200), said, evidence=[seen("GET /health", health)])
    version = running.call("GET", "/version", b"", {}, 5)
    wanted, found = bench.facts["model_version"], body_of(version)
    right = version.status == 200 and isinstance(found, dict) and found.get("model_version") == wanted
    said = f"GET /version names {wanted}" if right else "GET /version doesn't name the model's version"
    yield verdict("version", "contract", float(right), said, weight=0.5, evidence=[seen("GET /version", version)])
