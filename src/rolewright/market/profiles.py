"""Many candidates' documents → profiles.jsonl: read in pieces by an engine, taken up again after a kill. Needs the extra `market`.

Each document is still read in a process of its own with limits, which the engine's process starts.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from functools import partial
from typing import TYPE_CHECKING, Any

import orjson
import pyarrow as pa
from pyarrow import feather

from rolewright import __version__
from rolewright.errors import ConfigError
from rolewright.knowledge.shelf import shelf
from rolewright.market import corpus, work
from rolewright.market.piece import Done, Piece, Task, dumps
from rolewright.model.profile import VERSION
from rolewright.people import apart, intake, keep

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rolewright.model.profile import Profile

_PART = pa.schema([("row", pa.binary()), ("words", pa.int32()), ("trouble", pa.string())])
_STAMP = "stamp"


def read(
    paths: Sequence[str],
    output: str,
    *,
    engine: str = "daft",
    ray: str = "",
    processes: int = 0,
    ocr: bool = False,
    progress: Callable[[int], None] = lambda _: None,
    restart: bool = False,
) -> tuple[int, list[str]]:
    """Read documents and folders into `output`; (how many, what couldn't be read). Their order is that of their names.

    Parts stand in `output`.parts until all are there: the same call after a kill goes on. `ray` is a cluster's address, `restart`
    throws away what an earlier run left. Raises ConfigError if that run had other inputs, DocumentError for a wrong path.
    """
    folder = os.path.abspath(f"{output}.parts")
    if restart:
        shutil.rmtree(folder, ignore_errors=True)
    task = Task(folder, profiles=True, ocr=ocr)
    _begin(task, paths)
    corpus.work_off(task, corpus.engine_of(engine, ray), processes, progress)
    made = _finish(folder, output)
    shutil.rmtree(folder)
    return made


def do(task: Task, piece: Piece) -> Done:
    """Read the documents of a piece into its part, whole or not at all."""
    work_of = partial(apart.read_file, ocr=True) if task.ocr else apart.read_file
    seconds = int(shelf("matching/ocr")["limits"]["seconds"]) if task.ocr else None
    found = dict(apart.read_apart([path for _, path in piece.paths], 1, work_of, seconds))
    return _write(task, piece, [(path, found[path]) for _, path in piece.paths])


def lost(task: Task, piece: Piece) -> Done:
    """The part of a piece whose process died each time: its documents have that trouble."""
    why = "couldn't be read: the process that reads it died (memory?); read it alone"
    return _write(task, piece, [(path, apart.lost(path, why)) for _, path in piece.paths])


def _write(task: Task, piece: Piece, found: list[tuple[str, Profile]]) -> Done:
    path = work.part(task.folder, piece.number)
    beside = f"{path}.{os.uname().nodename}.{os.getpid()}.tmp"
    rows = [
        {"row": keep.row(keep.Named(name, one)), "words": one.words, "trouble": "; ".join(one.troubles)}
        for name, one in found
    ]
    feather.write_feather(pa.Table.from_pylist(rows, _PART), beside, compression="zstd", compression_level=1)
    os.replace(beside, path)
    return Done(piece.number, len(rows), sum(not one.words for _, one in found))


def _begin(task: Task, paths: Sequence[str]) -> None:
    """Write the plan, or take up the one that is there. Raises ConfigError if that is of other documents."""
    stamp, planned = os.path.join(task.folder, _STAMP), os.path.join(task.folder, work.PLAN)
    try:
        os.makedirs(task.folder, exist_ok=True)
    except OSError as error:
        raise ConfigError(f"can't write ({error.strerror})", task.folder, "choose another place for -o") from error
    known = _known(stamp)
    digest = hashlib.sha256(orjson.dumps([__version__, VERSION, task.ocr]))
    with open(f"{planned}.new", "w", encoding="utf-8", errors="surrogateescape") as out:
        out.writelines(f"{dumps(piece)}\n" for piece in _pieces(paths, digest, ocr=task.ocr))
    if known and known != digest.hexdigest():
        raise ConfigError(
            "was begun with other documents", task.folder, "give the same ones to go on, or --restart to begin anew"
        )
    os.replace(f"{planned}.new", planned)
    with open(stamp, "w", encoding="ascii") as file:
        file.write(digest.hexdigest())


def _known(stamp: str) -> str:
    if not os.path.exists(stamp):
        return ""
    with open(stamp, encoding="ascii") as file:
        return file.read()


def _pieces(paths: Sequence[str], digest: Any, *, ocr: bool) -> Iterator[Piece]:
    """So many documents each, in the order of their names; names, sizes and times go into the digest."""
    most, held, number = shelf("matching/apart")["piece"], list[tuple[str, str]](), 0
    for path in sorted(intake.documents(paths, ocr=ocr)):
        if path.endswith(".jsonl"):
            raise ConfigError("holds profiles that are read already", path, "name documents and folders of them")
        about = os.stat(path)
        digest.update(orjson.dumps([os.fsencode(path).hex(), about.st_size, about.st_mtime_ns]))
        held.append((path, os.path.abspath(path)))
        if len(held) == most:
            yield Piece(number, "profiles", rows=len(held), paths=tuple(held))
            number, held = number + 1, []
    if held:
        yield Piece(number, "profiles", rows=len(held), paths=tuple(held))


def _finish(folder: str, output: str) -> tuple[int, list[str]]:
    """The parts as one file, which takes its place whole; how many documents, and what couldn't be read."""
    count, unread = 0, list[str]()
    beside = f"{output}.new"
    with open(beside, "wb") as out:
        for address in work.addresses(folder):
            names = [name for name, _ in work.piece_at(folder, address).paths]
            table = feather.read_table(work.part(folder, address[0]))
            out.writelines(table.column("row").to_pylist())
            words, troubles = table.column("words").to_pylist(), table.column("trouble").to_pylist()
            unread += [f"{name}: {said}" for name, many, said in zip(names, words, troubles, strict=True) if not many]
            count += len(names)
    os.replace(beside, output)
    return count, unread
