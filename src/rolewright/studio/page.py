"""The page and its files: built by Vite from `studio/` at the repository's root, and shipped in the package."""

from __future__ import annotations

import mimetypes
import os
import secrets
from functools import cache
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from rolewright.store import people
from rolewright.store.engine import writing
from rolewright.studio.rights import COOKIE
from rolewright.studio.security import POLICY

if TYPE_CHECKING:
    from rolewright.studio.config import Config

ASSETS = os.path.join(os.path.dirname(__file__), "assets")
_FOREVER = "public, max-age=31536000, immutable"
router = APIRouter(include_in_schema=False)


@router.get("/enter")
def enter(request: Request, token: str = "") -> Response:
    """The opened URL of single-user mode: its token becomes a session, and leaves the address bar."""
    config: Config = request.app.state.config
    limits = request.app.state.limits
    limits.count("enter", request, config.attempts_a_minute)
    if not config.token or not secrets.compare_digest(token.encode(), config.token.encode()):
        return RedirectResponse("/signin", 303)
    with writing(request.app.state.engine) as connection:
        person = people.owner(connection)
        cookie = secrets.token_urlsafe(32)
        people.begin(connection, person["id"], cookie, config.life)
    return signed_in(RedirectResponse("/", 303), cookie, config)


def signed_in(response: Response, cookie: str, config: Config) -> Response:
    """The answer with the session's cookie: for this site alone, out of reach of scripts."""
    response.set_cookie(
        COOKIE, cookie, httponly=True, samesite="strict", secure=config.secure, path="/", max_age=config.life // 1000
    )
    return response


@router.get("/assets/{name}")
def asset(name: str) -> Response:
    """A built file; its name holds a hash of its content."""
    data = _assets().get(name)
    if data is None:
        return Response("there is no such file", 404)
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Response(data, media_type=kind, headers={"Cache-Control": _FOREVER})


@router.get("/{path:path}")
def page(path: str) -> Response:
    """The one page; which part of it is shown is told by the address. Strict policy: no inline script, styles by nonce."""
    if path.startswith(("api/", "assets/")):
        return Response(
            '{"error":{"what":"there is no such address","where":"","do":"see /api/openapi.json"}}',
            404,
            media_type="application/json",
        )
    nonce = secrets.token_urlsafe(16)
    html = _index().replace("%NONCE%", nonce)
    return HTMLResponse(html, headers={"Content-Security-Policy": POLICY.format(nonce=nonce)})


@cache
def _assets() -> dict[str, bytes]:
    """Every built file; only what was there at the start is ever served."""
    folder = os.path.join(ASSETS, "assets")
    made = {}
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), "rb") as file:
            made[name] = file.read()
    return made


@cache
def _index() -> str:
    with open(os.path.join(ASSETS, "index.html"), encoding="utf-8") as file:
        return file.read()
