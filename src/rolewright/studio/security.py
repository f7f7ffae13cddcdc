"""What every request passes: the right host, our own page as its origin, a size that is allowed; and headers on the way out.

Pure ASGI, so that streams stay streams.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from rolewright.studio.config import Config

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
MOST_BYTES = 64 << 20
"""Of a request's body; routes have smaller limits of their own."""
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
        await self._app(scope, _limited(receive), _dressed(send, secure=self._config.secure))

    def _problem(self, scope: Scope, headers: dict[bytes, str]) -> tuple[int, str, str] | None:
        host = headers.get(b"host", "")
        if self._config.hosts and _name(host) not in self._config.hosts:
            return 421, f"this studio isn't {host[:100]!r}", "open it by the address that it printed"
        if scope["method"] not in SAFE and not _own(headers, host):
            return 403, "the request came from another site", "reload the page and try again"
        length = headers.get(b"content-length", "0")
        if not length.isdigit() or int(length) > MOST_BYTES:
            return 413, f"more than {MOST_BYTES >> 20} MB", "send less at once"
        return None


def _name(host: str) -> str:
    """A Host header without its port."""
    return host.partition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0].lower()


def _own(headers: dict[bytes, str], host: str) -> bool:
    """Whether our own page sent it. Browsers say so by `Sec-Fetch-Site`, older ones by `Origin`; without either no cookie counts."""
    site = headers.get(b"sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = headers.get(b"origin")
    if origin is not None:
        return urlsplit(origin).netloc == host
    return b"cookie" not in headers


def _limited(receive: Receive) -> Receive:
    """A body that ends in a disconnect when it grows over the limit, whatever its length said."""
    seen = 0

    async def read() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        return {"type": "http.disconnect"} if seen > MOST_BYTES else message

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
