"""Who asks: the session behind the cookie, what this person may do, and which roles they may see."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool

from rolewright.errors import MissingError, RolewrightError
from rolewright.model.record import NamedTuple
from rolewright.store import people, roles
from rolewright.store.engine import now, reading, writing
from rolewright.studio.permissions import SEES_ALL, may

if TYPE_CHECKING:
    import sqlalchemy as sa

    from rolewright.store.rows import Row
    from rolewright.studio.config import Config

COOKIE = "rolewright"
_FRESH = 5.0
"""Seconds that a session that was looked up is taken for granted; signing out in this process ends it at once."""


class SignInError(RolewrightError):
    """Nobody is signed in."""


class RightsError(RolewrightError):
    """The person may not do this."""


class Who(NamedTuple):
    """The person who asks. `scope` is the role whose actions a token is limited to, "" for somebody who signed in."""

    id: str
    role: str
    name: str
    email: str
    scope: str = ""

    @property
    def all_roles(self) -> bool:
        """Whether they see every role."""
        return self.role in SEES_ALL

    def may(self, action: str) -> bool:
        """Whether they may do an action: a token only what both its person and its scope may."""
        return may(self.role, action) and may(self.scope or self.role, action)


class Sessions:
    """The sessions of a studio, with the last ones in memory."""

    def __init__(self, engine: sa.Engine, config: Config) -> None:
        self._engine, self._config = engine, config
        self._known: dict[str, tuple[float, Who]] = {}

    def known(self, cookie: str) -> Who | None:
        """Who a cookie was a moment ago."""
        at, who = self._known.get(cookie, (0.0, None))
        return who if time.monotonic() - at < _FRESH else None

    def find(self, cookie: str) -> Who | None:
        """Who a cookie is; a session in use is prolonged, up to its whole life."""
        with reading(self._engine) as connection:
            row = people.session(connection, cookie)
        if row is None or row["seen"] + self._config.idle < now():
            self._known.pop(cookie, None)
            return None
        if row["seen"] + 60_000 < now():
            with writing(self._engine) as connection:
                people.touch(connection, cookie, row["expires"])
        who = Who(row["person"], row["role"], row["name"], row["email"])
        if len(self._known) > 10_000:
            self._known.clear()
        self._known[cookie] = (time.monotonic(), who)
        return who

    def forget(self) -> None:
        """Look every session up anew: somebody signed out, or has other rights now."""
        self._known.clear()


async def who_asks(request: Request) -> Who:
    """The person behind a request. Raises SignInError."""
    cookie = request.cookies.get(COOKIE, "")
    sessions: Sessions = request.app.state.sessions
    who = None
    if cookie:
        who = sessions.known(cookie) or await run_in_threadpool(sessions.find, cookie)
    if who is None:
        raise SignInError("you aren't signed in", "", "sign in, or open the studio by the address that it printed")
    return who


def entitled(who: Who, action: str) -> Who:
    """The person, who may do an action. Raises RightsError."""
    if not who.may(action):
        raise RightsError(f"a {who.scope or who.role} may not do this", action, "ask an admin of the studio")
    return who


def allowed(action: str) -> Any:
    """A dependency: the person who asks, who may do `action`. Raises SignInError, RightsError."""

    async def checked(request: Request) -> Who:
        return entitled(await who_asks(request), action)

    checked.action = action  # type: ignore[attr-defined]
    return Depends(checked)


def role_for(connection: sa.Connection, who: Who, role: str) -> Row:
    """A role that the person may see. Raises MissingError for any other: that it exists isn't told."""
    row = roles.get(connection, role)
    if not who.all_roles and not roles.is_member(connection, role, who.id):
        raise MissingError("it isn't there (any more)", f"roles/{role}"[:80], "go back and choose another")
    return row
