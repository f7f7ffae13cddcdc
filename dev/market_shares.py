"""Writes knowledge/market.toml: how many public AI postings of 2026 name each tool, as our own reader sees it.

Usage: `python dev/market_shares.py > src/rolewright/knowledge/market.toml`. Needs the shared postings; ships numbers only.
"""

from __future__ import annotations

import re
import sys
from collections import Counter

from corpus import postings

from rolewright.documents import plain
from rolewright.reading.read import read
from rolewright.rules._shared import TOOLS

_GROUPS = (
    re.compile(r""),
    re.compile(r"machine learning|\bml\b|mlops", re.IGNORECASE),
    re.compile(r"\bai engineer", re.IGNORECASE),
)


def main() -> None:
    """Count, then print the table."""
    sizes: Counter[int] = Counter()
    counts: dict[str, Counter[int]] = {}
    for row in postings("ai_engineers_2026"):
        groups = [i for i, group in enumerate(_GROUPS) if group.search(row["title"] or "")]
        sizes.update(groups)
        reading = read(plain.read(row["text"]), row["title"])
        for name in {s.id for s in reading.skills if s.kind in TOOLS}:
            counts.setdefault(name, Counter()).update(groups)
    total = " | ".join(str(sizes[i]) for i in range(len(_GROUPS)))
    out = sys.stdout
    out.write(f"# Percent of public AI postings (January and February 2026, one board) that name a tool: all | ML in the\n"
              f"# title | “AI Engineer” in the title; postings: {total}. Made by dev/market_shares.py with our own lexicon. The\n"
              "# sample leans to LLM roles, senior levels and big hubs; other sources differ by 15 to 25 points (domain.md 7).\n"
              'source = "own count, Built In, January and February 2026"\n\n[share]\n')  # fmt: skip
    for name, by in sorted(counts.items()):
        out.write(f"{name} = [{', '.join(f'{100 * by[i] / sizes[i]:.1f}' for i in range(len(_GROUPS)))}]\n")


if __name__ == "__main__":
    main()
