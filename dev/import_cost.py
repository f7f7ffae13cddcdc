"""What importing a module adds to the start of Python: `python dev/import_cost.py dataclasses typing`.

Prints the median of 21 starts in milliseconds, the modules in turns so that a busy moment hits all alike.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections import defaultdict

STARTS = 21


def main(modules: list[str]) -> None:
    """Time `pass`, then each module."""
    taken: dict[str, list[float]] = defaultdict(list)
    for _ in range(STARTS):
        for module in ["", *modules]:
            before = time.perf_counter()
            subprocess.run([sys.executable, "-I", "-c", f"import {module}" if module else "pass"], check=True)
            taken[module].append(1000 * (time.perf_counter() - before))
    base = statistics.median(taken[""])
    print(f"{'(nothing)':<16}{base:6.1f} ms")
    for module in modules:
        print(f"{module:<16}{statistics.median(taken[module]) - base:+6.1f} ms")


if __name__ == "__main__":
    main(sys.argv[1:])
