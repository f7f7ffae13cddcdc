"""Telling open editors that somebody saved: one look a second at all postings that are watched, whatever process saved them."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from typing import TYPE_CHECKING

import sqlalchemy as sa
from starlette.concurrency import run_in_threadpool

from rolewright.errors import StoreError
from rolewright.store.engine import reading
from rolewright.store.schema import postings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request

EVERY = 1.0
"""Seconds between two looks."""
_ALIVE = 15
"""Looks between two signs of life on a quiet line."""


class Live:
    """The postings that are watched, and their revisions."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._watched: Counter[str] = Counter()
        self._revisions: dict[str, int] = {}

    async def run(self) -> None:
        """Look once a second, until cancelled. A database that is away for a while is asked again."""
        while True:
            await asyncio.sleep(EVERY)
            if self._watched:
                try:
                    self._revisions = await run_in_threadpool(self._look, list(self._watched))
                except StoreError:
                    continue

    def _look(self, keys: list[str]) -> dict[str, int]:
        with reading(self._engine) as connection:
            rows = connection.execute(sa.select(postings.c.id, postings.c.revision).where(postings.c.id.in_(keys)))
            return {str(key): int(revision) for key, revision in rows}

    async def follow(self, request: Request, posting: str) -> AsyncIterator[str]:
        """Server-sent events with the revision, whenever it changes, until the reader goes."""
        self._watched[posting] += 1
        try:
            told, quiet = -1, 0
            while not await request.is_disconnected():
                revision = self._revisions.get(posting, told)
                quiet = 0 if revision != told else quiet + 1
                if revision != told:
                    told = revision
                    yield f"data: {json.dumps({'revision': revision})}\n\n"
                elif quiet % _ALIVE == 0:
                    yield ": alive\n\n"
                await asyncio.sleep(EVERY)
        finally:
            self._watched[posting] -= 1
            self._watched += Counter()
