"""The door to the network: one studio, one token; nothing is followed elsewhere, and no token goes out unencrypted."""

from __future__ import annotations

import ipaddress
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

import httpx2 as httpx

from rolewright.client.errors import TooManyError, UnavailableError, error_of
from rolewright.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONGEST = 60.0
"""Seconds that the studio's Retry-After is believed for."""


class Door:
    """Calls below `/api/v1`. `patience` are the seconds that may be spent waiting where the studio says 429."""

    def __init__(self, address: str, token: str, timeout: float, patience: float) -> None:
        self._patience = patience
        self._client = httpx.Client(
            base_url=f"{_checked(address)}/api/v1/", timeout=timeout, follow_redirects=False,
            headers={"Authorization": f"Bearer {_token(token)}", "Accept": "application/json"},
        )  # fmt: skip

    def close(self) -> None:
        """Let the connections go."""
        self._client.close()

    def call(
        self, method: str, *parts: str, body: Any = None, query: Mapping[str, Any] | None = None, files: Any = None
    ) -> httpx.Response:
        """One call; the answer if it is one. Raises ClientError. A 429 is asked again as long as patience lasts."""
        path = "/".join(_part(part) for part in parts)
        asked = {name: value for name, value in (query or {}).items() if value not in (None, "", [])}
        until = time.monotonic() + self._patience
        while True:
            try:
                return self._once(method, path, body, asked, files)
            except TooManyError as error:
                wait = min(error.retry_after, _LONGEST)
                if time.monotonic() + wait > until:
                    raise
            time.sleep(wait)

    def _once(self, method: str, path: str, body: Any, query: dict[str, Any], files: Any) -> httpx.Response:
        try:
            answer = self._client.request(method, path, json=body, params=query, files=files)
        except httpx.HTTPError as error:
            where = str(self._client.base_url)
            raise UnavailableError(f"no answer ({type(error).__name__})", where, "is the studio there?") from error
        if answer.is_success:
            return answer
        try:
            told = answer.json()
        except ValueError:
            told = None
        raise error_of(answer.status_code, told, _seconds(answer.headers.get("retry-after", "")))


def _part(written: str) -> str:
    """A part of a path. Raises ConfigError for one that would lead elsewhere."""
    if written in {"", ".", ".."}:
        raise ConfigError(f"{written!r} is no id", "id", "take one that the studio told")
    return quote(written, safe="")


def _seconds(written: str) -> float:
    return float(written) if written.isascii() and written.isdigit() else 1.0


def _checked(address: str) -> str:
    """A studio's address without its path's end. Raises ConfigError for one that would send the token in the clear."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    if parts.scheme not in {"http", "https"} or not host or parts.username or parts.query:
        raise ConfigError("it is no studio's address", address[:200], "write https://studio.example.com")
    if parts.scheme == "http" and not _here(host):
        raise ConfigError("a token isn't sent unencrypted", address[:200], "write https://…")
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"


def _here(host: str) -> bool:
    """Whether it is this very machine."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _token(written: str) -> str:
    if not written.isascii() or not written.isprintable() or not written.strip():
        raise ConfigError("there is no token", "token", "make one: rolewright studio token NAME")
    return written.strip()
