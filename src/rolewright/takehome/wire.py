"""HTTP to a service in a box, byte by byte, and what its processes use."""

from __future__ import annotations

import contextlib
import http.client
import io
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Mapping

    Connect = Callable[[float], socket.socket]

LARGEST = 20_000_000
"""Bytes of an answer that are read."""


class Answer(NamedTuple):
    """What came back; `error` says why there is none."""

    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float
    error: str = ""


class _Timed:
    """A socket whose every read and write ends when the time of the whole request is over; `http.client` takes it for one."""

    def __init__(self, sock: socket.socket, end: float) -> None:
        self.sock, self.end, self.taken = sock, end, 0

    def wait(self) -> None:
        """Let the next step take no more than what is left."""
        left = self.end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self.sock.settimeout(left)

    def sendall(self, data: bytes) -> None:
        """All of it, in time."""
        self.wait()
        self.sock.sendall(data)

    def receive(self, buffer: Any) -> int:
        """What has come, at most LARGEST bytes in all."""
        self.wait()
        count = self.sock.recv_into(buffer)
        self.taken += count
        if self.taken > LARGEST:
            raise ValueError("an answer without end")
        return count

    def makefile(self, _mode: str) -> io.BufferedReader:
        """What `http.client` reads from."""
        return io.BufferedReader(_Reader(self), 65536)

    def close(self) -> None:
        """`http.client` closes before it has read; whoever opened the socket closes it."""


class _Reader(io.RawIOBase):
    """The reading side."""

    def __init__(self, timed: _Timed) -> None:
        self.timed = timed

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """What has come."""
        return self.timed.receive(buffer)


def call(connect: Connect, method: str, path: str, body: bytes, headers: Mapping[str, str], seconds: float) -> Answer:
    """One request on a connection of its own, all of it within so many seconds, however slowly the answer drips."""
    start = time.perf_counter()
    try:
        with connect(seconds) as sock:
            connection = http.client.HTTPConnection("127.0.0.1")
            connection.sock = _Timed(sock, time.monotonic() + seconds)
            with contextlib.suppress(
                BrokenPipeError, ConnectionResetError
            ):  # it may answer before it has read everything
                connection.request(method, path, body or None, {"Host": "127.0.0.1", "Connection": "close", **headers})
            reply = connection.getresponse()
            data = reply.read()
            found = {name.lower(): value for name, value in reply.getheaders()}
            return Answer(reply.status, found, data, time.perf_counter() - start)
    except TimeoutError:
        return Answer(0, {}, b"", time.perf_counter() - start, f"no answer within {seconds:g} s")
    except (OSError, http.client.HTTPException, ValueError) as error:
        said = getattr(error, "strerror", None) or type(error).__name__
        return Answer(0, {}, b"", time.perf_counter() - start, f"the connection broke: {said}".lower())


def raw(connect: Connect, data: bytes, seconds: float) -> bytes:
    """What comes back for bytes that needn't be HTTP, until the other side ends or time is up."""
    out = bytearray()
    with contextlib.suppress(OSError, ValueError), connect(seconds) as sock:
        timed, buffer = _Timed(sock, time.monotonic() + seconds), bytearray(65536)
        timed.sendall(data)
        while count := timed.receive(buffer):
            out += buffer[:count]
    return bytes(out)


def family(pid: int) -> list[int]:
    """A process and all that it started, as far as they are still its own; [] once it is gone. Linux only, else itself."""
    if not os.path.isdir("/proc/self"):
        return [pid]
    children: dict[int, list[int]] = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                stat = Path("/proc", name, "stat").read_text(encoding="ascii", errors="replace")
                children.setdefault(int(stat.rpartition(")")[2].split()[1]), []).append(int(name))
            except (OSError, ValueError, IndexError):
                continue
    found, new = [], [pid]
    while new:
        found += new
        new = [child for parent in new for child in children.get(parent, ())]
    return found


def memory(pid: int) -> int:
    """Bytes in use by a process and all that it started; 0 where that can't be known."""
    total = 0
    for one in family(pid):
        try:
            total += int(Path("/proc", str(one), "statm").read_text(encoding="ascii").split()[1])
        except (OSError, ValueError, IndexError):
            continue
    return total * os.sysconf("SC_PAGE_SIZE")
