"""One piece read into one part of the table. Every engine calls `do`; done twice it gives the same file."""

from __future__ import annotations

import gc
import os
import threading
import time
from itertools import islice
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from rolewright.market.batch import read_batch
from rolewright.market.item import failed
from rolewright.market.piece import Done, Piece, Task, loads
from rolewright.market.schema import PART
from rolewright.market.sources import items

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_AT_ONCE = 250
"""Rows read, and kept in memory, at once."""
_EVERY = 50_000
"""New objects between two garbage collections: with the book in memory each costs as much as reading a posting."""
PLAN = "plan.jsonl"
Address = tuple[int, int, int]
"""Where a piece stands in the plan: its number, its first byte, its bytes."""


def part(folder: str, number: int) -> str:
    """The file of a piece's rows."""
    return os.path.join(folder, f"part-{number:06}.arrow")


def addresses(folder: str) -> Iterator[Address]:
    """The pieces of a plan."""
    at = 0
    with open(os.path.join(folder, PLAN), "rb") as file:
        for number, line in enumerate(file):
            yield number, at, len(line)
            at += len(line)


def left(folder: str) -> list[Address]:
    """The pieces that have no part yet."""
    return [address for address in addresses(folder) if not os.path.exists(part(folder, address[0]))]


def piece_at(folder: str, address: Address) -> Piece:
    """The piece that stands there."""
    with open(os.path.join(folder, PLAN), "rb") as file:
        file.seek(address[1])
        return loads(file.read(address[2]))


def do(task: Task, address: Address) -> Done:
    """Read a piece and write its part, whole or not at all."""
    piece = piece_at(task.folder, address)
    if task.profiles:
        from rolewright.market import profiles

        return profiles.do(task, piece)
    return _write(task, piece.number, items(piece, task.columns))


def lost(task: Task, address: Address) -> Done:
    """The part of a piece whose rows kill the process that reads them: one row that says so."""
    piece = piece_at(task.folder, address)
    if task.profiles:
        from rolewright.market import profiles

        return profiles.lost(task, piece)
    why = f"rows {piece.row} to {piece.row + max(1, piece.rows) - 1}: the process that reads them dies (memory?)"
    return _write(task, piece.number, [failed(piece.name, piece.row, why)])


def ready() -> None:
    """In a new process: the book is loaded, and is never looked through for garbage."""
    from rolewright import api

    api.read("Python")
    gc.collect()
    gc.freeze()
    gc.set_threshold(_EVERY, 20, 50)


def follow_parent() -> None:
    """In a process of our own pool: end when the parent is gone, however it went."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def rows_of(path: str, names: Sequence[str]) -> pa.Table:
    """Some columns of a part, mapped from its file."""
    places = [PART.get_field_index(name) for name in names]
    with pa.memory_map(path) as file:
        options = pa.ipc.IpcReadOptions(included_fields=places, use_threads=False)
        return pa.ipc.open_file(file, options=options).read_all().select(names)


def _write(task: Task, number: int, found: Iterable[Any]) -> Done:
    path = part(task.folder, number)
    beside = f"{path}.{os.uname().nodename}.{os.getpid()}.tmp"
    rows = errors = 0
    source = iter(found)
    options = pa.ipc.IpcWriteOptions(compression="lz4")
    with pa.OSFile(beside, "wb") as out, pa.ipc.new_file(out, PART, options=options) as writer:
        while batch := [*islice(source, _AT_ONCE)]:
            made = read_batch(batch, findings=task.findings)
            rows += len(made)
            errors += len(made) - made.column("error").null_count
            writer.write_batch(made)
    os.replace(beside, path)
    return Done(number, rows, errors)
