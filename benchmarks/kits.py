"""Interview kits of 96 made-up roles: what they cover and leave out, how long they ask of a candidate; the bank; how fast one is made."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import made_roles
from benchmarks.bars import line
from rolewright import api
from rolewright.interview.bank import bank

ROLE = Path(__file__).resolve().parent.parent / "examples/roles/scaleup-mlops-engineer.toml"
STARTS = 9


def run() -> int:
    """Print the figures; how many bars are missed."""
    whole = short = 0
    minutes, questions = [], []
    for cell in made_roles.cells():
        made = api.kit(made_roles.role(cell), 0, None)
        whole += not made.missing
        short += made.minutes <= made.budget
        minutes.append(made.minutes)
        questions.append(len({question for asked in made.covered.values() for question in asked}))
    cells = len(minutes)
    print(f"candidate's minutes       median {statistics.median(minutes):g}, {min(minutes)} to {max(minutes)}")
    print(f"questions in a kit        median {statistics.median(questions):g}, {min(questions)} to {max(questions)}")
    missed = line("kits that cover all that the role owns and demands", whole, cells)
    missed += line("kits within the time budget", short, cells)
    missed += line("questions and exercises in the bank", len(bank().questions), 150)
    return missed + _speed()


def _speed() -> int:
    """From the start of the process to its exit: Markdown, HTML, DOCX, JSON."""
    times, bare = [], []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(STARTS):
            for words, kept in (((sys.executable, "-c", "import json"), bare),
                                ((sys.executable, "-m", "rolewright", "kit", str(ROLE), "-o", f"{folder}/{number}"), times)):  # fmt: skip
                start = time.perf_counter()
                subprocess.run(words, check=True, capture_output=True, env=os.environ)
                kept.append(time.perf_counter() - start)
    print(
        f"                          {statistics.median(times) / statistics.median(bare):.0f} times the start of a bare interpreter"
    )
    return line("kit from start to exit, s", round(statistics.median(times), 2), 1.0, most=True)


if __name__ == "__main__":
    sys.exit(run())
