"""The routes, a file a part of the page. Each calls `rolewright.api` or the store, and says which action it is."""

from __future__ import annotations

from rolewright.studio.routes import checks, export, me, postings, roles, rulebook, scope

ROUTERS = (me.router, checks.router, roles.router, postings.router, scope.router, export.router, rulebook.router)
