"""Control groups, where this process may make them: memory and processes of a whole box, version 1 or 2.

A box is a group below our own, or below one further up where ours can't have any. Where none can be made, a watcher looks at
memory and processes instead (`sandbox.Box.over`), and the kernel bounds the processes of the box's user (`sidecar.py`).
"""

from __future__ import annotations

import contextlib
import os
import time
from functools import cache

_ROOT = "/sys/fs/cgroup"


def made(name: str, memory: int, processes: int) -> tuple[str, ...]:
    """The folders of a box's new groups; none where they can't be made."""
    out = []
    for folder, limits in _folders(name, memory, processes):
        try:
            os.mkdir(folder)
            for file, value in limits.items():
                _write(os.path.join(folder, file), value)
            out.append(folder)
        except OSError:
            _leave(folder)
    return tuple(out)


def join(folders: tuple[str, ...]) -> None:
    """Put this process into the groups."""
    for folder in folders:
        _write(os.path.join(folder, "cgroup.procs"), str(os.getpid()))


def leave(folders: tuple[str, ...]) -> None:
    """Take the groups of a box away once they are empty, which is soon after its processes were killed."""
    for folder in folders:
        for _ in range(40):
            if _leave(folder):
                break
            time.sleep(0.05)


def _leave(folder: str) -> bool:
    try:
        os.rmdir(folder)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True


def _folders(name: str, memory: int, processes: int) -> list[tuple[str, dict[str, str]]]:
    if os.path.exists(f"{_ROOT}/cgroup.controllers") and not os.path.isdir(f"{_ROOT}/memory"):
        limits = {"memory.max": str(memory), "memory.swap.max": "0", "pids.max": str(processes)}
        return [(f"{_above(_ROOT, '', needed=('memory', 'pids'))}/rolewright-{name}", limits)]
    return [
        (f"{_above(f'{_ROOT}/memory', 'memory')}/rolewright-{name}", {"memory.limit_in_bytes": str(memory)}),
        (f"{_above(f'{_ROOT}/pids', 'pids')}/rolewright-{name}", {"pids.max": str(processes)}),
    ]


def _above(root: str, controller: str, needed: tuple[str, ...] = ()) -> str:
    """Our own group of a controller ("" for version 2), or the nearest above it that passes on what is needed."""
    path = root + _own().get(controller, "/").rstrip("/")
    while path != root and not (os.path.isdir(path) and _passes_on(path, needed)):
        path = os.path.dirname(path)
    return path


def _passes_on(path: str, needed: tuple[str, ...]) -> bool:
    if not needed:
        return True
    with contextlib.suppress(OSError), open(f"{path}/cgroup.subtree_control", encoding="ascii") as file:
        return set(needed) <= set(file.read().split())
    return False


@cache
def _own() -> dict[str, str]:
    """Controller → our group's path, as it was when we were first asked."""
    out: dict[str, str] = {}
    with contextlib.suppress(OSError), open("/proc/self/cgroup", encoding="utf-8") as file:
        for line in file:
            _, controllers, path = line.rstrip("\n").split(":", 2)
            out.update(dict.fromkeys(controllers.split(","), path))
    return out


def _write(path: str, value: str) -> None:
    with open(path, "w", encoding="ascii") as file:
        file.write(value)
