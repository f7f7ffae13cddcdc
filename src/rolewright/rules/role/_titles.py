"""The role's own title in the place of the posting's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Fix

if TYPE_CHECKING:
    from rolewright.model.rule import Case


def own_title(case: Case) -> Fix | None:
    """A fix to show, if the role has a title and the posting's stands in its text."""
    title = case.reading.title
    if title is None or title.span is None or case.role is None or not case.role.title:
        return None
    return Fix(*title.span, case.role.title, "show")
