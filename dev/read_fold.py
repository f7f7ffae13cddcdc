"""Reads the postings of a fold with the package that PYTHONPATH names, for `cross_validate.py`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from rolewright.documents import plain
from rolewright.reading import signals
from rolewright.reading.read import read


def main() -> None:
    """FOLDER/postings.jsonl → FOLDER/readings.jsonl, each with its signals and how sure each statement is."""
    folder = Path(sys.argv[1])
    kept: list[dict[str, float]] = []
    told = signals.signals

    def spy(*given: Any) -> signals.Signals:
        made = told(*given)
        kept.append(signals.named(made))
        return made

    signals.signals = spy
    with (folder / "readings.jsonl").open("w", encoding="utf-8") as out:
        for row in map(json.loads, (folder / "postings.jsonl").read_text(encoding="utf-8").splitlines()):
            reading = read(plain.read(row["text"]), row["title"])
            sure = [s.sure for s in reading.statements]
            out.write(json.dumps({**reading.as_dict(), "id": row["id"], "signals": kept[-1], "sure": sure}) + "\n")


if __name__ == "__main__":
    main()
