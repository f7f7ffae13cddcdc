"""Whole documents: Markdown, HTML, text, DOCX, PDF, e-mail; one posting a file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from rolewright.documents import from_bytes
from rolewright.errors import RolewrightError
from rolewright.knowledge.shelf import shelf
from rolewright.market import files
from rolewright.market.item import TABLE, Columns, Item, failed, judged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rolewright.market.piece import Piece


def items(piece: Piece, columns: Columns) -> Iterator[Item]:
    """An item a file; its id is its name. No column has a say in a document."""
    del columns
    return (_item(name, path) for name, path in piece.paths)


def _item(name: str, path: str) -> Item:
    limit = shelf(TABLE)["limits"]["row_bytes"]
    try:
        with files.opened(path) as file:
            data = file.read(limit + 1)
        if len(data) > limit:
            return failed(name, 1, f"has more than {limit:,} bytes")
        posting = from_bytes(data, os.path.basename(path).removesuffix(".gz"))
    except RolewrightError as error:
        return failed(name, 1, error.what)
    except Exception as error:  # noqa: BLE001 - a broken file never loses the others
        return failed(name, 1, f"can't be read: {type(error).__name__}: {str(error)[:120]}")
    facts = dict(posting.facts)
    head = Item(
        name, 1, name, posting.title, facts.get("hiringOrganization"), facts.get("datePosted"), facts.get("url")
    )
    return judged(head, posting)
