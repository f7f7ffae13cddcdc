"""HTTP to a service in a box, byte by byte, and what its processes use."""

from __future__ import annotations

import contextlib
import http.client
import os
import socket
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

LARGEST = 20_000_000
"""Bytes of an answer that are read."""


class Answer(NamedTuple):
    """What came back; `error` says why there is none."""

    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float
    error: str = ""


class _Connection(http.client.HTTPConnection):
    """A connection over a unix socket."""

    def __init__(self, path: str, seconds: float) -> None:
        super().__init__("127.0.0.1", timeout=seconds)
        self.path = path

    def connect(self) -> None:
        """Connect to the socket."""
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def call(address: Any, method: str, path: str, body: bytes, headers: Mapping[str, str], seconds: float) -> Answer:
    """One request on a connection of its own, all of it within so many seconds."""
    start = time.perf_counter()
    connection: http.client.HTTPConnection
    connection = (
        _Connection(address, seconds)
        if isinstance(address, str)
        else http.client.HTTPConnection(address[0], address[1], timeout=seconds)
    )
    try:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # it may answer before it has read everything
            connection.request(method, path, body or None, {"Host": "127.0.0.1", "Connection": "close", **headers})
        reply = connection.getresponse()
        data = _body(reply, start + seconds)
        return Answer(reply.status, {k.lower(): v for k, v in reply.getheaders()}, data, time.perf_counter() - start)
    except TimeoutError:
        return Answer(0, {}, b"", time.perf_counter() - start, f"no answer within {seconds:g} s")
    except (OSError, http.client.HTTPException, ValueError) as error:
        said = getattr(error, "strerror", None) or type(error).__name__
        return Answer(0, {}, b"", time.perf_counter() - start, f"the connection broke: {said}".lower())
    finally:
        connection.close()


def _body(reply: http.client.HTTPResponse, end: float) -> bytes:
    data = bytearray()
    while piece := reply.read1(65536):
        data += piece
        if len(data) > LARGEST:
            raise ValueError("an answer without end")
        if time.perf_counter() > end:
            raise TimeoutError
    return bytes(data)


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
