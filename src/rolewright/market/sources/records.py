"""Records of boards and JSON-LD: a saved answer of a job board, an array, one record; and a record of any of those as an item."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from rolewright.documents.decode import decode
from rolewright.market import files
from rolewright.market.item import Columns, Item, failed, from_values, judged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rolewright.market.piece import Piece

_CONTAINERS = ("jobs", "content", "postings", "results", "data", "@graph", "itemListElement", "item")
_MARKS = ("jobAd", "categories", "descriptionHtml", "shortcode", "absolute_url")
"""Keys that only the records of job boards have."""
_IDS = ("id", "uuid", "shortcode", "identifier")
_DEEPEST = 6


def items(piece: Piece, columns: Columns) -> Iterator[Item]:
    """An item a record in the file."""
    with files.text(piece.path) as file:
        data = file.read()
    if not data.strip():
        yield failed(piece.name, 0, "the file is empty")
        return
    try:
        value = orjson.loads(decode(data).text)
    except orjson.JSONDecodeError as error:
        yield failed(piece.name, 0, f"is not JSON: {str(error)[:120]}")
        return
    row = 0
    for row, record in enumerate(_records(value), 1):
        yield from_record(record, piece.name, row, columns)
    if not row:
        yield failed(piece.name, 0, "holds no records")


def from_record(value: Any, name: str, row: int, columns: Columns) -> Item:
    """The item of a JSON value: a record of a known board, a JobPosting, or named values."""
    if not isinstance(value, dict):
        return failed(name, row, f"is no record but {type(value).__name__}")
    if value.get("isListed") is False:
        return _head(value, name, row)._replace(error="is not listed by its board")
    kinds = value.get("@type")
    known = "JobPosting" in (kinds if isinstance(kinds, list) else [kinds]) or any(mark in value for mark in _MARKS)
    if not known or columns.text:
        return from_values(value, name, row, columns)
    from rolewright.documents.rows import row as read_row

    head = _head(value, name, row)
    posting = read_row(orjson.dumps(value), name)
    facts = dict(posting.facts)
    said = head._replace(
        date=facts.get("datePosted"), url=facts.get("url"),
        company=head.company or facts.get("hiringOrganization.name") or facts.get("hiringOrganization"),
    )  # fmt: skip
    return judged(said, posting)


def _head(value: dict[str, Any], name: str, row: int) -> Item:
    """The item of a board's record without its text."""
    found = next((value[key] for key in _IDS if value.get(key)), "")
    if isinstance(found, dict):
        found = found.get("value") or found.get("name") or ""
    company = value.get("company")
    company = company.get("name") if isinstance(company, dict) else company
    return Item(name, row, str(found)[:200], company=company if isinstance(company, str) else None)


def _records(value: Any) -> Iterator[Any]:
    """The records of a JSON value, known containers opened."""
    stack = [(value, 0)]
    while stack:
        node, depth = stack.pop()
        if isinstance(node, list) and depth < _DEEPEST:
            stack.extend((one, depth + 1) for one in reversed(node))
            continue
        inner = _inner(node) if depth < _DEEPEST else None
        if inner is None:
            yield node
        else:
            stack.append((inner, depth + 1))


def _inner(node: Any) -> Any:
    if not isinstance(node, dict) or node.get("@type") == "JobPosting":
        return None
    return next((node[key] for key in _CONTAINERS if isinstance(node.get(key), (list, dict))), None)
