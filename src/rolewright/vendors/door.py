"""The one door to the network: bounded in time and bytes, patient where a server asks for it, never elsewhere than asked.

A request is tried again after 429 and 503, and, if it only reads, after other 5xx and broken connections: a write that
broke off may have been done. Redirects are refused, so that a key goes to no other host.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from rolewright.errors import VendorError
from rolewright.knowledge.shelf import shelf
from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

_PIECE = 1 << 16
_HERE = {"127.0.0.1", "::1", "localhost"}


class Answer(NamedTuple):
    """A status, the headers by lower-case name, and the body."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self, url: str) -> Any:
        """The body as JSON. Raises VendorError if it isn't."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError) as error:
            start = self.body[:60].decode("utf-8", "replace")
            raise VendorError(f"its answer isn't JSON: {start!r}", clean(url), "look whether its API is up") from error


def fetch(method: str, url: str, head: Mapping[str, str] | None = None, data: bytes | None = None, *,
          reads: bool | None = None) -> Answer:  # fmt: skip
    """The answer, 2xx. Raises VendorError for any other, with what to do.

    `reads` says that the request changes nothing (default: if it is a GET).
    """
    import time

    checked(url)
    limits = shelf("vendors/vendors")["door"]
    safe = method == "GET" if reads is None else reads
    for attempt in range(limits["tries"]):
        found = _once(method, url, head or {}, data, limits)
        if isinstance(found, Answer) and found.status < 300:
            return found
        last = attempt == limits["tries"] - 1
        if last or not _again(found, safe=safe):
            raise _refused(found, url)
        time.sleep(_wait(found, limits["first_wait"] * 2**attempt, limits["longest_wait"], url))
    raise AssertionError("the last try returns or raises")


def clean(url: str) -> str:
    """An address as messages show it: without its query, in which a key may stand."""
    return url.partition("?")[0]


def checked(url: str) -> None:
    """Keys and answers go over TLS only, except to this machine. Raises VendorError for another address."""
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _HERE):
        raise VendorError("it isn't an https address", clean(url), "write https://…")


def _once(
    method: str, url: str, head: Mapping[str, str], data: bytes | None, limits: dict[str, Any]
) -> Answer | OSError:
    """One try: an answer of any status, or what broke. Raises VendorError for an answer that is too long or too slow."""
    import http.client
    import time
    import urllib.error
    import urllib.request

    class Stay(urllib.request.HTTPRedirectHandler):
        """Follows no redirect."""

        def redirect_request(self, *_: Any) -> None:
            """Nothing: the redirect becomes an answer."""

    from rolewright import __version__

    request = urllib.request.Request(  # noqa: S310 - `checked` looked at it
        url, data, {"Accept": "application/json", "User-Agent": f"rolewright/{__version__}", **head}, method=method
    )
    end = time.monotonic() + limits["seconds"]
    try:
        try:
            reply = urllib.request.build_opener(Stay).open(request, timeout=limits["seconds"])
        except urllib.error.HTTPError as error:
            reply = error
        with reply:
            body = bytearray()
            while len(body) <= limits["limit"] and time.monotonic() < end and (piece := reply.read1(_PIECE)):
                body += piece
            if len(body) > limits["limit"]:
                raise VendorError(f"its answer is longer than {limits['limit']:,} bytes", clean(url), "ask its support")
            if time.monotonic() >= end:
                return TimeoutError(f"no whole answer within {limits['seconds']} seconds")
            missing = reply.length
            if missing:
                return ConnectionError(f"its answer broke off {missing:,} bytes early")
            return Answer(reply.status or 0, {k.lower(): v for k, v in reply.headers.items()}, bytes(body))
    except (OSError, http.client.HTTPException) as error:
        return error if isinstance(error, OSError) else ConnectionError(str(error))


def _again(found: Answer | OSError, *, safe: bool) -> bool:
    """Whether another try may help and can't do the same twice."""
    if isinstance(found, Answer):
        return found.status in {429, 503} or (safe and found.status >= 500)
    return safe


def _wait(found: Answer | OSError, otherwise: float, longest: float, url: str) -> float:
    """Seconds until the next try: what the server asks for. Raises VendorError if that is too long."""
    asked = found.headers.get("retry-after", "") if isinstance(found, Answer) else ""
    seconds = _seconds(asked) if asked else None
    if seconds is None:
        return otherwise
    if seconds > longest:
        raise VendorError(f"it asks to wait {seconds:,.0f} seconds", clean(url), "try again later")
    return seconds


def _seconds(written: str) -> float | None:
    """`Retry-After` in seconds, or as a date; None if it is neither."""
    import time
    from email.utils import parsedate_to_datetime

    if written.strip().isdigit():
        return float(written)
    try:
        return max(0.0, parsedate_to_datetime(written).timestamp() - time.time())
    except (ValueError, TypeError):
        return None


def _refused(found: Answer | OSError, url: str) -> VendorError:
    """What went wrong for good, and what to do."""
    if isinstance(found, OSError):
        return VendorError(f"it can't be reached ({getattr(found, 'reason', found)})", clean(url), "try again later")
    if 300 <= found.status < 400:
        where = clean(found.headers.get("location", "elsewhere"))
        return VendorError(f"it redirects to {where}, which isn't followed", clean(url), "check the name or address")
    known = {401: "check the key", 403: "the key may not do this: check its permissions", 404: "check the name or id",
             422: "it doesn't take the record so", 429: "it is busy: try again later"}  # fmt: skip
    said = " ".join(found.body[:200].decode("utf-8", "replace").split())
    do = known.get(found.status, "try again later" if found.status >= 500 else "see its documents")
    return VendorError(f"it answered with status {found.status}{f': {said}' if said else ''}", clean(url), do)
