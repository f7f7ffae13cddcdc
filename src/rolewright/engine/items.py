"""What a command works on: a file, standard input or a row of a file of rows, and the posting that it holds."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from rolewright.engine import files
from rolewright.engine.config import NOTHING, Settings, find
from rolewright.errors import RolewrightError
from rolewright.model.posting import Posting, Trouble
from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROWS = (".jsonl", ".jsonl.gz", ".ndjson")
_ROW_LIMIT = 16 * 1024 * 1024


class Item(NamedTuple):
    """A posting to be. `data` is None for a file that is still to be read; `row` says that it is a row of JSON."""

    name: str
    data: bytes | None = None
    row: bool = False


def items(paths: Iterable[str], settings: Settings | None = NOTHING) -> Iterator[Item]:
    """The postings under some paths, in order, less what settings exclude (None: those nearest to each file).

    Raises DocumentError for a path that doesn't exist, ConfigError for settings that can't be read.
    """

    def excluded(path: str) -> bool:
        return (find(os.path.dirname(path)) if settings is None else settings).excludes(path)

    for path in files.expand(paths, excluded):
        if path == files.STDIN:
            yield Item(files.STDIN_NAME, files.read_input())
        elif path.lower().endswith(ROWS):
            yield from _rows(path)
        else:
            yield Item(path)


def posting_of(item: Item) -> Posting:
    """The posting of an item; what can't be read is an empty posting with its trouble, never an exception."""
    try:
        if item.row and item.data is not None:
            from rolewright.documents.rows import row

            return row(item.data, item.name)
        from rolewright.documents.load import LIMIT, from_bytes, load

        data = files.read_bytes(item.name, LIMIT) if item.data is None else item.data
        return load(item.name) if data is None else from_bytes(data, item.name)
    except RolewrightError as error:
        return unreadable(item.name, error.what + (f"; {error.do}" if error.do else ""))
    except OSError as error:
        return unreadable(item.name, f"can't be read ({error.strerror or error})")


def unreadable(name: str, message: str) -> Posting:
    """An empty posting that says why it is empty."""
    return Posting("", (), name=name, troubles=(Trouble("unreadable", message),))


def is_unreadable(posting: Posting) -> bool:
    """Whether nothing of the document could be read."""
    return not posting.text.strip() and bool(posting.troubles)


def row_id(item: Item) -> str | int | None:
    """The `id` of a row of JSON, if it has one."""
    if not item.row or item.data is None or b'"id"' not in item.data:
        return None
    import json

    try:
        value = json.loads(item.data)
    except (ValueError, RecursionError):
        return None
    found = value.get("id") if isinstance(value, dict) else None
    return found if isinstance(found, str | int) else None


def _rows(path: str) -> Iterator[Item]:
    """The rows of a file of JSON lines, gzipped or not; one that breaks off ends with an unreadable row."""
    number = 0
    try:
        with _opened(path) as file:
            while line := file.readline(_ROW_LIMIT + 1):
                number += 1
                if line.strip():
                    yield Item(f"{path}:{number}", line, row=True)
    except (OSError, EOFError) as error:
        message = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else "the archive is damaged"
        yield Item(f"{path}:{number + 1}", f"{{broken: {message}".encode(), row=True)


def _opened(path: str) -> Any:
    """The file, unpacked on the way if it is gzipped."""
    if path.lower().endswith(".gz"):
        import gzip

        return gzip.open(path, "rb")
    return open(path, "rb")
