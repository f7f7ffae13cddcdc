"""How well the sentence model tells near from far, and how fast it is: `python -m benchmarks.semantic` (extra `semantic`).

`near.tsv` has what a role may ask and a sentence of a resume that is near it, made for this test. Near pairs are its lines; far
ones are each asked line with the sentences one and seven lines below, which are of the same trade.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from benchmarks.bars import line
from rolewright.errors import MissingExtraError
from rolewright.matching.semantic import Encoder, encoder
from rolewright.matching.words import table, words

PAIRS = Path(__file__).parent / "near.tsv"


def pairs() -> list[tuple[str, str, bool]]:
    """(asks, says, near)."""
    rows = [row.split("\t") for row in PAIRS.read_text("utf-8").splitlines()[1:]]
    far = [(asks, rows[(i + step) % len(rows)][1], False) for i, (asks, _) in enumerate(rows) for step in (1, 7)]
    return [(asks, says, True) for asks, says in rows] + far


def auc(scored: list[tuple[float, bool]]) -> float:
    """The chance that a near pair scores above a far one; ties count half."""
    near = [score for score, is_near in scored if is_near]
    far = [score for score, is_near in scored if not is_near]
    wins = sum((a > b) + (a == b) / 2 for a in near for b in far)
    return wins / (len(near) * len(far))


def shared(asks: str, says: str) -> float:
    """Words in common, by their first five letters, as a share of all: what a model has to beat."""
    one, other = ({word[:5] for word in words(text) if len(word) > 3} for text in (asks, says))
    return len(one & other) / max(1, len(one | other))


def main() -> int:
    """The number of bars that are missed."""
    try:
        model = encoder()
    except MissingExtraError as error:
        print(error)
        return 0
    known = pairs()
    print(f"{len(known)} pairs, {sum(near for *_, near in known)} of them near; {model.name}, {model.digest[:12]}")
    print(f"    words in common: AUC {auc([(shared(a, b), near) for a, b, near in known]):.3f}")
    scored = [(model.nearness(a, [b])[0], near) for a, b, near in known]
    missed = line("AUC", auc(scored), 0.9)
    for least in sorted({0.25, 0.35, 0.4, 0.5, table("semantic")["limits"]["least"]}):
        kept = [near for score, near in scored if score >= least]
        share = sum(kept) / len(kept) if kept else 0
        print(
            f"    at {least:.2f}: {len(kept):3} suggested, {share:.2f} of them right, {sum(kept)} of {sum(n for _, n in scored)} found"
        )
    return missed + speed(model)


def speed(model: Encoder) -> int:
    """Documents of ten sentences a second, on one core."""
    rows = [row.split("\t")[1] for row in PAIRS.read_text("utf-8").splitlines()[1:]]
    began = time.perf_counter()
    for number in range(20):
        for row in rows[number : number + 10]:
            model.vector(f"{row} in project {number}")
    return line("documents a second, one core", 20 / (time.perf_counter() - began))


if __name__ == "__main__":
    sys.exit(main())
