"""A corpus read in a process of its own: `python -m rolewright.studio.corpus FOLDER`, which holds `task.json` and, uploaded, the file.

Each line on standard output says how far it is, the last one on standard error what went wrong. Run again after a kill it goes
on with what is in the folder. The table and its manifest are left there.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from rolewright.errors import RolewrightError

TASK, TABLE, UNPACKED = "task.json", "readings.parquet", "unpacked"
_EVERY = 0.5
"""Seconds between two lines."""
_SECONDS, _LARGEST = 1800, 4 << 30
"""Of processor time for each process, and bytes of a file."""


def main(words: list[str]) -> int:
    """0, or 1 if it can't be read."""
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_LARGEST, _LARGEST))
    folder = Path(words[0])
    try:
        _read(folder, json.loads((folder / TASK).read_text("utf-8")))
    except RolewrightError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _read(folder: Path, task: dict[str, str]) -> None:
    from rolewright.market.corpus import read
    from rolewright.market.item import Columns

    told = Told()
    told.say("listing the files")
    source = task["path"] or _source(folder, task["name"])
    columns = Columns(text=tuple(task["text"].split(",")) if task["text"] else ())
    made = read([source], str(folder / TABLE), columns=columns, findings=bool(task["findings"]), engine="pool",
                processes=min(2, os.cpu_count() or 1), progress=told.add)  # fmt: skip
    n = made["counts"]
    told.say(f"{n['in']:,} rows in = {n['kept']:,} kept + {n['duplicate']:,} near duplicates + {n['error']:,} errors")


def _source(folder: Path, name: str) -> str:
    """The uploaded file; an archive is unpacked once."""
    if not name.endswith(".zip"):
        return str(folder / name)
    from rolewright.takehome.unpack import unpack

    if not (folder / UNPACKED).exists():
        unpack(folder / name, folder / "unpacking")
        os.replace(folder / "unpacking", folder / UNPACKED)
    return str(folder / UNPACKED)


class Told:
    """What is said while it goes on: not more often than somebody wants to read it."""

    def __init__(self) -> None:
        self.rows, self.last = 0, 0.0

    def add(self, rows: int) -> None:
        """So many more rows are read."""
        self.rows += rows
        if time.monotonic() - self.last > _EVERY:
            self.say(f"{self.rows:,} postings read")

    def say(self, text: str) -> None:
        """A line."""
        self.last = time.monotonic()
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
