"""Strangers' documents are read in processes of their own, with limits of time and memory; one that dies costs one document.

Each worker reads one document after the other; the parent waits no longer than the limit and puts a new worker in the
place of one that hangs or is gone.
"""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from rolewright.knowledge.shelf import shelf
from rolewright.model.profile import Profile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from multiprocessing.connection import Connection


def read_apart(
    paths: Iterable[str], count: int, work: Callable[[str], Any], seconds: int | None = None
) -> Iterator[tuple[str, Any]]:
    """(path, what `work` makes of it) of each document as it is done, on `count` processes; a lost one is a `Profile`.

    `seconds` is the limit for one document, if not the usual one.
    """
    workers = [_Worker(work, seconds) for _ in range(count)]
    source = iter(paths)
    try:
        busy = [worker for worker in workers if worker.give(next(source, None))]
        while busy:
            for worker in _ready(busy):
                yield worker.path, worker.take()
                if not worker.give(next(source, None)):
                    busy.remove(worker)
    finally:
        for worker in workers:
            worker.end()


def read_file(path: str, *, ocr: bool = False) -> Profile:
    """The profile in a file; what can't be read has the trouble."""
    from rolewright.matching.read import read

    data = _bytes(path)
    return data if isinstance(data, Profile) else read(data, path, ocr=ocr)


def redact_file(path: str, *, ocr: bool = False) -> str | Profile:
    """The redaction view of a file; a profile with the trouble if it can't be read."""
    from rolewright.matching.read import parse
    from rolewright.matching.redaction import view

    data = _bytes(path)
    return data if isinstance(data, Profile) else view(parse(data, path, ocr=ocr))


def _bytes(path: str) -> bytes | Profile:
    """A file's bytes, or why there are none."""
    from rolewright.engine.files import read_bytes

    limit = shelf("matching/apart")["file_mb"] * 1024 * 1024
    try:
        data = read_bytes(path, limit)
    except OSError as error:
        return lost(path, f"can't be read: {error.strerror}")
    if data is None:
        return lost(path, f"is larger than {limit // 1024 // 1024} MB; send the resume alone")
    return data


def lost(path: str, why: str) -> Profile:
    """What stands for a document that couldn't be read."""
    from rolewright.matching.read import identity

    return Profile(identity(path.encode("utf-8", "surrogateescape")), "", troubles=(why,))


class _Worker:
    """One process and the document that it is reading."""

    def __init__(self, work: Callable[[str], Any], seconds: int | None = None) -> None:
        self.work, self.path, self.since = work, "", 0.0
        self.seconds = seconds or int(shelf("matching/apart")["seconds"])
        self.process: Any = None
        self.pipe: Connection | None = None

    def give(self, path: str | None) -> bool:
        """Hand out a document; False if there is none."""
        if path is None:
            return False
        self.path = path
        if self.process is None or not self.process.is_alive():
            self._start()
        assert self.pipe is not None  # noqa: S101 - for the type checker
        try:
            self.pipe.send(path)
        except OSError:
            self._start()
            self.pipe.send(path)
        self.since = time.monotonic()
        return True

    @property
    def late(self) -> bool:
        """Whether it has taken longer than the limit."""
        return time.monotonic() - self.since > self.seconds

    def take(self) -> Any:
        """What it read, or why there is nothing; a worker that is gone or late is ended."""
        assert self.pipe is not None  # noqa: S101 - for the type checker
        try:
            if self.pipe.poll():
                return self.pipe.recv()
            why = f"took longer than {self.seconds} seconds to read and was stopped"
        except (EOFError, OSError):
            why = "broke the reader: it is damaged, or made to do harm; ask for another file"
        self.end()
        return lost(self.path, why)

    def end(self) -> None:
        """End the process."""
        if self.process is not None:
            self.process.kill()
            self.process.join()
            self.process = None
        if self.pipe is not None:
            self.pipe.close()
            self.pipe = None

    def _start(self) -> None:
        from multiprocessing import get_all_start_methods, get_context

        self.end()
        context: Any = get_context("fork" if "fork" in get_all_start_methods() else "spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_loop, args=(theirs, self.work), daemon=True)
        self.process.start()
        theirs.close()


def _ready(busy: list[_Worker]) -> list[_Worker]:
    """The workers that are done, gone or late; waits until there is one."""
    from multiprocessing.connection import wait

    while True:
        left = min(worker.seconds - (time.monotonic() - worker.since) for worker in busy)
        done = set(wait([worker.pipe for worker in busy if worker.pipe is not None], max(left, 0.01)))
        found = [worker for worker in busy if worker.pipe in done or worker.late]
        if found:
            return found


def _loop(pipe: Connection, work: Callable[[str], Any]) -> None:
    """In the worker: read what is named until the pipe closes."""
    import gc
    import os
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), 2)
    _limit()
    gc.set_threshold(50_000, 20, 50)
    while True:
        try:
            path = pipe.recv()
        except (EOFError, OSError):
            return
        pipe.send(_tried(path, work))


def _tried(path: str, work: Callable[[str], Any]) -> Any:
    """The profile, or what went wrong as its trouble: a document never raises."""
    try:
        return work(path)
    except MemoryError:
        return lost(path, "needs more memory to read than any resume does")
    except RecursionError:
        return lost(path, "is nested deeper than any resume is")
    except Exception as error:  # noqa: BLE001 - damaged documents raise many kinds
        return lost(path, f"can't be read ({type(error).__name__}); ask for another file")


def _limit() -> None:
    """Bounds on memory, files and written bytes, where the system has them."""
    try:
        import resource
    except ImportError:
        return
    room = _own(resource.getpagesize()) + shelf("matching/apart")["memory_mb"] * 1024 * 1024
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (room, room))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _own(page: int) -> int:
    """The bytes of address space that the process has already; 0 where the system doesn't tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[0]) * page
    except OSError:
        return 0
