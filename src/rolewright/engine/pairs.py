"""Which role file a posting belongs to: `a.role.toml` or `a.toml` beside `a.md`, else `role.toml` in its folder."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from rolewright.engine import files
from rolewright.engine.config import FILES as CONFIGURATIONS
from rolewright.engine.config import find

if TYPE_CHECKING:
    from collections.abc import Iterable

ROLE = "role.toml"
_ENDINGS = (".role.toml", ".toml")


def role_of(posting: str) -> str:
    """The role file of a posting, or ""."""
    stem = os.path.splitext(posting)[0]
    beside = [stem + ending for ending in _ENDINGS if os.path.basename(stem + ending) not in CONFIGURATIONS]
    beside.append(os.path.join(os.path.dirname(posting), ROLE))
    return next((os.path.normpath(path) for path in beside if os.path.isfile(path)), "")


def pairs(paths: Iterable[str]) -> tuple[list[tuple[str, str]], list[str]]:
    """((role file, posting) of each posting, the postings without a role file).

    A path may be a posting, a folder of postings, or a role file: that stands for its postings. Raises DocumentError.
    """
    found: dict[str, str] = {}
    for path in files.expand(paths, _excluded):
        for posting in _postings(path) if path.lower().endswith(".toml") else (path,):
            found.setdefault(os.path.normpath(posting), role_of(posting))
    return [(role, posting) for posting, role in found.items() if role], [p for p, role in found.items() if not role]


def _excluded(path: str) -> bool:
    return find(os.path.dirname(path)).excludes(path)


def _postings(role: str) -> list[str]:
    """The postings in a role file's folder that belong to it."""
    folder = os.path.dirname(role) or "."
    with os.scandir(folder) as entries:
        near = sorted(entry.path for entry in entries if entry.is_file())
    fitting = [path for path in near if path.lower().endswith(files.EXTENSIONS) and role_of(path)]
    return [path for path in fitting if os.path.samefile(role_of(path), role)]
