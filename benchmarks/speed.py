"""How fast: reading, reading with all rules, and `read` over a folder; ratios against a plain loop in the same run."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.bars import line
from benchmarks.texts import texts

ROUNDS = 15
FOLDER = 10_000
FOLDER_ROUNDS = 3


def run() -> int:
    """Print the figures; the number of bars missed."""
    from rolewright.api import check, read

    sample = texts(300)
    size = sum(map(len, sample)) / len(sample)
    print(f"  {len(sample)} postings of {size:,.0f} characters, one core, best of {ROUNDS} rounds")
    reading, checking, words = _best((read, check, lambda text: re.findall(r"\w+", text)), sample)
    missed = line("reading, µs", reading * 1e6, 300, most=True)
    missed += line("reading and all rules, µs", checking * 1e6, 600, most=True)
    line("a bare re.findall of the words, µs", words * 1e6)
    line("reading / bare findall", reading / words)
    line("checks a second", 1 / checking, note=f"joblint 2.3: 1,971, ratio {1 / checking / 1971:.2f}; alex: 44, ratio "
         f"{1 / checking / 44:.0f}; proselint: 111, ratio {1 / checking / 111:.0f} (the issue's figures)")  # fmt: skip
    return missed + _folder()


def _best(works: Sequence[Callable[[str], object]], sample: list[str]) -> list[float]:
    """Seconds a text for each kind of work: the best of several rounds, the kinds in turn, as the machine has moods."""
    best = [float("inf")] * len(works)
    for _ in range(ROUNDS):
        for i, work in enumerate(works):
            start = time.perf_counter()
            for text in sample:
                work(text)
            best[i] = min(best[i], (time.perf_counter() - start) / len(sample))
    return best


def _folder() -> int:
    """Postings a second of `rolewright read FOLDER --format jsonl`, start to exit."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for i, text in enumerate(texts(FOLDER)):
            (folder / f"{i:05}.txt").write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "rolewright", "read", str(folder), "--format", "jsonl"]
        seconds = float("inf")
        for _ in range(FOLDER_ROUNDS):
            start = time.perf_counter()
            done = subprocess.run(command, stdout=subprocess.PIPE, check=False)
            seconds = min(seconds, time.perf_counter() - start)
            rows = done.stdout.count(b"\n")
            if rows != FOLDER:
                print(f"  read of a folder gave {rows} rows for {FOLDER} files")
                return 1
    return line("read of 10,000 files, postings/s", FOLDER / seconds, 4000, note=f"best of {FOLDER_ROUNDS} runs")
