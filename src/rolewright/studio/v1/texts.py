"""Texts: read, checked, fixed; nothing is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Request

from rolewright import __version__, api
from rolewright.client import models, requests
from rolewright.client.reading import Reading
from rolewright.studio.permissions import ACTIONS
from rolewright.studio.rights import Who
from rolewright.studio.routes.checks import against
from rolewright.studio.tokens import bearer

if TYPE_CHECKING:
    from collections.abc import Callable

    from rolewright.model.report import Report

router = APIRouter(tags=["texts"])


@router.get("/me", response_model=models.Me)
def me(who: Annotated[Who, bearer("look")]) -> dict[str, Any]:
    """Whose token it is, and what it may do."""
    can = [action for action in ACTIONS if who.may(action)]
    return {"name": who.name, "role": who.role, "scope": who.scope, "can": can, "version": __version__}


@router.post("/read", response_model=Reading)
def read(request: Request, body: requests.Read, who: Annotated[Who, bearer("check")]) -> dict[str, Any]:
    """What a posting says, every fact with its span."""
    request.app.state.limits.count("check", request, request.app.state.config.checks_a_minute, who.id)
    return api.read_posting(api.parse(body.text, "", body.format), body.title).as_dict()


@router.post("/check", response_model=models.Report)
def check(request: Request, body: requests.Check, who: Annotated[Who, bearer("check")]) -> dict[str, Any]:
    """The findings, the score and its sum, by the team's settings; held against a role of the studio if its id is given."""
    return _told(_checker(request, body, who)(body.text))


@router.post("/fix", response_model=models.Fixed)
def fix(request: Request, body: requests.Fix, who: Annotated[Who, bearer("check")]) -> dict[str, Any]:
    """The posting with its safe fixes applied, and the report on what is left."""
    again = _checker(request, body, who)
    made = api.fix_report(again(body.text), again, unsafe=body.unsafe)
    return {"text": made.after, "applied": made.applied, "report": _told(made.report)}


def _checker(request: Request, body: requests.Check, who: Who) -> Callable[[str], Report]:
    settings, role = against(request, who, body.role)

    def again(text: str) -> Report:
        posting = api.parse(text, "", body.format)
        return api.check_posting(
            posting,
            body.title,
            role=role,
            date=body.date,
            places=[one.upper() for one in body.places],
            settings=settings,
        )

    return again


def _told(report: Report) -> dict[str, Any]:
    """A report as the command line's JSON has it: each finding with the reason of its rule."""
    made = report.as_dict()
    reasons = {rule.code: rule.why for rule in api.all_rules()}
    for finding in made["findings"]:
        finding["why"] = reasons.get(finding["code"], "")
    return made
