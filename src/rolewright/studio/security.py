"""What every request passes: the right host, our own page as its origin, a size that is allowed; and headers on the way out.

Pure ASGI, so that streams stay streams.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from rolewright.studio.config import Config

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
MOST_BYTES, MOST_WORDS, MOST_UNKNOWN = 64 << 20, 8 << 20, 64 << 10
"""Bytes of a body: of files, of all else, of who shows neither cookie nor token. It is read before a route knows who asks;
routes have smaller limits of their own.
"""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'; manifest-src 'self'"
)
PAGE_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; sandbox allow-downloads"
)
"""For documents that we made (a kit to print): no script, no form, an origin of their own."""
_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), interest-cohort=()"),
)


class Guard:
    """Refuses what isn't ours before any route sees it."""

    def __init__(self, app: ASGIApp, config: Config) -> None:
        self._app, self._config = app, config

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = {key: value.decode("latin-1") for key, value in scope["headers"]}
        problem = self._problem(scope, headers)
        if problem:
            await _refuse(send, *problem)
            return
        await self._app(scope, _limited(receive, _most(headers)), _dressed(send, secure=self._config.secure))

    def _problem(self, scope: Scope, headers: dict[bytes, str]) -> tuple[int, str, str] | None:
        host = headers.get(b"host", "")
        if self._config.hosts and _name(host) not in self._config.hosts:
            return 421, f"this studio isn't {host[:100]!r}", "open it by the address that it printed"
        if scope["method"] not in SAFE and not _by_token(scope) and not _own(headers, host):
            return 403, "the request came from another site", "reload the page and try again"
        length, most = headers.get(b"content-length", "0"), _most(headers)
        if not (length.isascii() and length.isdigit() and len(length) < 20) or int(length) > most:
            return 413, _too_much(most), "send less at once"
        return None


def _most(headers: dict[bytes, str]) -> int:
    """How many bytes a request's body may have."""
    if not headers.keys() & {b"cookie", b"authorization"}:
        return MOST_UNKNOWN
    return MOST_BYTES if headers.get(b"content-type", "").startswith("multipart/") else MOST_WORDS


def _too_much(most: int) -> str:
    return f"more than {most >> 10} kB"


def _name(host: str) -> str:
    """A Host header without its port."""
    return host.partition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0].lower()


def _by_token(scope: Scope) -> bool:
    """Whether no cookie counts anyway: there a token is asked for, which no browser sends by itself."""
    return str(scope["path"]).startswith("/api/v1/")


def _own(headers: dict[bytes, str], host: str) -> bool:
    """Whether our own page sent it. Browsers say so by `Sec-Fetch-Site`, older ones by `Origin`; without either no cookie counts."""
    site = headers.get(b"sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = headers.get(b"origin")
    if origin is not None:
        return urlsplit(origin).netloc == host
    return b"cookie" not in headers


def _limited(receive: Receive, most: int) -> Receive:
    """A body that is refused when it grows over the limit, whatever its length said."""
    seen = 0

    async def read() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > most:
            raise HTTPException(413, _too_much(most))
        return message

    return read


def _dressed(send: Send, *, secure: bool) -> Send:
    """Every answer with our headers; what a route set itself stays."""

    async def write(message: Message) -> None:
        if message["type"] == "http.response.start":
            there = {key for key, _ in message["headers"]}
            added = [*_HEADERS, (b"content-security-policy", PAGE_POLICY.encode()), (b"cache-control", b"no-store")]
            if secure:
                added.append((b"strict-transport-security", b"max-age=31536000"))
            message["headers"] = [*message["headers"], *[row for row in added if row[0] not in there]]
        await send(message)

    return write


async def _refuse(send: Send, status: int, what: str, do: str) -> None:
    body = json.dumps({"error": {"what": what, "where": "", "do": do}}).encode()
    kind = [(b"content-type", b"application/json"), (b"x-content-type-options", b"nosniff")]
    await send({"type": "http.response.start", "status": status, "headers": kind})
    await send({"type": "http.response.body", "body": body})
