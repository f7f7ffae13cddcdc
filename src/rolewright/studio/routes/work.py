"""Jobs: how far they are, live."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Header, Request
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool

from rolewright.store import jobs
from rolewright.studio.rights import RightsError, Who, allowed, role_for
from rolewright.studio.routes.bodies import Key
from rolewright.studio.shared import reading

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import sqlalchemy as sa

    from rolewright.store.rows import Row

router = APIRouter(prefix="/jobs", tags=["jobs"])
_EVERY = 0.4
"""Seconds between two looks."""


@router.get("/{job}")
def get(request: Request, job: Key, who: Annotated[Who, allowed("look")]) -> dict[str, Any]:
    """A job with all that it told."""
    with reading(request) as connection:
        row = _job(connection, who, job)
        return {**_brief(row), "events": jobs.events(connection, job)}


@router.get("/{job}/events")
def events(
    request: Request, job: Key, who: Annotated[Who, allowed("look")], last_event_id: Annotated[str, Header()] = "0"
) -> StreamingResponse:
    """Server-sent events: what the job tells, then its end."""
    with reading(request) as connection:
        _job(connection, who, job)
    after = int(last_event_id) if last_event_id.isdigit() and len(last_event_id) < 16 else 0
    return StreamingResponse(_follow(request, job, after), media_type="text/event-stream")


async def _follow(request: Request, job: str, after: int) -> AsyncIterator[str]:
    while not await request.is_disconnected():
        row, told = await run_in_threadpool(_look, request, job, after)
        for one in told:
            after = one["number"]
            yield f"id: {after}\ndata: {json.dumps({'text': one['text'], 'at': one['at']})}\n\n"
        if row["state"] in jobs.ENDED:
            yield f"event: end\ndata: {json.dumps(_brief(row))}\n\n"
            return
        await asyncio.sleep(_EVERY)


def _look(request: Request, job: str, after: int) -> tuple[Row, list[Row]]:
    with reading(request) as connection:
        row = jobs.get(connection, job)
        return row, jobs.events(connection, job, after)


def _job(connection: sa.Connection, who: Who, job: str) -> Row:
    """A job of a role that the person may see, or of their own."""
    row = jobs.get(connection, job)
    if row["role"]:
        role_for(connection, who, row["role"])
    elif row["person"] != who.id and not who.all_roles:
        raise RightsError("it is somebody else's job", f"jobs/{job}", "look at your own")
    return row


def _brief(row: Row) -> dict[str, Any]:
    return {name: row[name] for name in ("id", "kind", "about", "state", "error", "created", "ended")}
