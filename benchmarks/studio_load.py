"""Fifty people at their editors: live checks while they type, saves in between; times at p50, p95, p99, against the bars.

`python benchmarks/studio_load.py [--people 50] [--seconds 20] [--database URL]`. The studio runs in a process of its own; each
person has a session and a posting, types for a while, pauses, and gets a check; every few pauses the text is saved.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import httpx2 as httpx

from rolewright.store import people, postings, roles
from rolewright.store.engine import open_store, writing
from rolewright.studio.app import create_app
from rolewright.studio.config import HOUR, Config

EXAMPLE = Path(__file__).resolve().parent.parent / "examples/machine-learning-engineer.md"
PAUSE, SAVE_EVERY = (0.6, 1.4), 3
"""Seconds between two pauses of one who types; checks to a save."""
BARS = {"check": 0.150, "save": 0.150}
ALONE_BAR = 0.050
HEADERS = {"sec-fetch-site": "same-origin"}


def main() -> int:
    """1 if a bar is missed, or anything failed."""
    parser = argparse.ArgumentParser(description="Fifty people at their editors.")
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--database", default="")
    parser.add_argument("--serve", type=int, default=0, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.serve:
        return serve(args.database, args.serve)
    with tempfile.TemporaryDirectory() as space:
        return measure(args.database or f"sqlite:///{space}/studio.db", args.people, args.seconds)


def serve(url: str, port: int) -> int:
    """The studio, without limits of its own."""
    import uvicorn

    many = 10**9
    config = Config(checks_a_minute=many, changes_a_minute=many, workers=0)
    uvicorn.run(create_app(open_store(url), config), host="127.0.0.1", port=port, log_level="error", access_log=False)
    return 0


def measure(url: str, count: int, seconds: float) -> int:
    """One alone, then all at once; prints and judges."""
    seats = seated(url, count)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, __file__, "--serve", str(port), "--database", url]
    with subprocess.Popen(command, env=os.environ) as process:
        try:
            wait_for(port)
            asyncio.run(crowd(port, seats[:1], 2.0))
            alone = asyncio.run(crowd(port, seats[:1], 5.0, pause=(0.1, 0.2)))
            together = asyncio.run(crowd(port, seats, seconds))
        finally:
            process.terminate()
    kind = url.partition(":")[0]
    missed = told(f"one person, {kind}", alone, {"check": ALONE_BAR})
    return int(told(f"{count} people for {seconds:g} s, {kind}", together, BARS) + missed > 0)


def seated(url: str, count: int) -> list[tuple[str, str, str]]:
    """(cookie, role, posting) of each person."""
    engine = open_store(url)
    text, made = EXAMPLE.read_text("utf-8"), []
    with writing(engine) as connection:
        role = roles.create(connection, {"version": 1, "title": "Machine Learning Engineer"}, None)["id"]
        for number in range(count):
            cookie = secrets.token_urlsafe()
            who = people.add(connection, f"{secrets.token_hex(4)}{number}@example.com", "", "recruiter")["id"]
            people.begin(connection, who, cookie, HOUR)
            made.append((cookie, role, postings.create(connection, role, f"P{number}", text, who)["id"]))
    engine.dispose()
    return made


def wait_for(port: int) -> None:
    """Until it answers."""
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the studio doesn't start")


async def crowd(port: int, seats: list, seconds: float, pause: tuple[float, float] = PAUSE) -> dict[str, list[float]]:
    """What each request took, by kind; `failed` holds the statuses that weren't 200."""
    times: dict[str, list[float]] = defaultdict(list)
    until = time.monotonic() + seconds
    async with httpx.AsyncClient(
        base_url=f"http://127.0.0.1:{port}", headers=HEADERS, limits=httpx.Limits(max_connections=None), timeout=30
    ) as client:
        await asyncio.gather(*(types(client, seat, until, times, pause, number) for number, seat in enumerate(seats)))
    return times


async def types(client: httpx.AsyncClient, seat: tuple, until: float, times: dict, pause: tuple, seed: int) -> None:
    """One person: a few letters, a pause, a check; now and then a save."""
    cookie, role, posting = seat
    text, base, chance, rounds = EXAMPLE.read_text("utf-8"), 1, random.Random(seed), 0
    headers = {"cookie": f"rolewright={cookie}"}
    await asyncio.sleep(chance.uniform(0, pause[1]))
    base = (await client.get(f"/api/postings/{posting}", headers=headers)).json()["revision"]
    while time.monotonic() < until:
        at = chance.randrange(len(text))
        text = text[:at] + chance.choice(["a", "e", " we ", "s", "."]) + text[at:]
        await timed(client.post("/api/check", json={"text": text, "role": role}, headers=headers), "check", times)
        rounds += 1
        if rounds % SAVE_EVERY == 0:
            body = {"text": text, "base": base, "tab": f"t{seed}"}
            answer = await timed(client.put(f"/api/postings/{posting}", json=body, headers=headers), "save", times)
            base = answer.json().get("revision", base)
        await asyncio.sleep(chance.uniform(*pause))


async def timed(call: object, kind: str, times: dict) -> httpx.Response:
    """Its answer, the time noted."""
    begun = time.perf_counter()
    answer = await call
    times[kind].append(time.perf_counter() - begun)
    if answer.status_code != 200:
        times["failed"].append(answer.status_code)
    return answer


def told(head: str, times: dict[str, list[float]], bars: dict[str, float]) -> int:
    """Print a table; how many bars were missed."""
    failed = times.pop("failed", [])
    missed = len(failed)
    print(f"{head}: {sum(map(len, times.values()))} requests, {len(failed)} failed {failed[:3] or ''}")
    for kind, spent in times.items():
        cuts = statistics.quantiles(spent, n=100)
        bar = bars.get(kind)
        verdict = (
            ""
            if bar is None
            else f"   bar p95 ≤ {bar * 1000:.0f} ms, ratio {cuts[94] / bar:.2f}{'' if cuts[94] <= bar else '  MISSED'}"
        )
        missed += bar is not None and cuts[94] > bar
        print(
            f"  {kind:<6} p50 {cuts[49] * 1000:6.1f} ms   p95 {cuts[94] * 1000:6.1f} ms   p99 {cuts[98] * 1000:6.1f} ms{verdict}"
        )
    return missed


if __name__ == "__main__":
    sys.exit(main())
