"""Who asks by a token: the person behind it, limited to its scope. Cookies count for nothing here."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.concurrency import run_in_threadpool

from rolewright.store import audit, tokens
from rolewright.store.engine import now, reading, writing
from rolewright.studio.rights import SignInError, Who, entitled

if TYPE_CHECKING:
    import sqlalchemy as sa

    from rolewright.store.rows import Row

_FRESH = 5.0
"""Seconds that a token that was looked up is taken for granted; revoking it in this process ends it at once."""
_HOUR = 3_600_000
_MOST = 10_000
SCHEME = HTTPBearer(auto_error=False, scheme_name="token", description="A personal access token of the studio")


def a_file(*kinds: str) -> dict[int | str, dict[str, Any]]:
    """The description of an answer that is a file of one of these media types."""
    data = {"schema": {"type": "string", "format": "binary"}}
    content = {kind: {"schema": {"type": "object"}} if kind.endswith("/json") else data for kind in sorted(kinds)}
    return {200: {"description": "a file", "content": content}}


class Tokens:
    """The tokens of a studio, with the last ones in memory."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._known: dict[str, tuple[float, Row]] = {}

    def find(self, token: str) -> Row | None:
        """The row of a token; its use is noted, in the log once an hour at most."""
        at, kept = self._known.get(token, (0.0, None))
        if kept is not None and time.monotonic() - at < _FRESH and kept["expires"] > now():
            return kept
        self._known.pop(token, None)
        with reading(self._engine) as connection:
            row = tokens.find(connection, token)
        if row is None:
            return None
        if abs(now() - (row["used"] or 0)) > _HOUR:
            with writing(self._engine) as connection:
                tokens.use(connection, row["id"])
                audit.note(connection, row["person"], "token used", f"tokens/{row['id']}", row["scope"])
        if len(self._known) > _MOST:
            self._known.clear()
        self._known[token] = (time.monotonic(), row)
        return row

    def forget(self) -> None:
        """Look every token up anew: one was revoked, or somebody has other rights now."""
        self._known.clear()


def bearer(action: str) -> Any:
    """A dependency: whose token it is, who may do `action`. Raises SignInError, RightsError, TooOftenError."""

    async def checked(request: Request, shown: Annotated[HTTPAuthorizationCredentials | None, Depends(SCHEME)]) -> Who:
        config, limits = request.app.state.config, request.app.state.limits
        row = await run_in_threadpool(request.app.state.tokens.find, shown.credentials) if shown else None
        if row is None:
            limits.count("token", request, config.attempts_a_minute)
            raise SignInError(
                "no token, or one that isn't valid (any more)", "Authorization", "make one: rolewright studio token"
            )
        limits.count("call", request, config.calls_a_minute, row["id"])
        request.state.token = row["id"]
        return entitled(Who(row["person"], row["role"], row["name"], row["email"], row["scope"]), action)

    checked.action = action  # type: ignore[attr-defined]
    return Depends(checked)


def by_token(request: Request, who: Who, thing: str) -> None:
    """Note by which token a thing was changed."""
    with writing(request.app.state.engine) as connection:
        audit.note(connection, who.id, "by token", thing, f"token {request.state.token}")
