"""How often one address or person may do something: a leaking bucket each, in memory."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from rolewright.errors import RolewrightError

if TYPE_CHECKING:
    from fastapi import Request

_MOST = 50_000


class TooOftenError(RolewrightError):
    """More often than is allowed; the next one is taken `after` so many seconds."""

    after: float = 1.0


class Limits:
    """Buckets by (what, who)."""

    def __init__(self) -> None:
        self._buckets: dict[tuple[str, str], tuple[float, float]] = {}

    def count(self, what: str, request: Request, a_minute: int, who: str = "") -> None:
        """Count one. Raises TooOftenError when the bucket is full; it empties at `a_minute`."""
        key = (what, who or (request.client.host if request.client else ""))
        at = time.monotonic()
        level, before = self._buckets.get(key, (0.0, at))
        level = max(0.0, level - (at - before) * a_minute / 60) + 1
        if level > a_minute:
            error = TooOftenError("too often", what, "wait a minute, then try again")
            error.after = max(1.0, (level - a_minute) * 60 / a_minute)
            raise error
        if len(self._buckets) > _MOST:
            self._forget(at)
        self._buckets[key] = (level, at)

    def _forget(self, at: float) -> None:
        """Drop the buckets that nobody used for a minute, which are empty; of too many others those that hold least."""
        kept = {key: one for key, one in self._buckets.items() if at - one[1] < 60}
        if len(kept) > _MOST // 2:
            kept = dict(sorted(kept.items(), key=lambda one: one[1][0])[-_MOST // 2 :])
        self._buckets = kept
