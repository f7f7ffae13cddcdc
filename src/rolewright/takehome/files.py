"""The files of a submission, as another user sees them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def open_to_all(folder: Path) -> None:
    """Let another user read what is there, whatever our umask was; links aren't followed."""
    for here, _, files in os.walk(folder):
        os.chmod(here, os.stat(here).st_mode | 0o555)  # noqa: S103 - to read
        for name in files:
            path = os.path.join(here, name)
            mode = os.lstat(path).st_mode
            if mode & 0o444 != 0o444 and not os.path.islink(path):
                os.chmod(path, mode | 0o444)
