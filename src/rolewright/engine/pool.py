"""Work over many items on all cores: in order, in bounded memory, and a process that dies costs one item only."""

from __future__ import annotations

import os
from collections import deque
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Work = Callable[[list[Any]], Any]

T = TypeVar("T")
_AHEAD = 3
"""Chunks in flight for each process; what is done early waits in memory."""


def processes(wanted: int | None = None) -> int:
    """How many processes to use: as asked, else one a usable core."""
    if wanted:
        return wanted
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of at most `size` items, in order."""
    chunk: list[T] = []
    for item in items:
        chunk.append(item)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def work_through(
    work: Work, lost: Callable[[Any], Any], pieces: Iterable[list[Any]], count: int, ready: Callable[[], None]
) -> Iterator[Any]:
    """`work(piece)` of each piece in order, on `count` processes; `ready` runs first in each of them.

    A process that dies (memory, a crash in a library) is replaced: the pieces in flight are done again item by item,
    and `lost(item)` stands for the item that kills it once more. `work`, `ready` and pieces must be picklable.
    """
    pending: deque[tuple[list[Any], Any]] = deque()
    pool = _start(count, ready)
    source = iter(pieces)
    try:
        while True:
            pool = _fill(pool, pending, source, work, count, ready)
            if not pending:
                return
            piece, future = pending.popleft()
            try:
                result = future.result()
            except _broken():
                yield from _one_by_one(work, lost, [piece, *(p for p, _ in pending)], ready)
                pending.clear()
                pool = _start(count, ready)
                continue
            yield result
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _fill(pool: Any, pending: deque[tuple[list[Any], Any]], source: Iterator[list[Any]], work: Work, count: int,
          ready: Callable[[], None]) -> Any:  # fmt: skip
    """Hand out pieces until enough are in flight; the pool, a new one if it broke while idle."""
    while len(pending) < count * _AHEAD:
        piece = next(source, None)
        if piece is None:
            break
        try:
            future = _submit(pool, work, piece)
        except _broken():
            if pending:
                pending.append((piece, _failed()))
                break
            pool = _start(count, ready)
            future = _submit(pool, work, piece)
        pending.append((piece, future))
    return pool


def _submit(pool: Any, work: Work, piece: list[Any]) -> Any:
    """The future of a piece. Ctrl-C waits meanwhile: the first call forks, and what is raised in a hook of a fork is lost."""
    import signal

    if not hasattr(signal, "pthread_sigmask"):  # Windows, which doesn't fork
        return pool.submit(work, piece)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(work, piece)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _one_by_one(
    work: Work, lost: Callable[[Any], Any], pieces: list[list[Any]], ready: Callable[[], None]
) -> Iterator[Any]:
    pool = _start(1, ready)
    try:
        for item in (item for piece in pieces for item in piece):
            try:
                yield _submit(pool, work, [item]).result()
            except _broken():
                yield lost(item)
                pool.shutdown(wait=False)
                pool = _start(1, ready)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _start(count: int, ready: Callable[[], None]) -> Any:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_all_start_methods, get_context

    method = "fork" if "fork" in get_all_start_methods() else "spawn"
    return ProcessPoolExecutor(count, mp_context=get_context(method), initializer=_begin, initargs=(ready,))


def _begin(ready: Callable[[], None]) -> None:
    """In a new process: leave Ctrl-C to the parent, then get ready."""
    import gc
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    ready()
    gc.freeze()


def _broken() -> type[Exception]:
    from concurrent.futures.process import BrokenProcessPool

    return BrokenProcessPool


def _failed() -> Any:
    from concurrent.futures import Future

    future: Future[Any] = Future()
    future.set_exception(_broken()("the process died"))
    return future
