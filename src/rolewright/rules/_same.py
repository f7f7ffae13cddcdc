"""What several rules ask of one case, worked out once."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from rolewright.model.rule import Case

T = TypeVar("T")


def once(work: Callable[[Case], T]) -> Callable[[Case], T]:
    """The function with its answer for the last case kept; nobody may change that answer."""
    last: tuple[Case, T] | None = None

    def asked(case: Case) -> T:
        nonlocal last
        kept = last  # one name for both, so that threads never mix an answer with another's case
        if kept is None or kept[0] is not case:
            last = kept = case, work(case)
        return kept[1]

    asked.__doc__ = work.__doc__
    return asked
