"""WARC: every JobPosting in the JSON-LD of its pages. A page without one is passed over: a crawl is mostly other pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from rolewright.documents.decode import decode
from rolewright.market import files
from rolewright.market.item import Columns, Item, failed
from rolewright.market.sources.records import from_record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rolewright.market.piece import Piece

_LONGEST = 16 << 20
_DEEPEST = 12


def items(piece: Piece, columns: Columns) -> Iterator[Item]:
    """An item a JobPosting, counted from 1 over the file; broken JSON-LD that names one is an item with an error."""
    from warcio.archiveiterator import ArchiveIterator

    row = 0
    with files.raw(piece.path) as file:
        for record in ArchiveIterator(file):
            if record.rec_type not in {"response", "resource"}:
                continue
            address = record.rec_headers.get_header("WARC-Target-URI") or ""
            day = (record.rec_headers.get_header("WARC-Date") or "")[:10]
            for found in postings(record.content_stream().read(_LONGEST)):
                row += 1
                yield _item(found, piece.name, row, columns, address, day)
    if not row:
        yield failed(piece.name, 0, "holds no JobPosting")


def postings(page: bytes) -> Iterator[Any]:
    """The JobPostings of a page as JSON values; a word on what is wrong for a block that names one and can't be read."""
    if b"JobPosting" not in page:
        return
    from turbohtml import parse

    document = parse(decode(page).text)
    for script in document.select('script[type*="ld+json" i]'):
        text = script.text
        if "JobPosting" not in text:
            continue
        try:
            value = orjson.loads(text.strip())
        except orjson.JSONDecodeError as error:
            value = _mended(text)
            if value is None:
                yield f"its JSON-LD can't be read: {str(error)[:100]}"
        yield from _inside(value, 0)


def _mended(text: str) -> Any:
    """JSON with raw line breaks in its strings, as many pages have it, else None."""
    import json

    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _inside(value: Any, depth: int) -> Iterator[Any]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for one in value:
            yield from _inside(one, depth + 1)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        if "JobPosting" in (kinds if isinstance(kinds, list) else [kinds]):
            yield value
            return
        for one in value.values():
            if isinstance(one, dict | list):
                yield from _inside(one, depth + 1)


def _item(found: Any, name: str, row: int, columns: Columns, address: str, day: str) -> Item:
    if isinstance(found, str):
        return failed(name, row, found)
    item = from_record(found, name, row, columns)
    return item._replace(url=item.url or address or None, date=item.date or day or None)
