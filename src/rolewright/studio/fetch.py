"""A posting from the web: only public addresses, looked up once and then held to, through every redirect (SSRF)."""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import httpx2 as httpx

from rolewright.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_BYTES = 8 << 20
_SECONDS = 15.0
_REDIRECTS = 4
_PORTS = {"http": 80, "https": 443}
_ENDINGS = {
    "application/pdf": ".pdf",
    "text/html": ".html",
    "text/markdown": ".md",
    "text/plain": ".txt",
    "application/json": ".json",
}


def fetch(url: str, *, private: bool = False) -> tuple[bytes, str]:
    """(bytes, a name with the ending of its kind) of a public page. Raises DocumentError. `private` lets tests in."""
    for _ in range(_REDIRECTS + 1):
        answer, data = _once(url, private=private)
        if answer.is_redirect:
            url = urljoin(url, answer.headers.get("location", ""))
            continue
        if answer.status_code != 200:
            raise DocumentError(
                f"the page answers {answer.status_code}", urlsplit(url).netloc[:100], "check the address"
            )
        kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        return data, f"page{_ENDINGS.get(kind, '')}"
    raise DocumentError("it is sent on and on", urlsplit(url).netloc[:100], "give the last address")


def _once(url: str, *, private: bool) -> tuple[httpx.Response, bytes]:
    """One request, to the very address that was looked up and found public."""
    parts = urlsplit(url)
    host, port = _target(url, private=private)
    address = _address(host, port, private=private)
    shown = f"[{address}]" if ":" in address else address
    made = httpx.URL(url).copy_with(host=shown, port=port, fragment=None, userinfo=b"")
    request = httpx.Request(
        "GET", made, headers={"Host": parts.netloc.rpartition("@")[2], "User-Agent": "rolewright", "Accept": "text/html,*/*;q=0.5"},
        extensions={"sni_hostname": host, "timeout": httpx.Timeout(_SECONDS).as_dict()},
    )  # fmt: skip
    try:
        with httpx.Client(trust_env=False, follow_redirects=False) as client:
            answer = client.send(request, stream=True)
            data = b""
            for piece in answer.iter_bytes():
                data += piece
                if len(data) > MOST_BYTES:
                    raise DocumentError(f"more than {MOST_BYTES >> 20} MB", host[:100], "paste the text instead")
            return answer, data
    except httpx.HTTPError as error:
        raise DocumentError(f"can't be reached ({type(error).__name__})", host[:100], "check the address") from error


def _target(url: str, *, private: bool) -> tuple[str, int]:
    """(host, port) of an address that may be asked at all."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError as error:
        raise DocumentError("it is no web address", url[:100], "write https://…") from error
    if parts.scheme not in _PORTS or not host or (port not in _PORTS.values() and not private):
        raise DocumentError("it is no web address that may be opened", url[:100], "write https://… without a port")
    return host, port


def _address(host: str, port: int, *, private: bool) -> str:
    """An address of the host; every one that it has must be public."""
    found = resolve(host, port)
    if not found:
        raise DocumentError("there is no such host", host[:100], "check the address")
    if not private and not all(public(one) for one in found):
        raise DocumentError(
            "it is in a network of its own", host[:100], "only public pages are opened; paste the text instead"
        )
    return found[0]


def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses of a host; () if there are none."""
    try:
        return [str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError):
        return ()


def public(address: str) -> bool:
    """Whether an address belongs to the public internet, also where it is wrapped in another (IPv4 in IPv6, 6to4, Teredo)."""
    made = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(made, ipaddress.IPv6Address):
        if made.sixtofour is not None or made.teredo is not None or made in ipaddress.ip_network("64:ff9b::/96"):
            return False
        if made.ipv4_mapped is not None:
            made = made.ipv4_mapped
    return made.is_global and not made.is_multicast
