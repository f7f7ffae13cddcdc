"""The one door to job boards: GET over HTTP with a pace a host, retries, robots.txt respected, answers bounded.

Nothing goes through it unless the user asks for a board by name, and no key ever does. A redirect to another host isn't followed.
"""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
import urllib.robotparser
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from rolewright.errors import VendorError
from rolewright.knowledge.shelf import shelf

if TYPE_CHECKING:
    from collections.abc import Callable

_PIECE = 65_536


class BoardError(VendorError):
    """A board can't be read: it is gone, forbids it, or doesn't answer as it should."""


class Door:
    """Remembers when each host was last asked, and what its robots.txt says. `sleep` and `clock` are for tests."""

    def __init__(
        self, sleep: Callable[[float], None] | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.manners: dict[str, Any] = shelf("corpus/boards")["manners"]
        self._sleep, self._clock = sleep or time.sleep, clock
        self._last: dict[str, float] = {}
        self._robots: dict[str, urllib.robotparser.RobotFileParser] = {}
        self._opener = urllib.request.build_opener(_SameHost)

    def get(self, url: str) -> bytes:
        """The body of an answer of status 200. Raises BoardError after the last try, or where robots.txt forbids it."""
        if not url.startswith(("https://", "http://")):
            raise BoardError("it isn't a web address", url, "write https://…")
        robots = self._rules(url)
        agent = self.manners["agent"]
        if not robots.can_fetch(agent, url):
            raise BoardError("its robots.txt forbids it", url, "ask the board's owner for a file")
        return self._tried(url, float(robots.crawl_delay(agent) or 0), int(self.manners["bytes"]))

    def _rules(self, url: str) -> urllib.robotparser.RobotFileParser:
        """The rules of a host: none where it has no such file; nothing is allowed where it can't say (RFC 9309, 2.3.1)."""
        parts = urlsplit(url)
        root = f"{parts.scheme}://{parts.netloc}"
        if root not in self._robots:
            rules = urllib.robotparser.RobotFileParser()
            try:
                rules.parse(
                    self._tried(f"{root}/robots.txt", 0.0, int(self.manners["robots_bytes"]))
                    .decode("utf-8", "replace")
                    .splitlines()
                )
            except _RefusedError as error:
                if not 400 <= error.status < 500:
                    raise
                rules.parse([])
            self._robots[root] = rules
        return self._robots[root]

    def _tried(self, url: str, delay: float, limit: int) -> bytes:
        wait = float(self.manners["wait"])
        for left in range(int(self.manners["tries"]) - 1, -1, -1):
            self._pace(url, delay)
            try:
                return self._once(url, limit)
            except _RefusedError as error:
                if error.status not in self.manners["again"] or not left:
                    raise
                self._sleep(self._asked(error, wait))
            except (OSError, http.client.HTTPException) as error:
                if not left:
                    raise BoardError(
                        f"doesn't answer ({type(error).__name__}: {str(error)[:100]})", url, "try again later"
                    ) from error
                self._sleep(wait)
            wait *= 2
        raise BoardError("doesn't answer", url, "try again later")

    def _asked(self, error: _RefusedError, otherwise: float) -> float:
        """Seconds until the next try: what the server asks for. Raises BoardError if that is too long."""
        longest = float(self.manners["longest"])
        if error.after is not None and error.after > longest:
            raise BoardError(f"it asks to wait {error.after:,.0f} seconds", error.where, "try again later")
        return min(longest, otherwise) if error.after is None else error.after

    def _pace(self, url: str, delay: float) -> None:
        host = urlsplit(url).netloc
        pause = max(float(self.manners["pace"]), delay)
        left = self._last.get(host, float("-inf")) + pause - self._clock()
        if left > 0:
            self._sleep(left)
        self._last[host] = self._clock()

    def _once(self, url: str, limit: int) -> bytes:
        head = {"User-Agent": self.manners["agent"], "Accept": "application/json, text/plain;q=0.5"}
        seconds = float(self.manners["seconds"])
        end = time.monotonic() + seconds
        got = bytearray()
        request = urllib.request.Request(url, headers=head)  # noqa: S310 - the address is of `boards`
        try:
            with self._opener.open(request, timeout=seconds) as reply:
                while piece := reply.read1(_PIECE):
                    got += piece
                    if len(got) > limit:
                        raise BoardError(f"its answer is longer than {limit:,} bytes", url, "it is no job board")
                    if time.monotonic() > end:
                        raise TimeoutError(f"no whole answer within {seconds:g} seconds")
                wanted = reply.headers.get("Content-Length", "")
        except urllib.error.HTTPError as error:
            error.close()
            raise _RefusedError(url, error.code, _after(error.headers.get("Retry-After"))) from None
        if wanted.isdigit() and len(got) < int(wanted):
            raise http.client.IncompleteRead(bytes(got), int(wanted) - len(got))
        return bytes(got)


class _RefusedError(BoardError):
    """An answer of another status than 200; `after` are the seconds that it asks to wait."""

    def __init__(self, url: str, status: int, after: float | None) -> None:
        do = "check the board's name" if status in {400, 404, 410} else "try again later"
        super().__init__(f"answers with status {status}", url, do)
        self.status, self.after = status, after


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows redirects within a host only."""

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        """The next request, or an error for another host."""
        if urlsplit(newurl).netloc != urlsplit(req.full_url).netloc:
            raise BoardError(
                f"sends on to another host ({urlsplit(newurl).netloc})", req.full_url, "check the board's name"
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _after(written: str | None) -> float | None:
    """The seconds of a Retry-After: a number, or a date."""
    if not written:
        return None
    if written.strip().isdigit():
        return float(written)
    try:
        return max(0.0, parsedate_to_datetime(written).timestamp() - time.time())
    except (TypeError, ValueError):
        return None
