"""What a check while somebody types needs of the store, remembered for a moment: the team's settings and the role."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from rolewright.engine.config import Settings
    from rolewright.model.role import Role

FRESH = 2.0
"""Seconds; a change in this process counts at once."""
_MOST = 2000


class Against(NamedTuple):
    """What a posting is checked against."""

    settings: Settings
    role: Role | None


class Held:
    """By (person, role)."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], tuple[float, Against]] = {}

    def get(self, person: str, role: str, find: Callable[[], Against]) -> Against:
        """What was found a moment ago, or is found now."""
        at, kept = self._kept.get((person, role), (0.0, None))
        if kept is not None and time.monotonic() - at < FRESH:
            return kept
        if len(self._kept) > _MOST:
            self._kept.clear()
        made = find()
        self._kept[person, role] = (time.monotonic(), made)
        return made

    def clear(self) -> None:
        """Something changed."""
        self._kept.clear()
