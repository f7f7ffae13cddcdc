"""The market room: reading speed of the engines, memory, scaling, kills, tables over millions, and whether the skill table is true.

`python -m benchmarks market` runs what takes at most ten minutes on two cores with nothing else at work: the skill table, the engines on
96,000 postings, kills, tables over 10^7, 10^3 to 10^5, Ray. `ROLEWRIGHT_MARKET=long` goes on to 10^6 postings and to bad input at full
size. Works in a temporary folder; needs ../shared for the postings.
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
        from benchmarks import market_bad, market_input, market_run, market_truth
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
        missed += market_run.scaling(folder, 1_000_000 if long else 100_000)
        missed += market_run.ray(folder)
        if long:
            missed += market_bad.run(folder)
    return missed
