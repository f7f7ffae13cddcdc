"""How often each rule fires on the real postings, and what a reviewer said of a sample of its hits.

`review.tsv` holds verdicts without text: code, posting id, offset of the hit, `right` or `wrong`.
`python -m benchmarks.rule_hits --sample 8` prints hits to review.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

REVIEW = Path(__file__).parent / "review.tsv"
SETS = (
    "ai_engineers_2026",
    "linkedin_ai_ml_2022_2024",
    "data_roles_2020",
    "data_scientists_2019",
    "data_analysts_2019",
)


def run() -> int:
    """Print the table."""
    import corpus

    if not (corpus.SHARED / "data").exists():
        print("  ../shared/data is not here: left out")
        return 0
    from rolewright.api import all_rules

    fired, count = _hits()
    verdicts = _verdicts()
    print(f"  {count:,} postings; share in which a rule fires; reviewed hits that are right")
    for rule in all_rules():
        right, seen = verdicts[rule.code]
        reviewed = f"{right} of {seen} right" if seen else ""
        postings = len({name for name, *_ in fired[rule.code]})
        print(f"  {rule.code}  {postings / count:6.1%}  {rule.severity:8} {rule.name:44} {reviewed}")
    right = sum(r for r, _ in verdicts.values())
    seen = sum(s for _, s in verdicts.values())
    if seen:
        print(f"  reviewed: {right} of {seen} hits right, {right / seen:.1%}")
    return 0


def _hits() -> tuple[dict[str, list[tuple[str, Any, str]]], int]:
    """Code → [(posting id, finding, text)], and how many postings there are."""
    import corpus

    from rolewright.api import check

    fired: dict[str, list[tuple[str, Any, str]]] = defaultdict(list)
    count = 0
    for posting in corpus.postings(*SETS):
        count += 1
        for finding in check(posting["text"], posting.get("title")).findings:
            fired[finding.code].append((posting["id"], finding, posting["text"]))
    return fired, count


def _verdicts() -> dict[str, tuple[int, int]]:
    """Code → (right, reviewed)."""
    right: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    if REVIEW.exists():
        for row in REVIEW.read_text(encoding="utf-8").splitlines():
            if row and not row.startswith("#"):
                code, _, _, verdict = row.split("\t")
                seen[code] += 1
                right[code] += verdict == "right"
    return defaultdict(lambda: (0, 0), {code: (right[code], seen[code]) for code in seen})


def sample(size: int, codes: list[str]) -> None:
    """Print hits of each rule with their surroundings, for a person to judge."""
    fired, _ = _hits()
    rng = random.Random(5)
    for code in sorted(fired):
        if codes and code not in codes:
            continue
        for name, finding, text in rng.sample(fired[code], min(size, len(fired[code]))):
            around = text[max(0, finding.start - 90) : finding.end + 60].replace("\n", " ⏎ ")
            print(f"{code}\t{name}\t{finding.start}\t{finding.message}\t…{around}…")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "dev"))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=8)
    parser.add_argument("codes", nargs="*")
    args = parser.parse_args()
    sample(args.sample, args.codes)
