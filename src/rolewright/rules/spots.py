"""Where a finding about the whole posting points."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rolewright.model.reading import Span
    from rolewright.model.rule import Case


def top(case: Case) -> Span:
    """The title's span, else the first line's, else nothing at the start."""
    title = case.reading.title
    if title is not None and title.span is not None:
        return title.span
    if case.posting.lines:
        line = case.posting.lines[0]
        return line.start, min(line.end, line.start + 80)
    return 0, 0
