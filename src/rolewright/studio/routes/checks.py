"""Checking while somebody types, and fixing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import orjson
from fastapi import APIRouter, Request, Response

from rolewright import api
from rolewright.studio import wire
from rolewright.studio.held import Against
from rolewright.studio.rights import Who, allowed, role_for
from rolewright.studio.routes.bodies import Checked, Fixed
from rolewright.studio.shared import reading, role_of, rule_settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from rolewright.model.report import Report

router = APIRouter(tags=["checks"])


@router.post("/check")
def check(request: Request, body: Checked, who: Annotated[Who, allowed("check")]) -> Response:
    """The findings, the score with its sum and the picture of a posting; offsets are UTF-16 units of the text."""
    return _answer(wire.report(_checker(request, body, who)(body.text)))


@router.post("/fix")
def fix(request: Request, body: Fixed, who: Annotated[Who, allowed("check")]) -> Response:
    """The posting with its safe fixes applied, and the report on what is left."""
    again = _checker(request, body, who)
    made = api.fix_report(again(body.text), again, unsafe=body.unsafe)
    return _answer({"text": made.after, "applied": made.applied, "report": wire.report(made.report)})


def _answer(made: dict[str, Any]) -> Response:
    """Plain data as JSON, written once: FastAPI would look through all of it first, which takes as long as the check."""
    return Response(orjson.dumps(made), media_type="application/json")


def _checker(request: Request, body: Checked, who: Who) -> Callable[[str], Report]:
    """What checks a text as the request wants it, by the team's settings."""
    settings, role = against(request, who, body.role)

    def again(text: str) -> Report:
        posting = api.parse(text, "", body.format)
        return api.check_posting(posting, body.title, role=role, date=body.date, settings=settings)

    return again


def against(request: Request, who: Who, role: str) -> Against:
    """The team's settings and a role that the person may see, "" for none. Raises TooOftenError, MissingError."""
    request.app.state.limits.count("check", request, request.app.state.config.checks_a_minute, who.id)

    def find() -> Against:
        with reading(request) as connection:
            made = role_of(role_for(connection, who, role)) if role else None
            return Against(rule_settings(connection), made)

    held: Against = request.app.state.held.get(who.id, role, find)
    return held
