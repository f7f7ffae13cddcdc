"""How often each rule fires on the real postings, and what a reviewer said of a sample of its hits.

`review/*.tsv` hold verdicts without text, one file a reviewer: code, posting id, offset of the hit, `right` or `wrong`.
A verdict on a hit that no longer fires doesn't count. `python -m benchmarks.rule_hits --sample 40 RW4 RC401` prints
hits to review of the rules whose code begins so; `--new` leaves out those that have a verdict.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

REVIEW = Path(__file__).parent / "review"
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
    verdicts = _tally(fired)
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


def _hits(codes: list[str] | None = None) -> tuple[dict[str, list[tuple[str, Any, str]]], int]:
    """Code → [(posting id, finding, text)], and how many postings there are. `codes` are prefixes; none: the default."""
    import corpus

    fired: dict[str, list[tuple[str, Any, str]]] = defaultdict(list)
    count = 0
    for posting in corpus.postings(*SETS):
        count += 1
        for finding in _check(posting, codes or ()):
            fired[finding.code].append((posting["id"], finding, posting["text"]))
    return fired, count


def _check(posting: dict[str, Any], codes: Sequence[str]) -> tuple[Any, ...]:
    """The findings on a row of the corpus, at its own date where it has one."""
    from rolewright.api import check

    return check(posting["text"], posting.get("title"), date=posting.get("date") or "", select=codes).findings


def verdicts() -> dict[tuple[str, str, int], bool]:
    """(code, posting id, offset) → whether the reviewer found the hit right."""
    out = {}
    for path in sorted(REVIEW.glob("*.tsv")):
        for row in path.read_text(encoding="utf-8").splitlines():
            if row and not row.startswith("#"):
                code, name, offset, verdict = row.split("\t")
                out[code, name, int(offset)] = verdict == "right"
    return out


def _tally(fired: dict[str, list[tuple[str, Any, str]]]) -> dict[str, tuple[int, int]]:
    """Code → (right, reviewed) over the hits that fire today."""
    right: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    said = verdicts()
    for code, hits in fired.items():
        for place in {(code, name, finding.start) for name, finding, _ in hits}:
            if place in said:
                seen[code] += 1
                right[code] += said[place]
    return defaultdict(lambda: (0, 0), {code: (right[code], seen[code]) for code in seen})


def sample(size: int, codes: list[str], *, new: bool) -> None:
    """Print hits of each rule with their surroundings, for a person to judge."""
    fired, _ = _hits(codes)
    said = verdicts() if new else {}
    rng = random.Random(5)
    for code in sorted(fired):
        hits = [hit for hit in fired[code] if (code, hit[0], hit[1].start) not in said]
        for name, finding, text in rng.sample(hits, min(size, len(hits))):
            around = text[max(0, finding.start - 90) : finding.end + 60].replace("\n", " ⏎ ")
            print(f"{code}\t{name}\t{finding.start}\t{finding.message}\t…{around}…")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "dev"))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=8)
    parser.add_argument("--new", action="store_true", help="leave out hits that have a verdict")
    parser.add_argument("codes", nargs="*")
    args = parser.parse_args()
    sample(args.sample, args.codes, new=args.new)
