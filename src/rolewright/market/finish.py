"""The parts of a run as one table: near duplicates clustered, rows in the order of the inputs, and the manifest that adds up."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
import orjson
import pyarrow as pa
import pyarrow.parquet as pq

from rolewright import __version__
from rolewright.engine.files import write_whole
from rolewright.knowledge.loader import FOLDER, book
from rolewright.knowledge.shelf import shelf
from rolewright.market import work
from rolewright.market.alike import clusters, settings
from rolewright.market.item import TABLE
from rolewright.market.schema import FINAL, READ, VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rolewright.market.piece import Task

_NAMED = 1000
"""So many inputs are named in the manifest; of more there is one digest."""


def finish(task: Task, output: str, stamp: str) -> dict[str, Any]:
    """Write the table and, last, its manifest; the manifest."""
    paths = [work.part(task.folder, number) for number, _, _ in work.addresses(task.folder)]
    first, readable = _clusters(paths, os.path.join(task.folder, "signatures"))
    counts = _write(paths, first, readable, output)
    data = orjson.dumps({**_manifest(task, counts), "stamp": stamp}, option=orjson.OPT_INDENT_2) + b"\n"
    write_whole(f"{output}.manifest.json", data)
    made: dict[str, Any] = orjson.loads(data)
    return made


def knowledge() -> str:
    """A digest of the book and of the tables that say how a corpus is read and counted."""
    digest = hashlib.sha256(book().version.encode())
    folder = os.path.join(FOLDER, os.path.dirname(TABLE))
    for name in sorted(os.listdir(folder)):
        if name.endswith(".toml"):
            with open(os.path.join(folder, name), "rb") as file:
                digest.update(file.read())
    return digest.hexdigest()[:16]


def _clusters(paths: list[str], scratch: str) -> tuple[np.ndarray, np.ndarray]:
    """For each row of the table the first row that is the same ad, and whether it could be read."""
    good = []
    with open(scratch, "wb") as out:
        for path in paths:
            column = work.rows_of(path, ["signature"]).column(0).combine_chunks()
            there = np.asarray(column.is_valid())
            good.append(there)
            out.write(b"".join(column.drop_null().to_pylist()))
    readable = np.concatenate(good) if good else np.zeros(0, bool)
    rows = np.flatnonzero(readable)
    size = settings()["hashes"]
    found = (
        np.memmap(scratch, dtype=np.uint8, mode="r").reshape(-1, size) if len(rows) else np.zeros((0, size), np.uint8)
    )
    first = np.full(len(readable), -1, dtype=np.int64)
    first[rows] = rows[clusters(found)]
    return first, readable


def _write(paths: list[str], first: np.ndarray, readable: np.ndarray, output: str) -> Counter[str]:
    """The table, whole or not at all; what was counted."""
    kept = readable & (first == np.arange(len(first)))
    counts: Counter[str] = Counter()
    beside = f"{output}.{os.getpid()}.tmp"
    with pq.ParquetWriter(beside, FINAL, compression="zstd", compression_level=3) as writer:
        at = 0
        for table in _groups(paths):
            rows = slice(at, at + len(table))
            cluster = pa.array(first[rows], mask=~readable[rows])
            whole = table.append_column(FINAL.field("cluster"), cluster).append_column(
                FINAL.field("kept"), pa.array(kept[rows])
            )
            writer.write_table(whole)
            _count(counts, whole)
            at += len(table)
    os.replace(beside, output)
    return counts


def _groups(paths: list[str]) -> Iterator[pa.Table]:
    """The rows of all parts in tables of the size of a row group."""
    size = shelf(TABLE)["limits"]["group"]
    held: list[pa.Table] = []
    for path in paths:
        held.append(work.rows_of(path, READ.names))
        while sum(map(len, held)) >= size:
            whole = pa.concat_tables(held)
            yield whole.slice(0, size).combine_chunks()
            held = [whole.slice(size)]
    if held and sum(map(len, held)):
        yield pa.concat_tables(held).combine_chunks()


def _count(counts: Counter[str], table: pa.Table) -> None:
    kept, error = np.asarray(table.column("kept")), np.asarray(table.column("error").is_valid())
    counts["in"] += len(table)
    counts["kept"] += int(kept.sum())
    counts["error"] += int(error.sum())
    counts["duplicate"] += int((~kept & ~error).sum())
    counts["truncated"] += sum(map(bool, table.column("truncated").to_pylist()))
    counts.update(f"language {one}" for one in table.column("language").to_pylist() if one)


def _manifest(task: Task, counts: Counter[str]) -> dict[str, Any]:
    """What was read, by what, and how the counts add up: in = kept + duplicate + error."""
    with open(os.path.join(task.folder, f"{work.PLAN}.inputs"), "rb") as file:
        lines = file.readlines()
    digest = hashlib.sha256(b"".join(lines)).hexdigest()
    named = [dict(zip(("name", "bytes", "sha256"), orjson.loads(line), strict=True)) for line in lines[:_NAMED]]
    table = settings()
    return {
        "shape": VERSION,
        "rolewright": __version__,
        "knowledge": knowledge(),
        "inputs": {"files": len(lines), "sha256": digest, "named": named},
        "columns": list(task.columns),
        "findings": task.findings,
        "counts": {name: counts[name] for name in ("in", "kept", "duplicate", "error")},
        "read": counts["kept"] + counts["duplicate"],
        "truncated": counts["truncated"],
        "languages": {name.split()[1]: n for name, n in counts.most_common() if name.startswith("language ")},
        "alike": {key: table[key] for key in ("least", "hashes", "bands", "letters", "seed")},
    }
