"""The system calls that a box refuses, as a program for the kernel's filter (classic BPF); the list is knowledge."""

from __future__ import annotations

import errno
import platform
import struct
from functools import cache

from rolewright.knowledge.loader import written

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16
_ALLOW, _KILL, _ERROR = 0x7FFF0000, 0x80000000, 0x00050000
_MACHINES = {"x86_64": (0, 0xC000003E, 0x40000000), "aarch64": (1, 0xC00000B7, 0)}
"""Machine → (column of the list, the kernel's name for it, from where on numbers are another ABI's)."""


@cache
def program() -> bytes:
    """The filter for this machine, 8 bytes an instruction; empty where its numbers aren't known."""
    if platform.machine() not in _MACHINES:
        return b""
    column, architecture, foreign = _MACHINES[platform.machine()]
    table = written("takehome/system_calls")
    refuse = _step(_RETURN, _ERROR | errno.EPERM)
    out = [_step(_LOAD, _ARCHITECTURE), _step(_EQUAL, architecture, 1), _step(_RETURN, _KILL), _step(_LOAD, _NUMBER)]
    if foreign:
        out += [_step(_AT_LEAST, foreign, 0, 1), refuse]
    for numbers in table["refused"].values():
        if numbers[column] >= 0:
            out += [_step(_EQUAL, numbers[column], 0, 1), refuse]
    out += [_step(_EQUAL, table["clone3"][column], 0, 1), _step(_RETURN, _ERROR | errno.ENOSYS)]
    out += [_step(_EQUAL, table["clone"][column], 0, 3), _step(_LOAD, _FIRST_ARGUMENT)]
    out += [_step(_ANY_BIT, table["namespaces"], 0, 1), refuse, _step(_RETURN, _ALLOW)]
    return b"".join(out)


def _step(code: int, value: int, yes: int = 0, no: int = 0) -> bytes:
    """One instruction; `yes` and `no` are how many to jump over."""
    return struct.pack("=HBBI", code, yes, no, value)
