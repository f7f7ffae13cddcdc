"""The reader's accuracy on labelled postings that its weights were not trained on, beside how far two people agree.

The shipped weights are trained on every label there is, the gold set's too; the figures are those of five folds, each
read by weights from the other four (`make train` leaves them in `crossvalidated.json`). The last line reads the gold set
with the shipped weights: less than the folds' figure means that weights and figures don't belong together.
"""

from __future__ import annotations

import json
from typing import Any

import corpus
import crossvalidated

from benchmarks.bars import line

BARS = {
    "kinds_f1": 0.93, "strands_f1": 0.80, "nice_f1": 0.96, "family_or_second": 0.92, "title_family": 0.93, "level": 0.85,
    "stage": 0.75, "lifecycle_f1": 0.88, "flags_f1": 0.70,
}  # fmt: skip
AGREEMENT = {
    "kinds_f1": "kinds_f1", "first_kind": "first_kind", "strands_f1": "strands_f1", "family": "family",
    "family_or_second": "family_or_second", "title_family": "title_family", "level": "level", "stage": "stage",
    "lifecycle_f1": "lifecycle_f1", "flags_f1": "flags_f1", "nice_f1": "must_nice",
}  # fmt: skip


def run() -> int:
    """Print the figures; the number of bars missed."""
    figures = json.loads(crossvalidated.FILE.read_text(encoding="utf-8"))
    here = (crossvalidated.corpus.SHARED / "gold").exists()
    agreed = _agreement() if here else {}
    missed = 0
    for name, value in figures["gold"].items():
        if isinstance(value, dict):
            continue
        human = agreed.get(AGREEMENT.get(name, ""), "")
        note = f"ours: {figures['ours'][name]:g}" + (f", two people: {human}" if human else "")
        missed += line(name, value, BARS.get(name), note=note)
    _print_flags(figures)
    _print_reliability(figures)
    if here:
        print(f"  gold set with the shipped weights, which know it: kinds F1 {_shipped():.3f}")
    return missed


def _print_flags(figures: dict[str, Any]) -> None:
    for name, (right, said, true) in figures["gold"]["flags"].items():
        ours = figures["ours"]["flags"].get(name, [0, 0, 0])
        print(f"  {name}: gold {right} right of {said} said, {true} true; ours {ours[0]} of {ours[1]}, {ours[2]}")


def _print_reliability(figures: dict[str, Any]) -> None:
    """How often what is said with a score is right, by tenths of the score, over gold and ours together."""
    for what in figures["gold"]["reliability"]:
        sums: dict[int, list[int]] = {}
        for part in ("gold", "ours"):
            for tenth, right, count in figures[part]["reliability"][what]:
                here = sums.setdefault(tenth, [0, 0])
                here[0] += right
                here[1] += count
        cells = ", ".join(
            f"{t / 10:.1f}–{(t + 1) / 10:.1f}: {sums[t][0] / sums[t][1]:.0%} of {sums[t][1]}" for t in sorted(sums)
        )
        print(f"  {what}, right by score: {cells}")


def _shipped() -> float:
    """Kinds micro-F1 of the gold set with the weights as shipped."""
    from rolewright.api import read

    scoring, postings = crossvalidated.evaluate(), corpus.gold()
    readings = {name: read(row["text"], row["title"]).as_dict() for name, row in postings.items()}
    figures, _ = scoring.score(postings, scoring.load_labels(corpus.SHARED / "gold" / "labels"), readings)
    return float(figures["kinds_f1"])


def _agreement() -> dict[str, str]:
    rows = (corpus.SHARED / "gold" / "agreement.txt").read_text(encoding="utf-8").splitlines()
    return {parts[0]: parts[1].strip("(),") for row in rows if len(parts := row.split()) >= 2}
