"""The only door to files: those within the folders that were granted, by the client (roots) or on the command line."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from mcp.server.mcpserver.exceptions import ToolError

if TYPE_CHECKING:
    from collections.abc import Iterable

LIMIT = 4 * 1024 * 1024
"""Bytes of the largest file that is read."""


def folder_of(uri: str) -> str:
    """The folder that a root's `file://` address names; "" for any other address."""
    parts = urlsplit(uri)
    if parts.scheme != "file" or parts.netloc not in {"", "localhost"}:
        return ""
    path = unquote(parts.path)
    return path[1:] if os.name == "nt" and path[2:3] == ":" else path


def find(path: str, folders: Iterable[str]) -> str:
    """The real path of a file in one of the folders. Raises ToolError for any other, existing or not."""
    granted = [os.path.realpath(folder) for folder in folders if folder]
    if not granted:
        raise ToolError("no folder was granted, so no file can be read; give the text instead of a path")
    real = next((found for folder in granted if (found := _within(path, folder))), "")
    if not real:
        raise ToolError(f"{path[:200]} isn't in a folder that was granted; granted are {', '.join(granted)}")
    return real


def read(path: str, folders: Iterable[str]) -> tuple[str, bytes]:
    """(real path, bytes) of such a file. Raises ToolError, also for one that is too large."""
    real = find(path, folders)
    try:
        with open(real, "rb") as file:
            state = os.fstat(file.fileno())
            if not stat.S_ISREG(state.st_mode):
                raise ToolError(f"{path[:200]} is no file")
            if state.st_size > LIMIT:
                raise ToolError(f"{path[:200]} has {state.st_size:,} bytes; at most {LIMIT:,} are read")
            return real, file.read(LIMIT)
    except OSError as error:
        raise ToolError(f"{path[:200]} can't be read: {error.strerror}") from error


def _within(path: str, folder: str) -> str:
    """The real path of what a path (from the folder on, if it is relative) leads to, if that lies in the folder."""
    try:
        real = os.path.realpath(os.path.join(folder, path))
        inside = os.path.commonpath([real, folder]) == folder
    except ValueError:
        return ""
    return real if inside and os.path.isfile(real) else ""
