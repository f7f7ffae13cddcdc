"""The routes, a file a part of the page. Each calls `rolewright.api` or the store, and says which action it is."""

from __future__ import annotations

from rolewright.studio.routes import (
    bring,
    candidates,
    checks,
    export,
    interviews,
    me,
    people,
    postings,
    roles,
    rulebook,
    scope,
    takehome,
    work,
)

ROUTERS = tuple(
    room.router
    for room in (
        me,
        people,
        checks,
        roles,
        postings,
        bring,
        scope,
        export,
        interviews,
        candidates,
        takehome,
        work,
        rulebook,
    )
)
