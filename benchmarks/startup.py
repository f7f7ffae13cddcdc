"""`rolewright check FILE` from process start to exit, against `python -c pass` in the same run, in turn."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.bars import line
from benchmarks.texts import texts

RUNS = 21


def run() -> int:
    """Print the figures; the number of bars missed."""
    with tempfile.TemporaryDirectory() as name:
        posting = Path(name, "posting.txt")
        posting.write_text(texts(1)[0], encoding="utf-8")
        environment = {**os.environ, "ROLEWRIGHT_CACHE": str(Path(name, "cache"))}
        command = [sys.executable, "-m", "rolewright", "check", str(posting)]
        nothing = [sys.executable, "-c", "pass"]
        cold = _seconds(command, environment)
        pairs = [(_seconds(command, environment), _seconds(nothing, environment)) for _ in range(RUNS)]
    warm, bare = median(a for a, _ in pairs), median(b for _, b in pairs)
    missed = line("cold, cache being built, s", cold, 1.5, most=True)
    line("warm, ms", warm * 1000)
    line("python -c pass, ms", bare * 1000)
    return missed + line("warm / python -c pass", median(a / b for a, b in pairs), 6, most=True)


def _seconds(command: list[str], environment: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start
