"""Every figure that the README quotes: `python -m benchmarks [PART …]`; `--help` names the parts.

Accuracy and the corpus need `../shared`; without it those parts say so and are left out.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "dev"))

from benchmarks import (
    accuracy,
    corpus_run,
    drafts,
    fired,
    kits,
    market,
    memory,
    peer_hits,
    rule_hits,
    skillspan,
    speed,
    startup,
    takehome,
)

PARTS = {
    "accuracy": accuracy.run,
    "speed": speed.run,
    "startup": startup.run,
    "memory": memory.run,
    "corpus": corpus_run.run,
    "drafts": drafts.run,
    "rules": rule_hits.run,
    "fired": fired.run,
    "peers": peer_hits.run,
    "skillspan": skillspan.run,
    "kits": kits.run,
    "market": market.run,
    "takehome": takehome.run,
}


def main() -> int:
    """Run the named parts, or all; 1 if a bar is missed and `--strict` was given."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="which parts (default: all)")
    parser.add_argument("--strict", action="store_true", help="exit 1 if a bar is missed")
    args = parser.parse_args()
    missed = 0
    for name in args.parts or PARTS:
        print(f"\n== {name}")
        missed += PARTS[name]()
    if missed:
        print(f"\n{missed} bars missed")
    return 1 if missed and args.strict else 0


if __name__ == "__main__":
    sys.exit(main())
