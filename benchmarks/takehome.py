"""The take-home's grader: twelve submissions ranked, their scores over several runs, how long a grade takes."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

from benchmarks import submissions
from benchmarks.bars import line
from rolewright import api

ROOT = Path(__file__).resolve().parent.parent
RUNS = int(os.environ.get("TAKEHOME_RUNS", "2"))
QUICK = os.environ.get("TAKEHOME_FULL", "") == ""


def run() -> int:
    """Print the scores; the number of bars missed."""
    role = api.load_role(str(ROOT / "examples/roles/startup-ml-engineer.toml"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        api.new_takehome(role, str(folder / "assignment"), kind="classification", level="mid", seed=4)
        scores: dict[str, list[float]] = {}
        longest = 0.0
        for number, kind in enumerate(submissions.RANKED):
            tree = submissions.make(kind, folder / "assignment/grader/reference", folder / f"s{number}")
            for _ in range(RUNS):
                start = time.monotonic()
                made = api.grade_takehome(str(tree), str(folder / "assignment"), quick=QUICK)
                longest = max(longest, time.monotonic() - start)
                scores.setdefault(kind, []).append(made.points)
            some = scores[kind]
            print(
                f"  {kind:32} {sum(some) / len(some):5.1f} of {made.of}   {' '.join(f'{one:g}' for one in some)}",
                flush=True,
            )
    means = [sum(some) / len(some) for some in scores.values()]
    swaps = sum(means[i] < means[j] - 2 for i in range(len(means)) for j in range(i + 1, len(means)))
    missed = line("pairs out of the reviewer's order by more than 2 points", swaps, 3, most=True)
    missed += line(
        "widest spread of a score over the runs, points",
        max(max(some) - min(some) for some in scores.values()),
        4,
        most=True,
    )
    return missed + line(f"longest {'quick ' if QUICK else ''}grade, s", longest, 60 if QUICK else 300, most=True)
