"""N-Quads as web-data-commons publishes them for `JobPosting`: lines `subject predicate object graph .`, gathered by page.

A page's lines stand together; its subjects are put together again, nested by reference, and each JobPosting is a record.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from rolewright.documents.decode import decode
from rolewright.market import files
from rolewright.market.item import Columns, Item, failed
from rolewright.market.sources.records import from_record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rolewright.market.piece import Piece

_QUAD = re.compile(
    r"\s*(<[^>]*>|_:\S+)\s+<([^>]*)>\s+(?:(<[^>]*>|_:\S+)|\"((?:[^\"\\]|\\.)*)\"(?:@[\w-]+|\^\^<[^>]*>)?)\s*(<[^>]*>|_:\S+)?\s*\.\s*"
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_SHORT = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_VOCABULARY = re.compile(r"https?://schema\.org/")
_DEEPEST = 6
_LINES = 100_000
"""Lines of one page that are kept; more is no page."""
Node = dict[str, list[Any]]


def items(piece: Piece, columns: Columns) -> Iterator[Item]:
    """An item a JobPosting; a line that is no quad is an item with an error. `row` is the line of the page's first quad."""
    with files.opened(piece.path) as file:
        page: dict[str, Node] = {}
        graph, first, found = "", 1, 0
        for row, line in enumerate(file, 1):
            quad = _QUAD.fullmatch(decode(line).text.rstrip("\r\n"))
            if quad is None:
                if line.strip() and not line.startswith(b"#"):
                    found += 1
                    yield failed(piece.name, row, "is no quad")
                continue
            if (quad[5] or "") != graph:
                for item in _postings(page, graph, piece.name, first, columns):
                    found += 1
                    yield item
                page, graph, first = {}, quad[5] or "", row
            if row - first < _LINES:
                page.setdefault(quad[1], {}).setdefault(_VOCABULARY.sub("", quad[2]), []).append(
                    quad[3] or _plain(quad[4] or "")
                )
        for item in _postings(page, graph, piece.name, first, columns):
            found += 1
            yield item
    if not found:
        yield failed(piece.name, 0, "holds no JobPosting")


def _postings(page: dict[str, Node], graph: str, name: str, row: int, columns: Columns) -> Iterator[Item]:
    """The JobPostings of one page, numbered from its first line on."""
    chosen = [subject for subject, node in page.items() if _is(node, "JobPosting")]
    for at, subject in enumerate(chosen):
        record = _nested(subject, page, 0)
        item = from_record(record, name, row + at, columns)
        yield item._replace(url=item.url or graph.strip("<>") or None)


def _is(node: Node, kind: str) -> bool:
    return any(isinstance(value, str) and value.strip("<>").rpartition("/")[2] == kind for value in node.get(_TYPE, ()))


def _nested(subject: str, page: dict[str, Node], depth: int) -> Any:
    """A subject as JSON-LD, what it points to put inside."""
    out: dict[str, Any] = {}
    for key, values in page[subject].items():
        if key == _TYPE:
            out["@type"] = values[0].strip("<>").rpartition("/")[2]
            continue
        made = [_value(value, page, depth) for value in values]
        out[key] = made[0] if len(made) == 1 else made
    return out


def _value(value: str, page: dict[str, Node], depth: int) -> Any:
    if value in page and depth < _DEEPEST and value.startswith(("_:", "<")):
        return _nested(value, page, depth + 1)
    return value[1:-1] if value.startswith("<") and value.endswith(">") and " " not in value else value


def _plain(written: str) -> str:
    """A literal without its escapes."""
    if "\\" not in written:
        return written
    return _ESCAPE.sub(lambda m: chr(int(m[1] or m[2], 16)) if m[1] or m[2] else _SHORT.get(m[3], m[3]), written)
