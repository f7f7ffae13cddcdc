"""Carries connections into a box: `python relay.py PORT`. Standard library only, nothing of ours; runs in a container of its own.

Frames on standard input and output: a head of kind, connection, length; then the data. The kinds are those of `pipe.py`.
"""

from __future__ import annotations

import contextlib
import queue
import socket
import struct
import sys
import threading
from typing import IO

HEAD = struct.Struct(">BII")
OPEN, DATA, CLOSE, REFUSED = range(4)
SECONDS = 30


class Relay:
    """All connections to one port of the box."""

    def __init__(self, port: int, source: IO[bytes], sink: IO[bytes]) -> None:
        self.port, self.source, self.sink = port, source, sink
        self.lock = threading.Lock()
        self.todo: dict[int, queue.SimpleQueue[bytes | None]] = {}

    def say(self, kind: int, number: int, data: bytes = b"") -> None:
        """A frame to the grader, if it still listens."""
        with self.lock, contextlib.suppress(OSError, ValueError):
            self.sink.write(HEAD.pack(kind, number, len(data)) + data)
            self.sink.flush()

    def carry(self, number: int, todo: queue.SimpleQueue[bytes | None]) -> None:
        """One connection, from opening to its end."""
        try:
            sock = socket.create_connection(("127.0.0.1", self.port), SECONDS)
        except OSError:
            self.say(REFUSED, number)
            return
        self.say(OPEN, number)
        threading.Thread(target=self.bring, args=(number, sock), daemon=True).start()
        with contextlib.suppress(OSError):
            while (data := todo.get()) is not None:
                sock.sendall(data)
        with contextlib.suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)
        sock.close()

    def bring(self, number: int, sock: socket.socket) -> None:
        """What the service says, until it ends."""
        sock.settimeout(None)
        with contextlib.suppress(OSError):
            while data := sock.recv(65536):
                self.say(DATA, number, data)
        self.say(CLOSE, number)

    def run(self) -> None:
        """Until the grader ends."""
        while len(head := self.source.read(HEAD.size)) == HEAD.size:
            kind, number, length = HEAD.unpack(head)
            data = self.source.read(length)
            if kind == OPEN:
                self.todo[number] = queue.SimpleQueue()
                threading.Thread(target=self.carry, args=(number, self.todo[number]), daemon=True).start()
            elif number in self.todo:
                self.todo[number].put(data if kind == DATA else None)
                if kind == CLOSE:
                    del self.todo[number]


if __name__ == "__main__":
    Relay(int(sys.argv[1]), sys.stdin.buffer, sys.stdout.buffer).run()
