"""The HTTP API for programs, version 1: an application of its own below /api/v1, by tokens alone.

Its requests and answers are the models of `rolewright.client`; the id of each operation is the client's method.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import FastAPI

from rolewright.client.models import Problem
from rolewright.studio import trouble
from rolewright.studio.v1 import hiring, market, postings, roles, texts

if TYPE_CHECKING:
    from starlette.datastructures import State

VERSION = "1"
_ABOUT = (
    "Reads and checks postings, keeps roles and postings, gives kits, market tables and matches. Every call needs a personal "
    "access token; it may do what both its person and its scope may. Fields may be added to answers; none is removed or "
    "renamed within version 1."
)
_TOLD = {
    400: "the body can't be read", 401: "no valid token", 403: "the token may not do this",
    404: "there is no such thing, or it may not be seen", 409: "somebody changed it meanwhile", 413: "too much at once", 422: "the request is wrong",
    429: "too often: see Retry-After", 501: "the studio lacks an extra", 503: "the database is away",
}  # fmt: skip


def create(state: State) -> FastAPI:
    """The API on what the studio's other routes work on."""
    told: dict[int | str, dict[str, Any]] = {
        status: {"model": Problem, "description": about} for status, about in _TOLD.items()
    }
    app = FastAPI(
        title="Rolewright studio", version=VERSION, description=_ABOUT, docs_url=None, redoc_url=None, responses=told,
        generate_unique_id_function=lambda route: route.name, root_path_in_servers=False, servers=[{"url": "/api/v1"}],
    )  # fmt: skip
    app.state = state
    for room in (texts, roles, postings, hiring, market):
        app.include_router(room.router)
    trouble.tell(app)
    return app
