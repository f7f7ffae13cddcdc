"""JSON files: a schema.org JobPosting, a record of an applicant tracking system, or our own `{"title", "text"}`.

The first posting of the file is read; its map leads through HTML, character references and JSON escapes to the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.documents import placed, plain
from rolewright.documents.builder import troubled
from rolewright.documents.facts import facts_of
from rolewright.documents.records import Record, Section, compose
from rolewright.model.posting import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rolewright.model.posting import Posting

_NESTED = ("@graph", "itemListElement", "item", "mainEntity", "jobs", "content", "postings", "results", "data")
_SECTIONS = (("description", ""), ("responsibilities", "Responsibilities"), ("qualifications", "Qualifications"))
_DEEPEST = 12
_PARTS = 50


def read(source: str, name: str = "") -> Posting:
    """A posting from a JSON text. What isn't JSON, or holds no posting, is read as plain text with a trouble."""
    try:
        value = placed.parse(source)
    except (ValueError, RecursionError) as error:
        message = f"is not JSON: {str(error)[:120]}; it is read as plain text"
        return troubled(plain.read(source, name), Trouble("broken", message))
    records = _records(value)
    first = next(records, None)
    if first is None:
        message = "holds no job posting that Rolewright knows; it is read as plain text"
        return troubled(plain.read(source, name), Trouble("broken", message))
    more = sum(1 for _ in records)
    posting = compose(first, source, name)
    return troubled(posting, Trouble("many", f"holds {more + 1} postings; the first is read")) if more else posting


def find_posting(source: str, name: str = "") -> Posting | None:
    """The first JobPosting of a JSON-LD text, or None."""
    try:
        value = placed.parse(source)
    except (ValueError, RecursionError):
        return None
    records = [record for record in _records(value) if record.format == "json-ld"]
    if not records:
        return None
    posting = compose(records[0], source, name)
    if len(records) > 1:
        return troubled(posting, Trouble("many", f"holds {len(records)} postings; the first is read"))
    return posting


def record_of(value: Any) -> Record | None:
    """The record of one JSON value, if it is a posting of a known shape."""
    if not isinstance(value, dict):
        return None
    kind = value.get("@type")
    if "JobPosting" in (kind if isinstance(kind, list) else [kind]):
        return _job_posting(value)
    from rolewright.documents import ats

    return ats.record_of(value)


def _records(value: Any) -> Iterator[Record]:
    """Every posting in a JSON value, in order; known containers are opened, bounded in depth."""
    stack = [(value, 0)]
    while stack:
        node, depth = stack.pop()
        if depth > _DEEPEST:
            continue
        if isinstance(node, list):
            stack.extend((one, depth + 1) for one in reversed(node))
            continue
        record = record_of(node)
        if record is not None:
            yield record
        elif isinstance(node, dict):
            stack.extend((node[key], depth + 1) for key in reversed(_NESTED) if isinstance(node.get(key), (dict, list)))


def _job_posting(node: dict[str, Any]) -> Record:
    """A JobPosting: the description, then the parts that some pages keep apart from it."""
    sections: list[Section] = []
    for key, heading in _SECTIONS:
        value = node.get(key)
        for body in value[:_PARTS] if isinstance(value, list) else [value]:
            if isinstance(body, str) and body.strip() and all(body[:200] not in known.body for known in sections):
                sections.append(Section(heading, body))
    title = node.get("title") or node.get("name")
    return Record(title if isinstance(title, str) else None, tuple(sections), facts_of(node), "json-ld")
