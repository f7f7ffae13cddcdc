"""A corpus read into a table: planned, read in pieces by an engine, finished. After a kill the same call goes on."""

from __future__ import annotations

import hashlib
import os
import shutil
from functools import partial
from typing import TYPE_CHECKING, Any

import orjson

from rolewright import __version__
from rolewright.errors import ConfigError, DocumentError
from rolewright.market import engines, files, plan, work
from rolewright.market.finish import finish, knowledge
from rolewright.market.item import GUESSED, Columns
from rolewright.market.piece import Task
from rolewright.market.schema import VERSION
from rolewright.market.sources import ENDINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rolewright.market.piece import Done
    from rolewright.market.work import Address

_ROUNDS = 3
"""So often the pieces that an engine lost are handed out again."""
ENGINES = ("daft", "pool")


def read(
    paths: Sequence[str],
    output: str,
    *,
    columns: Columns = GUESSED,
    findings: bool = False,
    engine: str = "daft",
    ray: str = "",
    processes: int = 0,
    progress: Callable[[int], None] = lambda _: None,
    restart: bool = False,
) -> dict[str, Any]:
    """Read files and folders into the Parquet table `output`; its manifest, which also stands beside it.

    `ray` is the address of a cluster. `progress` is told of rows as they are done. `restart` throws away what an earlier run left.
    Raises ConfigError if an earlier run on the same output had other inputs or options, DocumentError for a wrong path.
    """
    folder = os.path.abspath(f"{output}.parts")
    if restart:
        shutil.rmtree(folder, ignore_errors=True)
        _drop(output)
    stamp = _stamp(paths, columns, findings=findings)
    known = _finished(output, folder, stamp)
    if known is not None:
        return known
    task = Task(folder, columns, findings)
    _begin(task, paths, stamp)
    work_off(task, engine_of(engine, ray), processes, progress)
    made = finish(task, output, stamp)
    shutil.rmtree(folder)
    return made


def work_off(task: Task, engine: Callable[[Task, list[Address], int], Iterator[Done]], processes: int,
             progress: Callable[[int], None]) -> None:  # fmt: skip
    """Hand out what is left until nothing is. Raises ConfigError if the engine makes no headway."""
    from rolewright.engine import pool

    count = pool.processes(processes or None)
    for _ in range(_ROUNDS):
        todo = work.left(task.folder)
        if not todo:
            return
        trouble = _round(engine(task, todo, count), progress)
    todo = work.left(task.folder)
    if todo:
        what = f"{len(todo)} pieces could not be read: {trouble or 'the engine gave none'}"
        raise ConfigError(
            what, task.folder, "the same command goes on where it stopped; --engine pool names the piece that fails"
        )


def _round(done: Iterator[Done], progress: Callable[[int], None]) -> str:
    """Run an engine to its end; what went wrong, if it broke off."""
    try:
        for one in done:
            progress(one.rows)
    except (RuntimeError, OSError, ConnectionError) as error:
        return f"{type(error).__name__}: {str(error)[:300]}"
    except Exception as error:
        if not type(error).__module__.startswith(("daft", "ray")):
            raise
        return f"{type(error).__name__}: {str(error)[:300]}"
    return ""


def engine_of(name: str, ray: str) -> Callable[[Task, list[Address], int], Iterator[Done]]:
    """The engine of a name, or the cluster at an address."""
    return partial(engines.ray, address=ray) if ray else {"daft": engines.daft, "pool": engines.pool}[name]


def _stamp(paths: Sequence[str], columns: Columns, *, findings: bool) -> str:
    """What a run depends on: its inputs by name, size and time, its options, the version, the knowledge."""
    digest = hashlib.sha256(orjson.dumps([VERSION, __version__, knowledge(), list(columns), findings]))
    for found in files.listed(paths, ENDINGS):
        digest.update(orjson.dumps(list(found)))
    return digest.hexdigest()


def _begin(task: Task, paths: Sequence[str], stamp: str) -> None:
    """Make the plan, or take up the one that is there. Raises ConfigError if that is another corpus's."""
    path = os.path.join(task.folder, "stamp")
    plan_path = os.path.join(task.folder, work.PLAN)
    try:
        os.makedirs(task.folder, exist_ok=True)
    except OSError as error:
        raise ConfigError(f"can't write ({error.strerror})", task.folder, "choose another place for -o") from error
    if os.path.exists(plan_path):
        with open(path, encoding="utf-8") as file:
            if file.read() != stamp:
                do = "give the same ones to go on, or --restart to begin anew"
                raise ConfigError("was begun with other inputs or options", task.folder, do)
        return
    with open(path, "w", encoding="utf-8") as file:
        file.write(stamp)
    plan.write(plan_path, paths, os.path.join(task.folder, "spool"))
    if not os.path.getsize(plan_path):
        shutil.rmtree(task.folder)
        raise DocumentError("holds no file that is read", paths[0], f"name files or folders of {', '.join(ENDINGS)}")


def _finished(output: str, folder: str, stamp: str) -> dict[str, Any] | None:
    """The manifest of a table that is there already. Raises ConfigError if it was made of something else."""
    if not os.path.exists(f"{output}.manifest.json"):
        if os.path.exists(output) and not os.path.exists(folder):
            raise ConfigError("is there already and is no table of ours", output, "choose another place, or --restart")
        return None
    with open(f"{output}.manifest.json", "rb") as file:
        known: dict[str, Any] = orjson.loads(file.read())
    if known.get("stamp") != stamp:
        raise ConfigError(
            "is there already, made with other inputs or options", output, "choose another place, or --restart"
        )
    shutil.rmtree(folder, ignore_errors=True)
    return known


def _drop(output: str) -> None:
    for path in (output, f"{output}.manifest.json"):
        if os.path.exists(path):
            os.unlink(path)
