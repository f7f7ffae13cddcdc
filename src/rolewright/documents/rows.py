"""Many postings in one file: JSON Lines (gzipped or not) or a JSON array; a bad row never loses the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.documents import plain
from rolewright.documents.decode import decode, scrub

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rolewright.model.posting import Posting

_FACTS = (("hiringOrganization", "company"), ("jobLocation", "location"), ("datePosted", "date"), ("baseSalary", "pay"))
ROW_LIMIT = 16 * 1024 * 1024
"""Bytes of one row; a longer one is a row with a trouble."""


def rows(path: Any) -> Iterator[Posting]:
    """A posting a row of a `.jsonl`, `.jsonl.gz` or `.json` file; a bad row is a posting with a trouble.

    The name of a row is `file:number`, counted from 1 as lines are. Raises DocumentError if the file isn't there.
    """
    from rolewright.documents.load import checked

    name = str(path)
    checked(name)
    with _opened(name) as file:
        number, buffer = 0, b""
        while line := _line(file):
            number += 1
            if number == 1 and line.lstrip()[:1] == b"[":
                buffer = line + file.read(4 * ROW_LIMIT)
                break
            if line.strip():
                yield row(line, f"{name}:{number}")
    if buffer:
        yield from _array(buffer, name)


def row(data: bytes, name: str) -> Posting:
    """The posting of one row of JSON."""
    import json

    source, _, troubles = decode(data)
    if len(data) > ROW_LIMIT:
        return _nothing(name, "too-long", "is longer than a row may be; split the file")
    try:
        value = json.loads(source)
    except (ValueError, RecursionError) as error:
        return _nothing(name, "broken", f"is not JSON: {str(error)[:120]}")
    posting = _own(value, name) or _known(value, source, name)
    return posting._replace(troubles=troubles + posting.troubles) if troubles else posting


def _own(value: Any, name: str) -> Posting | None:
    """Our own `{"title", "text"}`: the text is the source. None if it is another shape."""
    text = value.get("text") if isinstance(value, dict) and not value.get("categories") else None
    if not isinstance(text, str):
        return None
    title = value.get("title")
    if not text.strip():
        return _nothing(name, "empty", "has no text", title=title if isinstance(title, str) else None)
    found = tuple((key, value[own]) for key, own in _FACTS if isinstance(value.get(own), str))
    return plain.read(scrub(text), name)._replace(title=title if isinstance(title, str) else None, facts=found)


def _known(value: Any, source: str, name: str) -> Posting:
    """A record of a known shape, mapped into the row."""
    from rolewright.documents import jsonld

    if jsonld.record_of(value) is None:
        return _nothing(name, "broken", "is no job posting that Rolewright knows: give it a title and a text")
    return jsonld.read(source, name)


def _array(data: bytes, name: str) -> Iterator[Posting]:
    """The rows of a JSON array."""
    import json

    try:
        values = json.loads(decode(data).text)
    except (ValueError, RecursionError) as error:
        yield _nothing(name, "broken", f"is not JSON: {str(error)[:120]}")
        return
    for number, value in enumerate(values if isinstance(values, list) else [values], 1):
        yield row(json.dumps(value).encode(), f"{name}:{number}")


def _nothing(name: str, id: str, message: str, title: str | None = None) -> Posting:  # noqa: A002 - the record's own word
    """A row without text, and why."""
    from rolewright.documents.builder import nothing

    return nothing("json", name, id, message, title=title)


def _opened(name: str) -> Any:
    """The file, unpacked on the way if it is gzipped."""
    if name.endswith(".gz"):
        import gzip

        return gzip.open(name, "rb")
    return open(name, "rb")


def _line(file: Any) -> bytes:
    """The next line; the rest of one over the limit is read and dropped. A broken archive ends the rows."""
    try:
        line: bytes = file.readline(ROW_LIMIT + 1)
        rest = line
        while len(rest) > ROW_LIMIT and not rest.endswith(b"\n"):
            rest = file.readline(ROW_LIMIT + 1)
    except (OSError, EOFError):
        return b""
    return line
