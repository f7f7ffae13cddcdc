"""Many connections through one pair of pipes: the grader's end of `relay.py`."""

from __future__ import annotations

import contextlib
import itertools
import queue
import socket
import struct
import threading
from typing import TYPE_CHECKING

from rolewright.takehome import wire

if TYPE_CHECKING:
    from typing import IO

HEAD = struct.Struct(">BII")
OPEN, DATA, CLOSE, REFUSED = range(4)


class Pipe:
    """Sockets into a box whose relay reads and writes these files. What is too much for one connection ends it."""

    def __init__(self, source: IO[bytes], sink: IO[bytes]) -> None:
        self.source, self.sink = source, sink
        self.numbers, self.lock = itertools.count(1), threading.Lock()
        self.open: dict[int, _End] = {}
        self.ended = False
        threading.Thread(target=self._read, daemon=True).start()

    def connect(self, seconds: float) -> socket.socket:
        """A socket whose other side is the service's; ConnectionError if nothing listens, TimeoutError."""
        number = next(self.numbers)
        ours, theirs = socket.socketpair()
        end = self.open[number] = _End(theirs)
        try:
            self.say(OPEN, number)
            if end.answer.get(timeout=seconds) != OPEN or self.ended:
                raise ConnectionError("connection refused")
        except (queue.Empty, OSError, ValueError) as error:
            self.open.pop(number, None)
            ours.close()
            theirs.close()
            raise (
                TimeoutError() if isinstance(error, queue.Empty) else ConnectionError("connection refused")
            ) from None
        threading.Thread(target=self._send, args=(number, theirs), daemon=True).start()
        threading.Thread(target=end.write, daemon=True).start()
        ours.settimeout(seconds)
        return ours

    def say(self, kind: int, number: int, data: bytes = b"") -> None:
        """A frame to the relay."""
        with self.lock:
            self.sink.write(HEAD.pack(kind, number, len(data)) + data)
            self.sink.flush()

    def _send(self, number: int, theirs: socket.socket) -> None:
        with contextlib.suppress(OSError, ValueError):
            while data := theirs.recv(65536):
                self.say(DATA, number, data)
        self._forget(number)
        with contextlib.suppress(OSError, ValueError):
            self.say(CLOSE, number)

    def _forget(self, number: int) -> None:
        end = self.open.pop(number, None)
        if end:
            end.todo.put(None)

    def _read(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            while len(head := self.source.read(HEAD.size)) == HEAD.size:
                kind, number, length = HEAD.unpack(head)
                self._take(kind, number, self.source.read(length))
        self.ended = True
        for end in list(self.open.values()):
            end.take(CLOSE, b"")

    def _take(self, kind: int, number: int, data: bytes) -> None:
        end = self.open.get(number)
        if end is not None and end.take(kind, data) and kind == DATA:
            self._forget(number)
            self.say(CLOSE, number)


class _End:
    """The relay's side of one connection: what came and isn't written yet."""

    def __init__(self, sock: socket.socket) -> None:
        self.sock, self.waiting = sock, 0
        self.answer: queue.SimpleQueue[int] = queue.SimpleQueue()
        self.todo: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()

    def take(self, kind: int, data: bytes) -> bool:
        """A frame; whether it is the last. More than is ever read of one answer ends the connection."""
        if kind in {OPEN, REFUSED}:
            self.answer.put(kind)
            return kind == REFUSED
        self.waiting += len(data)
        over = kind == CLOSE or self.waiting > wire.LARGEST
        if over:
            self.answer.put(CLOSE)
            self.todo.put(None)
        else:
            self.todo.put(data)
        return over

    def write(self) -> None:
        """To the grader, until the end."""
        with contextlib.suppress(OSError):
            while (data := self.todo.get()) is not None:
                self.sock.sendall(data)
                self.waiting -= len(data)
        with contextlib.suppress(OSError):
            self.sock.shutdown(socket.SHUT_RDWR)
        self.sock.close()
