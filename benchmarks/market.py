"""The market room: reading speed of the engines, memory, scaling, kills, tables over millions, and whether the skill table is true.

`python -m benchmarks market` runs the short part (96,000 postings); `ROLEWRIGHT_MARKET=long` adds 10^6, 960,000 and Ray. Works in
a temporary folder; needs ../shared for the figures about real postings.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import corpus


def run() -> int:
    """Print the figures; the number of bars that were missed."""
    if not (corpus.SHARED / "data").exists():
        print("  ../shared/data is not here: left out")
        return 0
    try:
        from benchmarks import market_input, market_run, market_truth
    except ImportError as error:
        print(f"  {error.name} is not installed (extra market): left out")
        return 0
    long = os.environ.get("ROLEWRIGHT_MARKET") == "long"
    missed = 0
    with tempfile.TemporaryDirectory(prefix="rw-market-") as name:
        folder = Path(name)
        path = market_input.replicated(folder / "96000.jsonl", 96_000)
        missed += market_truth.skills(folder)
        missed += market_run.engines_bar(folder, path)
        missed += market_run.kills(folder)
        missed += market_run.tables(folder)
        if long:
            missed += market_run.scaling(folder)
            missed += market_run.ray(folder)
            missed += market_run.memory(folder, path)
            missed += market_run.files(folder)
    return missed
