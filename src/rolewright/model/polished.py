"""What comes of letting a language model rewrite a section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from rolewright.model.drafted import Drafted


class Polished(NamedTuple):
    """The draft, rewritten if `accepted`, else as it was; `log` says line by line what changed, or why nothing did."""

    drafted: Drafted
    accepted: bool
    log: tuple[str, ...]
