"""Who I am, and signing out."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Request, Response

from rolewright import __version__
from rolewright.store import people
from rolewright.studio.permissions import ACTIONS
from rolewright.studio.rights import COOKIE, Who, allowed
from rolewright.studio.shared import writing

router = APIRouter(tags=["session"])


@router.get("/me")
def me(request: Request, who: Annotated[Who, allowed("look")]) -> dict[str, Any]:
    """The person who is signed in, and what they may do."""
    can = [action for action in ACTIONS if who.may(action)]
    return {
        "id": who.id,
        "role": who.role,
        "name": who.name,
        "email": who.email,
        "can": can,
        "alone": request.app.state.config.alone,
        "version": __version__,
    }


@router.post("/signout")
def sign_out(request: Request, who: Annotated[Who, allowed("look")]) -> Response:
    """End this session."""
    with writing(request) as connection:
        people.end(connection, request.cookies.get(COOKIE, ""))
    request.app.state.sessions.forget()
    response = Response(status_code=204)
    response.delete_cookie(COOKIE, path="/")
    return response
