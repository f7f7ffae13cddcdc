"""Figures of cross-validated readings: what `python -m benchmarks accuracy` prints, kept in `benchmarks/crossvalidated.json`."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable, Sequence
from typing import Any

import corpus

FILE = corpus.ROOT / "benchmarks" / "crossvalidated.json"
TENTHS = 10


def evaluate() -> Any:
    """The gold set's own scoring."""
    path = corpus.SHARED / "gold" / "evaluate.py"
    spec = importlib.util.spec_from_file_location("evaluate", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def figures(readings: Sequence[dict[str, Any]], *, gold: bool) -> dict[str, Any]:
    """Accuracy over the gold postings or ours, F1 of each flag, and reliability: [tenth, right, of] by the score given."""
    scoring, known = evaluate(), corpus.gold()
    folder = corpus.SHARED / "gold" / "labels" if gold else corpus.LABELS
    labels = scoring.load_labels(folder)
    mine = {r["id"]: r for r in readings if (r["id"] in known) == gold}
    labels = {name: label for name, label in labels.items() if name in mine}
    out, _ = scoring.score(mine, labels, mine)
    return {
        **{name: round(value, 4) for name, value in out.items()},
        "flags": _flags(mine, labels),
        "reliability": {
            "kind of a statement": _bins(_kinds(scoring, mine, labels)),
            "family": _bins(_firsts(mine, labels, "families", ("family", "second"))),
            "stage": _bins(_firsts(mine, labels, "stage", ("stage",))),
            "level": _bins(_firsts(mine, labels, "level", ("level",))),
        },
    }


def _flags(mine: dict[str, Any], labels: dict[str, Any]) -> dict[str, list[int]]:
    """Flag → [right, said, true]."""
    names = {name for record, _ in labels.values() for name in record["flags"]} | {
        n for r in mine.values() for n in r["flags"]
    }
    out = {}
    for name in sorted(names):
        said = {i for i, r in mine.items() if name in r["flags"]}
        true = {i for i, (record, _) in labels.items() if name in record["flags"]}
        out[name] = [len(said & true), len(said), len(true)]
    return out


def _kinds(scoring: Any, mine: dict[str, Any], labels: dict[str, Any]) -> Iterable[tuple[float, bool]]:
    """(how sure, whether right) of each statement that is a whole line."""
    for name, (_, lines) in labels.items():
        reading = mine[name]
        spans = {span: number for number, span in scoring.line_spans(reading["text"]).items()}
        sizes = {number: len(reading["text"][a:b].strip()) for (a, b), number in spans.items()}
        for said, sure in zip(reading["lines"], reading["sure"], strict=True):
            at = next((n for (a, b), n in spans.items() if a <= said["start"] < b or a == said["start"]), None)
            if at in lines and said["end"] - said["start"] == sizes[at]:
                yield sure, said["kinds"][0] in lines[at][0]


def _firsts(
    mine: dict[str, Any], labels: dict[str, Any], key: str, accepted: Sequence[str]
) -> Iterable[tuple[float, bool]]:
    for name, (record, _) in labels.items():
        said = mine[name][key]
        first = said[0] if isinstance(said, list) and said else said
        if first:
            yield first["score"], first["id"] in {record[a] for a in accepted}


def _bins(pairs: Iterable[tuple[float, bool]]) -> list[list[int]]:
    counts: dict[int, list[int]] = {}
    for score, right in pairs:
        here = counts.setdefault(min(TENTHS - 1, int(score * TENTHS)), [0, 0])
        here[0] += right
        here[1] += 1
    return [[tenth, *counts[tenth]] for tenth in sorted(counts)]
