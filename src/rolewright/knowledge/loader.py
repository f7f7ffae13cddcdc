"""The one door to the knowledge tables: TOML and TSV files in, a `Book` of look-up tables out.

Building the book from its files takes a few hundred milliseconds, so it is kept as one `marshal` file in the user's
cache folder, keyed by Python's version and by the size and time of every table and builder. A cache that can't be read, is
stale or can't be written is never an error: the book is built again.
"""

from __future__ import annotations

import marshal
import os
import sys
from functools import cache
from typing import Any

from rolewright.model.record import NamedTuple

FOLDER = os.path.dirname(os.path.abspath(__file__))
SHELVES = ("skills", "rules", "model")
"""The folders of tables that make the book, besides its own."""
FORMAT = 8
"""Of the cache file: raise it whenever `Book` changes its shape."""


class Book(NamedTuple):
    """The knowledge tables, ready to look things up in. Plain dicts, tuples, strings and numbers throughout."""

    block: bytes
    """Features, weights and phrases for the inner loop (see `knowledge.index`)."""
    names: tuple[tuple[tuple[str, str, str], ...], tuple[str, ...], tuple[str, ...]]
    """(skill id, name, kind), cue entries and groups of cues, each by its number in the block."""
    skills: dict[str, dict[str, Any]]
    """Skill id → name, kind, since, earliest and implies; aliases and sources stay in the tables."""
    tongues: tuple[str, ...]
    """The languages whose commonest words are marked, by the bit of their mark; English first."""
    limits: dict[str, float]
    rules: tuple[dict[str, Any], ...]
    """The rules that are only data."""
    tables: dict[str, Any]
    """Every other TOML table, by file name without its ending."""
    said: tuple[str, ...]
    """The cues that a reading lists as `statements`."""
    place_names: dict[str, str]
    version: str


@cache
def book() -> Book:
    """The book, from the cache if it is fresh, else built. Raises KnowledgeError if a table is wrong."""
    stamp = _stamp()
    path = _cache_path()
    kept = _load(path, stamp)
    if kept is not None:
        return kept
    from rolewright.knowledge.build import build

    made = build(FOLDER)
    _save(path, stamp, made)
    return made


@cache
def written(name: str) -> dict[str, Any]:
    """A table as it is written, for what the book doesn't hold: parsed, so nothing for the light path."""
    import tomllib

    with open(os.path.join(FOLDER, f"{name}.toml"), "rb") as file:
        return tomllib.load(file)


def _stamp() -> str:
    """What the cached book depends on: the size and time of every table, and of the code that builds it."""
    parts = [sys.version, str(FORMAT)]
    for folder in _folders():
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda e: e.name):
                if entry.name.endswith((".toml", ".tsv", ".py")):
                    stat = entry.stat()
                    parts.append(f"{entry.name}:{stat.st_size}:{stat.st_mtime_ns}")
    return "|".join(parts)


def _folders() -> tuple[str, ...]:
    return (FOLDER, *(os.path.join(FOLDER, name) for name in SHELVES))


def _cache_path() -> str:
    """A file of the user's own: `ROLEWRIGHT_CACHE`, the system's cache folder, or none ("")."""
    base = os.environ.get("ROLEWRIGHT_CACHE") or os.environ.get("XDG_CACHE_HOME")
    if not base:
        home = os.environ.get("LOCALAPPDATA") or os.path.expanduser("~")
        base = home if "LOCALAPPDATA" in os.environ else os.path.join(home, ".cache")
    spot = f"{abs(hash_text(FOLDER)):08x}"
    return os.path.join(base, "rolewright", f"book-{sys.implementation.cache_tag}-{spot}.bin")


def hash_text(text: str) -> int:
    """A small stable hash (FNV-1a, 32 bits), the same in every process."""
    value = 2166136261
    for byte in text.encode():
        value = (value ^ byte) * 16777619 & 0xFFFFFFFF
    return value


def _load(path: str, stamp: str) -> Book | None:
    try:
        with open(path, "rb") as file:
            kept = marshal.loads(file.read())  # noqa: S302 - the user's own cache folder
        if kept[0] != stamp:
            return None
        return Book(*kept[1])
    except (OSError, ValueError, EOFError, TypeError, IndexError, KeyError):
        return None


def _save(path: str, stamp: str, made: Book) -> None:
    """Write beside, then rename: two processes at once never see half a file."""
    beside = f"{path}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        with open(beside, "wb") as file:
            file.write(marshal.dumps((stamp, tuple(made))))
        os.replace(beside, path)
    except OSError:
        return
