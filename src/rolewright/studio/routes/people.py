"""People: signing in, who there is, what they may; the audit log."""

from __future__ import annotations

import secrets
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse

from rolewright.client.requests import Number
from rolewright.errors import ConfigError
from rolewright.store import audit, people
from rolewright.studio import passwords
from rolewright.studio.page import signed_in
from rolewright.studio.rights import SignInError, Who, allowed
from rolewright.studio.routes.bodies import ChangedPerson, Key, NewPassword, NewPerson, SignIn
from rolewright.studio.shared import reading, writing

router = APIRouter(tags=["people"])


@router.get("/ways-in")
def ways_in(request: Request) -> dict[str, bool]:
    """How one signs in here: by password, by the company's provider, or by the address that was printed."""
    config = request.app.state.config
    return {"password": not config.alone, "provider": config.oidc is not None, "token": config.alone}


@router.post("/signin")
def sign_in(request: Request, body: SignIn) -> Response:
    """Sign in by password; a cookie is the session. 429 after too many attempts from an address or for a person."""
    config, limits = request.app.state.config, request.app.state.limits
    limits.count("signin", request, config.attempts_a_minute)
    limits.count("signin", request, config.attempts_a_minute, f"to {body.email.lower()}")
    with reading(request) as connection:
        person = people.by_email(connection, body.email)
    kept = person["password"] if person and person["active"] and not config.alone else None
    if not passwords.right(kept, body.password) or person is None:
        raise SignInError("address and password don't fit", "", "try again, or ask an admin for a new password")
    cookie = secrets.token_urlsafe(32)
    with writing(request) as connection:
        people.begin(connection, person["id"], cookie, config.life)
        audit.note(connection, person["id"], "signed in", f"people/{person['id']}")
    return signed_in(JSONResponse({"name": person["name"]}), cookie, config)


@router.get("/people")
def everyone(request: Request, who: Annotated[Who, allowed("role.team")]) -> list[dict[str, Any]]:
    """Who uses this studio."""
    with reading(request) as connection:
        return people.everyone(connection)


@router.post("/people", status_code=201)
def create(request: Request, body: NewPerson, who: Annotated[Who, allowed("people")]) -> dict[str, str]:
    """A new person; without a password they sign in by the provider."""
    _known(body.role)
    kept = passwords.hashed(body.password) if body.password else None
    with writing(request) as connection:
        made = people.add(connection, body.email, body.name, body.role, kept)
        audit.note(connection, who.id, "person created", f"people/{made['id']}", body.role)
    return {"id": made["id"]}


@router.put("/people/{person}")
def change(
    request: Request, person: Key, body: ChangedPerson, who: Annotated[Who, allowed("people")]
) -> dict[str, Any]:
    """Change what a person may, or let them in no more; it ends their sessions. The last admin stays."""
    values = body.model_dump(exclude_none=True)
    if "role" in values:
        _known(values["role"])
    if "password" in values:
        values["password"] = passwords.hashed(values["password"])
    with writing(request) as connection:
        people.get(connection, person)
        if values:
            people.change(connection, person, values)
        audit.note(connection, who.id, "person changed", f"people/{person}", " ".join(sorted(values)))
    request.app.state.sessions.forget()
    request.app.state.tokens.forget()
    return {"changed": sorted(values)}


@router.post("/password")
def password(request: Request, body: NewPassword, who: Annotated[Who, allowed("look")]) -> Response:
    """Change your own password; it ends all your sessions, and this one begins anew."""
    config = request.app.state.config
    request.app.state.limits.count("password", request, config.attempts_a_minute, who.id)
    with reading(request) as connection:
        kept = people.get(connection, who.id)["password"]
    if not passwords.right(kept, body.old):
        raise ConfigError("it isn't your password now", "old", "try again")
    made, cookie = passwords.hashed(body.new), secrets.token_urlsafe(32)
    with writing(request) as connection:
        people.change(connection, who.id, {"password": made})
        people.begin(connection, who.id, cookie, config.life)
        audit.note(connection, who.id, "password changed", f"people/{who.id}")
    request.app.state.sessions.forget()
    return signed_in(Response(status_code=204), cookie, config)


@router.get("/log")
def log(
    request: Request, who: Annotated[Who, allowed("log")], before: Annotated[Number | None, Query()] = None
) -> list[dict[str, Any]]:
    """The audit log, the newest first, a hundred at once."""
    with reading(request) as connection:
        names = people.names(connection)
        return [{**row, "by": names.get(row["person"] or "", "")} for row in audit.page(connection, before)]


def _known(role: str) -> None:
    if role not in people.ROLES:
        raise ConfigError(f"{role!r} is no role", "role", f"one of {', '.join(people.ROLES)}")
