"""Kept files as files of the disk, where a library wants a path: written once, deleted with the studio's process."""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from typing import TYPE_CHECKING

from rolewright.store import takehomes
from rolewright.store.engine import reading

if TYPE_CHECKING:
    import sqlalchemy as sa

_MOST = 8
"""Files at once; the one that was asked for longest ago goes first."""


class Shelf:
    """By the file's id; a kept file never changes."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine, self._lock = engine, threading.Lock()
        self._folder = ""
        self._paths: dict[str, str] = {}

    def path(self, key: str, name: str = "file") -> str:
        """Where the file is. Raises MissingError if there is none."""
        with self._lock:
            known = self._paths.pop(key, "") or self._written(key, name)
            self._paths[key] = known
            while len(self._paths) > _MOST:
                os.unlink(self._paths.pop(next(iter(self._paths))))
            return known

    def clear(self) -> None:
        """Delete them all."""
        with self._lock:
            self._paths.clear()
            if self._folder:
                shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = ""

    def _written(self, key: str, name: str) -> str:
        with reading(self._engine) as connection:
            data = takehomes.file(connection, key)["data"]
        self._folder = self._folder or tempfile.mkdtemp(prefix="rolewright-studio-")
        path = os.path.join(self._folder, f"{key}-{name}")
        with open(path, "wb") as file:
            file.write(data)
        return path
