"""Lists a part at a time: in the order of ids, so that what changes meanwhile is neither told twice nor left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rolewright.client.requests import Page
    from rolewright.store.rows import Row


def paged(rows: list[Row], part: Page) -> list[Row]:
    """The rows of a part."""
    found = sorted((row for row in rows if row["id"] > part.after), key=lambda row: str(row["id"]))
    return found[: part.most]
