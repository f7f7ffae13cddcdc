"""Control groups, where this process may make them: memory and processes of a whole box, version 1 or 2.

Where it may not, a watcher looks at the memory instead (`sandbox.Box.over`), and processes are bounded by the box's namespace.
"""

from __future__ import annotations

import contextlib
import os
import time

_ROOT = "/sys/fs/cgroup"


def join(name: str, memory: int, processes: int) -> None:
    """Put this process into the group of a box, made on first use."""
    for folder, limits in _folders(name, memory, processes):
        with contextlib.suppress(OSError):
            os.makedirs(folder, exist_ok=True)
            for file, value in limits.items():
                _write(os.path.join(folder, file), value)
            _write(os.path.join(folder, "cgroup.procs"), str(os.getpid()))


def leave(name: str) -> None:
    """Take the group of a box away once it is empty."""
    for folder, _ in _folders(name, 0, 0):
        for _ in range(20):
            with contextlib.suppress(FileNotFoundError):
                try:
                    os.rmdir(folder)
                except FileNotFoundError:
                    break
                except OSError:
                    time.sleep(0.05)
                    continue
            break


def _folders(name: str, memory: int, processes: int) -> list[tuple[str, dict[str, str]]]:
    if os.path.exists(f"{_ROOT}/cgroup.controllers") and not os.path.isdir(f"{_ROOT}/memory"):
        limits = {"memory.max": str(memory), "memory.swap.max": "0", "pids.max": str(processes)}
        return [(f"{_ROOT}/rolewright-{name}", limits)]
    return [
        (f"{_ROOT}/memory/rolewright-{name}", {"memory.limit_in_bytes": str(memory)}),
        (f"{_ROOT}/pids/rolewright-{name}", {"pids.max": str(processes)}),
    ]


def _write(path: str, value: str) -> None:
    with open(path, "w", encoding="ascii") as file:
        file.write(value)
