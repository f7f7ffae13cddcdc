"""The room's door: a path or some bytes in, a Posting out.

Trouble in a file is in the posting's `troubles`; only misuse raises: no such file, a folder, far too large, or a kind
of file that holds no posting. Readers are imported when their format comes up, so that plain text costs nothing.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from rolewright.documents import sniff
from rolewright.documents.decode import decode
from rolewright.errors import DocumentError
from rolewright.model.posting import Posting, Trouble

if TYPE_CHECKING:
    from pathlib import Path

LIMIT = 16 * 1024 * 1024
"""Bytes of a file that `load` opens."""
LONGEST = 1_000_000
"""Characters of a text above which it gets the trouble `too-long`: a posting has about three thousand."""


def load(path: Path | str, *, limit: int = LIMIT) -> Posting:
    """The posting in a file; `-` is standard input. Raises DocumentError on misuse only."""
    name = str(path)
    if name == "-":
        return from_bytes(sys.stdin.buffer.read(limit + 1)[:limit], "")
    checked(name, limit)
    try:
        with open(name, "rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise DocumentError(f"can't be read: {error.strerror}", name, "check its permissions") from error
    return from_bytes(data, name)


def from_bytes(data: bytes, name: str = "", format: str | None = None) -> Posting:  # noqa: A002 - the record's own word
    """The posting in some bytes. The format is the given one, else the name's ending's, else what the bytes look like.

    Formats: text, markdown, html, json, docx, pdf, eml. Raises DocumentError for bytes of a known other kind.
    """
    if format is not None and format not in sniff.FORMATS:
        raise DocumentError(f"there is no format {format!r}", name, f"use one of {', '.join(sniff.FORMATS)}")
    kind = sniff.binary(data, name, format)
    if kind == "pdf":
        from rolewright.documents import pdf

        return _judged(pdf.read(data, name))
    if kind == "docx":
        from rolewright.documents import docx

        return _judged(docx.read(data, name))
    if kind == "eml":
        from rolewright.documents import eml

        return _judged(eml.read(data, name))
    text, _, troubles = decode(data)
    posting = from_text(text, name, format or sniff.text(text, name))
    return posting._replace(troubles=troubles + posting.troubles) if troubles else posting


def from_text(text: str, name: str = "", format: str = "text") -> Posting:  # noqa: A002 - the record's own word
    """The posting in a text of a textual format: text, markdown, html or json."""
    if format == "markdown":
        from rolewright.documents import markdown

        return _judged(markdown.read(text, name))
    if format == "html":
        from rolewright.documents import html

        return _judged(html.read(text, name))
    if format == "json":
        from rolewright.documents import jsonld

        return _judged(jsonld.read(text, name))
    from rolewright.documents import plain

    return _judged(plain.read(text, name))


def checked(name: str, limit: int | None = None) -> None:
    """Raise DocumentError unless there is a file by the name, and one within the limit."""
    try:
        size = os.stat(name).st_size
    except (OSError, ValueError) as error:
        raise DocumentError("there is no such file", name, "check the path") from error
    if os.path.isdir(name):
        raise DocumentError("is a folder", name, "name the files in it, or give `rolewright check` the folder")
    if limit is not None and size > limit:
        do = "give the posting alone, or raise the limit"
        raise DocumentError(f"has {size:,} bytes, more than the limit of {limit:,}", name, do)


def _judged(posting: Posting) -> Posting:
    """The posting with the troubles that any format can have: nothing in it, or far too much."""
    if not posting.lines and not posting.troubles:
        return posting._replace(troubles=(Trouble("empty", "has no text in it"),))
    if len(posting.text) > LONGEST:
        message = f"has {len(posting.text):,} characters, as much as hundreds of postings; give one posting a file"
        return posting._replace(troubles=(*posting.troubles, Trouble("too-long", message)))
    return posting
