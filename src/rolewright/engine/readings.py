"""Reading items: postings in, rows of the contract out, as bytes that are ready to be written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.engine import items
from rolewright.model.record import NamedTuple
from rolewright.reading.read import read

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rolewright.engine.items import Item
    from rolewright.reports.shape import Show


class Readings(NamedTuple):
    """Some readings as rows of bytes, each ended by a newline, and the messages of those that failed."""

    data: bytes
    rows: int
    failures: tuple[str, ...] = ()


def read_rows(some: Sequence[Item]) -> Readings:
    """Readings as JSON lines: `file` (and `id`, of a row that has one), then the contract or `error`."""
    dumps = _dumper()
    out, failures = [], []
    for item in some:
        row = read_row(item)
        if "error" in row:
            failures.append(f"{item.name}: {row['error']}")
        out.append(dumps(row))
    out.append(b"")
    return Readings(_escaped(b"\n".join(out)), len(some), tuple(failures))


def read_row(item: Item, title: str | None = None) -> dict[str, Any]:
    """One row: what identifies the item, then its reading as plain data, or `error`."""
    key = items.row_id(item) if item.row else None
    row: dict[str, Any] = {"file": item.name} if key is None else {"id": key, "file": item.name}
    posting = items.posting_of(item)
    try:
        if items.is_unreadable(posting):
            row["error"] = "; ".join(trouble.message for trouble in posting.troubles)
        else:
            row.update(read(posting, title).as_dict())
    except Exception as error:  # noqa: BLE001 - one bad row never loses its batch
        row["error"] = f"{type(error).__name__}: {error}"
    return row


def lost(item: Item) -> Readings:
    """The row of an item that ended the process which read it."""
    row = {"file": item.name, "error": "reading it ended the process (too large, or damaged)"}
    return Readings(_dumper()(row) + b"\n", 1, (f"{row['file']}: {row['error']}",))


def read_text(item: Item, show: Show, title: str | None = None) -> tuple[str, str]:
    """(a reading for people, why it failed or "")."""
    from rolewright.reports.reading_text import reading_text

    posting = items.posting_of(item)
    if items.is_unreadable(posting):
        return "", "; ".join(trouble.message for trouble in posting.troubles)
    return reading_text(posting, read(posting, title), show), ""


def _dumper() -> Callable[[Any], bytes]:
    """`orjson.dumps` if it is installed and takes the value, else `json`."""
    from rolewright.reports.as_json import dumps as slow

    def safe(value: Any) -> bytes:
        return slow(value).encode("utf-8")

    try:
        import orjson
    except ImportError:
        return safe
    fast = orjson.dumps

    def either(value: Any) -> bytes:
        try:
            return fast(value)
        except TypeError:
            return safe(value)

    return either


def _escaped(data: bytes) -> bytes:
    """The rows with the control characters that JSON allows (DEL, Latin-1's) escaped, for terminals' sake."""
    if b"\x7f" not in data and not _has_controls(data):
        return data
    import re

    return re.sub(rb"\x7f|\xc2[\x80-\x9f]", lambda m: b"\\u%04x" % ord(m[0].decode()), data)


def _has_controls(data: bytes) -> bool:
    """Whether a control character of Latin-1 is in some UTF-8; most bytes 0xC2 begin a no-break space."""
    at = data.find(b"\xc2")
    while at >= 0:
        if data[at + 1] < 0xA0:
            return True
        at = data.find(b"\xc2", at + 2)
    return False


def ready() -> None:
    """Load what every reading needs, before the work is shared out."""
    from rolewright.knowledge.loader import book

    book()
    _dumper()
