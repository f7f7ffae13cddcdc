"""Signing in by the company's OpenID provider: the code flow with PKCE; the ID token's signature, issuer, audience, nonce checked."""

from __future__ import annotations

import json
import secrets
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx2 as httpx
from authlib.integrations.httpx_client import OAuth2Client
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from rolewright.errors import MissingError
from rolewright.store import audit, people
from rolewright.studio.page import signed_in
from rolewright.studio.rights import SignInError
from rolewright.studio.shared import writing

if TYPE_CHECKING:
    import sqlalchemy as sa

    from rolewright.store.rows import Row
    from rolewright.studio.config import Config, Oidc

router = APIRouter(prefix="/auth", include_in_schema=False)
_COOKIE = "rolewright-provider"
_MINUTES = 10
_SECONDS = 10.0
_ALGORITHMS = ["RS256", "ES256", "PS256", "EdDSA"]
_ON = '<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=/"><title>Signed in</title><a href="/">Go on</a></html>'
"""A page of ours goes on to the studio: a redirect that another site began would leave our strict cookie behind."""


@router.get("/start")
def start(request: Request) -> Response:
    """Send the browser to the provider."""
    oidc = _oidc(request)
    request.app.state.limits.count("provider", request, request.app.state.config.attempts_a_minute)
    verifier, nonce = secrets.token_urlsafe(48), secrets.token_urlsafe(24)
    with _client(oidc, request) as client:
        address, state = client.create_authorization_url(
            _facts(oidc)["authorization_endpoint"], code_verifier=verifier, nonce=nonce
        )
    response = RedirectResponse(address, 303)
    kept = json.dumps({"state": state, "nonce": nonce, "verifier": verifier})
    secure = request.app.state.config.secure
    response.set_cookie(
        _COOKIE, kept.encode().hex(), max_age=60 * _MINUTES, httponly=True, samesite="lax", secure=secure, path="/auth"
    )
    return response


@router.get("/callback")
def callback(request: Request, code: str = "", state: str = "") -> Response:
    """The browser comes back: code for token, token checked, person found or made. Raises SignInError."""
    oidc, config = _oidc(request), request.app.state.config
    try:
        kept = json.loads(bytes.fromhex(request.cookies.get(_COOKIE, "")))
    except ValueError:
        kept = {}
    if not kept or not secrets.compare_digest(str(kept.get("state", "")), state):
        raise SignInError("this sign-in wasn't begun here, or took too long", "", "begin again")
    claims = _claims(oidc, request, code, kept)
    cookie = secrets.token_urlsafe(32)
    with writing(request) as connection:
        person = _person(connection, oidc, claims)
        people.begin(connection, person["id"], cookie, config.life)
        audit.note(connection, person["id"], "signed in", f"people/{person['id']}", "provider")
    response = signed_in(HTMLResponse(_ON), cookie, config)
    response.delete_cookie(_COOKIE, path="/auth")
    return response


def _claims(oidc: Oidc, request: Request, code: str, kept: dict[str, str]) -> dict[str, Any]:
    """What the provider says of the person."""
    facts = _facts(oidc)
    try:
        with _client(oidc, request) as client:
            token = client.fetch_token(facts["token_endpoint"], code=code, code_verifier=kept["verifier"])
        keys = KeySet.import_key_set(httpx.get(facts["jwks_uri"], timeout=_SECONDS).raise_for_status().json())
        claims = dict(jwt.decode(token["id_token"], keys, algorithms=_ALGORITHMS).claims)
        rules = jwt.JWTClaimsRegistry(
            iss={"essential": True, "value": facts["issuer"]}, aud={"essential": True, "value": oidc.client},
            nonce={"essential": True, "value": kept["nonce"]}, exp={"essential": True}, sub={"essential": True}, leeway=60,
        )  # fmt: skip
        rules.validate(claims)
    except (JoseError, httpx.HTTPError, KeyError, ValueError) as error:
        raise SignInError("the provider's answer can't be trusted", type(error).__name__, "begin again") from error
    except Exception as error:
        if type(error).__module__.startswith("authlib"):
            raise SignInError("the provider refused the sign-in", "", "begin again") from error
        raise
    return claims


def _person(connection: sa.Connection, oidc: Oidc, claims: dict[str, Any]) -> Row:
    """Who signs in: known by the provider's id, or by a verified address; else made, if first-comers get a role."""
    subject = f"{oidc.issuer} {claims['sub']}"[:400]
    found = people.by_subject(connection, subject)
    address = str(claims.get("email", "")) if claims.get("email_verified") is True else ""
    if found is None and address:
        found = people.by_email(connection, address)
        if found is not None and found["subject"] is None:
            people.link(connection, found["id"], subject)
    if found is None and oidc.role and address:
        found = people.add(connection, address, str(claims.get("name", ""))[:200], oidc.role, None, subject)
    if found is None or not found["active"] or found["subject"] not in {None, subject}:
        raise SignInError("nobody here has this address", "", "ask an admin of the studio to add you")
    return found


def _facts(oidc: Oidc) -> dict[str, Any]:
    """The provider's own description. Raises SignInError if it can't be had, or is another's."""
    try:
        address = f"{oidc.issuer.rstrip('/')}/.well-known/openid-configuration"
        facts: dict[str, Any] = httpx.get(address, timeout=_SECONDS).raise_for_status().json()
    except (httpx.HTTPError, ValueError) as error:
        raise SignInError("the provider doesn't answer", urlsplit(oidc.issuer).netloc, "try again later") from error
    if str(facts.get("issuer", "")).rstrip("/") != oidc.issuer.rstrip("/"):
        raise SignInError("the provider calls itself otherwise", urlsplit(oidc.issuer).netloc, "tell an admin")
    return facts


def _client(oidc: Oidc, request: Request) -> OAuth2Client:
    back = f"{request.url.scheme}://{request.url.netloc}/auth/callback"
    return OAuth2Client(
        oidc.client, oidc.secret or None, scope="openid email profile", redirect_uri=back, code_challenge_method="S256",
        timeout=_SECONDS,
    )  # fmt: skip


def _oidc(request: Request) -> Oidc:
    config: Config = request.app.state.config
    if config.oidc is None:
        raise MissingError("there is no provider here", "auth", "sign in by password")
    return config.oidc
