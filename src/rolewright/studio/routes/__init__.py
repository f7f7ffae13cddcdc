"""The routes, a file a part of the page. Each calls `rolewright.api` or the store, and says which action it is."""

from __future__ import annotations

from rolewright.studio.routes import (
    bring,
    candidates,
    checks,
    export,
    interviews,
    market,
    matching,
    me,
    people,
    postings,
    roles,
    rulebook,
    scope,
    takehome,
    tokens,
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
        matching,
        takehome,
        tokens,
        work,
        market,
        rulebook,
    )
)
