"""A file that couldn't even be looked at when the work was planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.market.item import Columns, Item, failed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rolewright.market.piece import Piece


def items(piece: Piece, columns: Columns) -> Iterator[Item]:
    """The file as one item with its error."""
    del columns
    yield failed(piece.name, 0, f"can't be read: {piece.path}")
