"""What several rules ask of one case, worked out once."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from rolewright.model.rule import Case

T = TypeVar("T")


class Same:
    """A value as a key of a cache, by identity."""

    __slots__ = ("of",)

    def __init__(self, of: Any) -> None:
        self.of = of

    def __hash__(self) -> int:
        return id(self.of)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.of is other.of


def once(work: Callable[[Case], T]) -> Callable[[Case], T]:
    """The function with its answer for the last case kept; nobody may change that answer."""
    kept = lru_cache(maxsize=1)(lambda same: work(same.of))

    def asked(case: Case) -> T:
        return kept(Same(case))

    asked.__doc__ = work.__doc__
    return asked
