"""Where a command's bytes go: standard output or a file written whole, messages, and the progress bar."""

from __future__ import annotations

import os
import sys
import time
from typing import IO, TYPE_CHECKING, Any, Self

from rolewright.errors import ConfigError

if TYPE_CHECKING:
    from types import TracebackType

_EVERY = 0.1
"""Seconds between two pictures of the bar."""


class Sink:
    """Standard output, or a file that appears when all has been written to it. Raises ConfigError if it can't."""

    def __init__(self, path: str | None) -> None:
        self.path = path
        self._beside = f"{path}.{os.getpid()}.tmp"
        self._file: IO[bytes] | None = None

    def __enter__(self) -> Self:
        """Open the file, if there is one."""
        if self.path:
            try:
                self._file = open(self._beside, "wb")
            except OSError as error:
                raise ConfigError(f"can't write ({error.strerror})", self.path, "choose another place") from error
        return self

    def write(self, text: str | bytes) -> None:
        """Add text, in the encoding of standard output or UTF-8 in a file."""
        if not text:
            return
        if self._file is not None:
            self._file.write(text.encode("utf-8", "replace") if isinstance(text, str) else text)
            return
        if isinstance(text, str):
            text = text.encode(sys.stdout.encoding or "utf-8", "replace")
        sys.stdout.buffer.write(text)

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        """Give the file its name, or leave nothing behind after an error."""
        if self._file is None:
            if kind is None:
                sys.stdout.buffer.flush()
            return
        self._file.close()
        if kind is None and self.path:
            os.replace(self._beside, self.path)
        else:
            os.unlink(self._beside)


class Progress:
    """A bar on standard error if it is a terminal and there is enough to do; else nothing."""

    def __init__(self, total: int | None, *, wanted: bool = True) -> None:
        self.total, self.done = total, 0
        self._shown = wanted and sys.stderr.isatty() and (total is None or total > 1)
        self._started = self._last = time.monotonic() if self._shown else 0.0

    def add(self, count: int) -> None:
        """So many more are done."""
        self.done += count
        if not self._shown:
            return
        now = time.monotonic()
        if now - self._last >= _EVERY:
            self._last = now
            sys.stderr.write(f"\r{self._bar(now - self._started)}\x1b[K")
            sys.stderr.flush()

    def end(self) -> None:
        """Wipe the bar."""
        if self._shown and self._last != self._started:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def _bar(self, seconds: float) -> str:
        rate = f"{self.done / seconds:,.0f} a second" if seconds > 0 else ""
        if not self.total:
            return f"{self.done:,} postings, {rate}"
        full = 24 * self.done // self.total
        return f"[{'#' * full}{'.' * (24 - full)}] {self.done:,} of {self.total:,} postings, {rate}"


def say(message: str) -> None:
    """A line on standard error."""
    from rolewright.reports.cells import clean

    sys.stdout.flush()
    sys.stderr.write(f"rolewright: {clean(message)}\n")


def first_of(source: Any, count: int) -> list[Any]:
    """The next items of an iterator, at most `count`."""
    from itertools import islice

    return list(islice(source, count))
