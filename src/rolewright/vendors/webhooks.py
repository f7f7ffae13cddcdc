"""Webhooks: whether a call really comes from a system. Compare before anything in the body is believed."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import TYPE_CHECKING, Any

from rolewright.boards.lists import system
from rolewright.errors import VendorError

if TYPE_CHECKING:
    from collections.abc import Mapping

OLDEST = 300
"""Seconds after which a signed call with a time is too old: it may be a copy."""


def verify(name: str, secret: str, headers: Mapping[str, str], body: bytes, now: float | None = None) -> bool:
    """Whether `body`, the raw bytes as they came, was signed with the secret.

    `now` is the time in seconds since 1970; with it a signature that has a time may be at most `OLDEST` seconds old.
    Lever signs a token and the time alone, so a true answer says nothing of the rest of its body. Raises VendorError
    for an unknown system or an empty secret, with which anybody could sign.
    """
    if not secret:
        raise VendorError("the secret is empty", f"webhook of {name}", "take it from the system's settings")
    how, head = system(name)["webhook"], {key.lower(): value for key, value in headers.items()}
    if "fields" in how:
        return _inside(how, secret, body, now)
    if now is not None and "timestamp" in how and not _recent(head.get(how["timestamp"], ""), now):
        return False
    parts = [body if part == "body" else head.get(part, "").encode() for part in how.get("joined", ["body"])]
    wanted = hmac.new(secret.encode(), b".".join(parts), hashlib.sha256).hexdigest()
    said = [one.strip() for one in head.get(how["header"].lower(), "").split(";")]
    prefix = how["prefix"]
    return any(_same(one[len(prefix) :], wanted) for one in said if one.startswith(prefix))


def _inside(how: dict[str, Any], secret: str, body: bytes, now: float | None) -> bool:
    """Lever: the signature stands in the body and covers some of its fields."""
    try:
        said = json.loads(body)
        parts = [str(said[name]) for name in how["fields"]]
        signature = said[how["signature"]]
        millis = float(said["triggeredAt"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return False
    if now is not None and abs(now - millis / 1000) > OLDEST:
        return False
    wanted = hmac.new(secret.encode(), "".join(parts).encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
    return isinstance(signature, str) and _same(signature, wanted)


def _recent(written: str, now: float) -> bool:
    return written.isdigit() and abs(now - int(written)) <= OLDEST


def _same(said: str, wanted: str) -> bool:
    """Without telling by its time how much was right."""
    return hmac.compare_digest(said.encode("utf-8", "surrogatepass"), wanted.encode())
