"""The engines that hand pieces to processes: Daft here or on a Ray cluster, and a pool of the standard library.

Each is a function (task, addresses, processes) → an iterator of `Done` in any order. What an engine loses is done again: a piece
is done when its part is there.
"""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, Any

from rolewright.errors import ConfigError, MissingExtraError
from rolewright.market import work
from rolewright.market.piece import Done, Task

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rolewright.market.work import Address


def pool(task: Task, todo: list[Address], processes: int) -> Iterator[Done]:
    """Processes of the standard library; one that dies costs its piece only."""
    from rolewright.engine.pool import work_through

    pieces = ([address] for address in todo)
    yield from work_through(partial(_do_one, task), partial(work.lost, task), pieces, processes, _ready)


def daft(task: Task, todo: list[Address], processes: int) -> Iterator[Done]:
    """Daft's own runner on this machine."""
    _quiet()
    engine = _library("daft", "market")
    if engine.get_or_infer_runner_type() != "native":
        engine.set_runner_native()
    yield from _frame(engine, task, todo, processes)


def ray(task: Task, todo: list[Address], processes: int, address: str = "") -> Iterator[Done]:
    """Daft on a Ray cluster; `task.folder` and the corpus must be seen by all its machines under the same names."""
    _quiet()
    engine, cluster = _library("daft", "market"), _library("ray", "ray")
    if not cluster.is_initialized():
        try:
            cluster.init(address, log_to_driver=False, logging_level="ERROR", configure_logging=False)
        except Exception as error:
            raise ConfigError(
                f"no Ray cluster answers ({str(error)[:120]})", address, "start one: ray start --head"
            ) from error
    engine.set_runner_ray(address, noop_if_initialized=True)
    yield from _frame(engine, task, todo, processes)


def _frame(engine: Any, task: Task, todo: list[Address], processes: int) -> Iterator[Done]:
    """The pieces as a data frame, read by a user-defined function in processes of its own."""
    names = ("number", "start", "size")
    reader = _reader(engine, processes)(task)
    frame = engine.from_pydict({name: [a[i] for a in todo] for i, name in enumerate(names)}).into_batches(1)
    made = frame.select(reader.read(*(engine.col(name) for name in names)).alias("done"))
    for row in made.iter_rows():
        yield Done(*row["done"])


def _reader(engine: Any, processes: int) -> Any:
    """The class that Daft keeps an instance of in each of its processes."""
    done = engine.DataType.list(engine.DataType.int64())

    @engine.cls(use_process=True, max_concurrency=processes)
    class Reader:
        """Loads the book once."""

        def __init__(self, task: Task) -> None:
            self.task = task
            work.ready()

        @engine.method.batch(return_dtype=done, batch_size=1)  # type: ignore[untyped-decorator]
        def read(self, number: Any, start: Any, size: Any) -> list[list[int]]:
            """`Done` of each piece of a batch."""
            columns = (number.to_pylist(), start.to_pylist(), size.to_pylist())
            return [list(work.do(self.task, address)) for address in zip(*columns, strict=True)]

    return Reader


def _do_one(task: Task, piece: list[Address]) -> Done:
    return work.do(task, piece[0])


def _ready() -> None:
    work.follow_parent()
    work.ready()


def _library(name: str, extra: str) -> Any:
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError as error:
        do = f"pip install 'rolewright[{extra}]'"
        raise MissingExtraError(f"{name} is not installed", "rolewright market", do) from error


def _quiet() -> None:
    """No progress bar and no telemetry of the engines: nothing leaves the machine."""
    os.environ.setdefault("DAFT_PROGRESS_BAR", "0")
    os.environ["DAFT_ANALYTICS_ENABLED"] = "0"
    os.environ["DO_NOT_TRACK"] = "true"
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
