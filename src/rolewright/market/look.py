"""Open what a table counted: the posting of an id, and the words at a span in their surroundings."""

from __future__ import annotations

from rolewright.errors import ConfigError, DocumentError
from rolewright.market.scan import opened

_AROUND = 90


def look(path: str, address: str) -> str:
    """The posting at `ID` or the words at `ID@START-END`. Raises ConfigError for a wrong address, DocumentError for none there."""
    name, _, span = address.rpartition("@")
    first, _, last = span.partition("-")
    if not name or not (first.isdigit() and last.isdigit()):
        name, first = address, ""
    for batch in opened(path).iter_batches(8192, columns=["id", "source", "row", "title", "text"]):
        ids = batch.column("id").to_pylist()
        if name in ids:
            row = batch.slice(ids.index(name), 1).to_pylist()[0]
            return _shown(row, int(first), int(last)) if first else _whole(row)
    raise DocumentError(f"has no posting {name!r}", path, "give an id of the table, as id or id@start-end")


def _whole(row: dict[str, str | None]) -> str:
    return f"{row['title'] or 'no title'} ({row['source']}:{row['row']})\n\n{row['text'] or ''}\n"


def _shown(row: dict[str, str | None], start: int, end: int) -> str:
    text = row["text"] or ""
    if not 0 <= start <= end <= len(text):
        raise ConfigError(
            f"{start}-{end} isn't in its {len(text):,} characters", row["title"] or "", "give start and end as printed"
        )
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    one = " ".join(f"{before}[{text[start:end]}]{after}".split())
    return f"{row['title'] or 'no title'} ({row['source']}:{row['row']})\n…{one}…\n"
