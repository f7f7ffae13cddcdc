"""Open what a table counted: the posting of an id, and the words at a span in their surroundings."""

from __future__ import annotations

from typing import Any

from rolewright.errors import ConfigError, DocumentError
from rolewright.market.scan import opened

_AROUND = 90
_LONGEST = 24
"""Characters of a span."""


def look(path: str, address: str) -> str:
    """The posting at `ID` or the words at `ID@START-END`. Raises ConfigError for a wrong address, DocumentError for none there."""
    row, span = _found(path, address)
    return _shown(row, *span) if span else _whole(row)


def parted(path: str, address: str) -> dict[str, str]:
    """The same as parts: `title`, `place`, and the text `before`, at (`hit`) and `after` the span; all before without one."""
    row, span = _found(path, address)
    text = row["text"] or ""
    start, end = _inside(row, *span) if span else (len(text), len(text))
    place = f"{row['source']}:{row['row']}"
    return {
        "title": row["title"] or "",
        "place": place,
        "before": text[:start],
        "hit": text[start:end],
        "after": text[end:],
    }


def _found(path: str, address: str) -> tuple[dict[str, Any], tuple[int, int] | None]:
    """(the row of an address, its span if it has one)."""
    name, _, span = address.rpartition("@")
    first, _, last = span.partition("-")
    spanned = bool(name) and first.isdigit() and last.isdigit() and len(span) < _LONGEST
    name = name if spanned else address
    for batch in opened(path).iter_batches(8192, columns=["id", "source", "row", "title", "text"]):
        ids = batch.column("id").to_pylist()
        if name in ids:
            row = batch.slice(ids.index(name), 1).to_pylist()[0]
            return row, (int(first), int(last)) if spanned else None
    raise DocumentError(f"has no posting {name!r}", path, "give an id of the table, as id or id@start-end")


def _whole(row: dict[str, str | None]) -> str:
    return f"{row['title'] or 'no title'} ({row['source']}:{row['row']})\n\n{row['text'] or ''}\n"


def _shown(row: dict[str, Any], start: int, end: int) -> str:
    text = row["text"] or ""
    start, end = _inside(row, start, end)
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    one = " ".join(f"{before}[{text[start:end]}]{after}".split())
    return f"{row['title'] or 'no title'} ({row['source']}:{row['row']})\n…{one}…\n"


def _inside(row: dict[str, Any], start: int, end: int) -> tuple[int, int]:
    """A span that is in the text. Raises ConfigError."""
    length = len(row["text"] or "")
    if not 0 <= start <= end <= length:
        raise ConfigError(
            f"{start}-{end} isn't in its {length:,} characters", row["title"] or "", "give start and end as printed"
        )
    return start, end
