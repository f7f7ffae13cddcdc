"""How well the reader reads labelled postings that it wasn't trained on: five folds, each read by weights from the others.

`python dev/cross_validate.py FOLDER` trains, reads, prints the figures of gold/evaluate.py for the gold set and for ours,
and leaves each fold's readings in FOLDER (as the reader gives them, no text), for the posting-wide judgements to be trained on, with its weights.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import corpus
import numpy as np
import train_reader
from reader_data import Doc, labelled

FOLDS = 5


def folds(gold: Sequence[Doc], ours: Sequence[Doc]) -> list[int]:
    """The fold of each posting, gold first; the same each time."""
    rng = np.random.RandomState(0)
    return [*(rng.permutation(len(gold)) % FOLDS), *(rng.permutation(len(ours)) % FOLDS)]


def read_with(weights: train_reader.Weights, docs: Sequence[Doc], folder: Path) -> None:
    """Reads postings with other weights, in a process of its own over a copy of the package."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(corpus.ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
    train_reader.write(weights, folder / "src/rolewright/knowledge/model/weights.tsv")
    rows = [json.dumps({"id": d.id, "title": d.title, "text": d.text}) for d in docs]
    (folder / "postings.jsonl").write_text("\n".join(rows), encoding="utf-8")
    command = [sys.executable, str(Path(__file__).parent / "read_fold.py"), str(folder)]
    env = {"PYTHONPATH": str(folder / "src"), "ROLEWRIGHT_CACHE": str(folder / "cache")}
    subprocess.run(command, check=True, env=env)
    shutil.move(folder / "src/rolewright/knowledge/model/weights.tsv", folder)
    shutil.rmtree(folder / "src")


def main() -> None:
    """Every fold, one after another."""
    out = Path(sys.argv[1])
    gold, ours = labelled()
    docs, fold = [*gold, *ours], folds(gold, ours)
    given = train_reader.sources()
    for held in range(FOLDS):
        weights = train_reader.fit([d for d, k in zip(docs, fold, strict=True) if k != held], given)
        read_with(weights, [d for d, k in zip(docs, fold, strict=True) if k == held], out / f"fold{held}")
        print(f"fold {held}: {len(weights)} features", flush=True)


if __name__ == "__main__":
    main()
