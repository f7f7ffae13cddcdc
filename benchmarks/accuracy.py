"""The reader against the hand-labelled gold set, beside how far its two human readers agree.

The shipped weights were trained on `benchmarks/labels` and silver headings, never on the gold set (decision 0004).
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import corpus

from benchmarks.bars import line

GOLD = corpus.SHARED / "gold"
BARS = {
    "kinds_f1": 0.85, "family_or_second": 0.80, "title_family": 0.85, "level": 0.65, "nice_f1": 0.90, "lifecycle_f1": 0.75,
}  # fmt: skip
AGREEMENT = {
    "kinds_f1": "kinds_f1", "first_kind": "first_kind", "strands_f1": "strands_f1", "family": "family",
    "family_or_second": "family_or_second", "title_family": "title_family", "level": "level", "stage": "stage",
    "lifecycle_f1": "lifecycle_f1", "flags_f1": "flags_f1", "nice_f1": "must_nice",
}  # fmt: skip


def run() -> int:
    """Print the figures; the number of bars missed."""
    if not GOLD.exists():
        print("  ../shared/gold is not here: left out")
        return 0
    from rolewright.api import read

    evaluate = _evaluate()
    postings = corpus.gold()
    readings = {name: read(row["text"], row["title"]).as_dict() for name, row in postings.items()}
    figures, _ = evaluate.score(postings, evaluate.load_labels(GOLD / "labels"), readings)
    agreed = _agreement()
    missed = 0
    for name, value in figures.items():
        human = agreed.get(AGREEMENT.get(name, ""), "")
        missed += line(name, value, BARS.get(name), note=f"two people: {human}" if human else "")
    return missed + _calibration(readings, evaluate, postings)


def _calibration(readings: dict[str, Any], evaluate: Any, postings: dict[str, Any]) -> int:
    """How often the first family is right (first or second of the gold), by its score."""
    del postings
    bins: dict[int, list[bool]] = {}
    for name, (record, _) in evaluate.load_labels(GOLD / "labels").items():
        top = readings[name]["families"][0]
        bins.setdefault(min(4, int(top["score"] * 5)), []).append(top["id"] in {record["family"], record["second"]})
    for low in sorted(bins):
        hits = bins[low]
        print(f"  family score {low / 5:.1f}–{low / 5 + 0.2:.1f}: right {sum(hits)} of {len(hits)}")
    return 0


def _evaluate() -> Any:
    spec = importlib.util.spec_from_file_location("evaluate", GOLD / "evaluate.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(GOLD / "evaluate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _agreement() -> dict[str, str]:
    rows = (GOLD / "agreement.txt").read_text(encoding="utf-8").splitlines()
    return {parts[0]: parts[1].strip("(),") for row in rows if len(parts := row.split()) >= 2}


def labels_folder() -> Path:
    """Our own labels: ids and line numbers."""
    return corpus.LABELS
