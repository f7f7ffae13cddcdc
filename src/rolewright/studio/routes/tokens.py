"""Personal access tokens: made, listed and revoked by whose they are. A token makes no tokens."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Request

from rolewright.client.requests import NewToken
from rolewright.store import audit, tokens
from rolewright.studio.permissions import ACTIONS, may
from rolewright.studio.rights import RightsError, Who, allowed
from rolewright.studio.routes.bodies import Key
from rolewright.studio.shared import reading, saving

router = APIRouter(prefix="/tokens", tags=["session"])


@router.get("")
def every(request: Request, who: Annotated[Who, allowed("look")]) -> list[dict[str, Any]]:
    """Your tokens: name, scope, when made, used last and expiring; never the tokens themselves."""
    with reading(request) as connection:
        return tokens.of_person(connection, who.id)


@router.post("", status_code=201)
def create(request: Request, body: NewToken, who: Annotated[Who, allowed("look")]) -> dict[str, Any]:
    """A new token of yours; `token` is told this once. 403 for a scope that may more than you do."""
    within(who.role, body.scope)
    request.app.state.limits.count("token made", request, request.app.state.config.attempts_a_minute, who.id)
    with saving(request) as connection:
        made, row = tokens.add(connection, who.id, body.name, body.scope, body.days)
        audit.note(connection, who.id, "token created", f"tokens/{row['id']}", f"{body.scope} {body.days}")
    return {**row, "token": made}


@router.delete("/{token}")
def revoke(request: Request, token: Key, who: Annotated[Who, allowed("look")]) -> dict[str, bool]:
    """Take a token of yours back; it ends at once."""
    with saving(request) as connection:
        tokens.revoke(connection, who.id, token)
        audit.note(connection, who.id, "token revoked", f"tokens/{token}")
    request.app.state.tokens.forget()
    return {"revoked": True}


def within(role: str, scope: str) -> None:
    """Raises RightsError for a scope that may anything that the role mayn't."""
    more = [action for action in ACTIONS if may(scope, action) and not may(role, action)]
    if more:
        raise RightsError(
            f"a {role} can't give a token the rights of a {scope}", more[0], "choose a scope within yours"
        )
