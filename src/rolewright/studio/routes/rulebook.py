"""The book of rules, the laws, and the team's settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Request, Response

from rolewright import api
from rolewright.client.requests import Word
from rolewright.errors import ConflictError, MissingError
from rolewright.store import audit
from rolewright.studio.rights import Who, allowed
from rolewright.studio.routes.bodies import Book, OwnRules
from rolewright.studio.shared import keep_setting, reading, rule_settings, setting, writing
from rolewright.studio.team import FILE, files, packed, settings_of, written

if TYPE_CHECKING:
    from rolewright.model.rule import Example, Rule

router = APIRouter(prefix="/rules", tags=["rules"])


@router.get("")
def every(request: Request, who: Annotated[Who, allowed("look")]) -> dict[str, Any]:
    """Every rule with its reasons, the team's own and points among them, and the team's settings with their revision."""
    with reading(request) as connection:
        revision, value = setting(connection, "rules")
    usual = {rule.code: rule.points for rule in api.all_rules()}
    rules = [{**_brief(rule), "usual": usual.get(rule.code)} for rule in api.all_rules(settings_of(value))]
    return {"rules": rules, "settings": {"base": revision, **value}, "thresholds": list(api.thresholds())}


@router.post("/test")
def test(request: Request, body: OwnRules, who: Annotated[Who, allowed("look")]) -> list[dict[str, Any]]:
    """What the examples of the team's own rules come to, as `rolewright rules test` has it. 422 says what is wrong with a rule."""
    request.app.state.limits.count("check", request, request.app.state.config.checks_a_minute, who.id)
    return api.prove_rules(files(body.own))


@router.get("/laws")
def laws(request: Request, who: Annotated[Who, allowed("look")]) -> list[dict[str, Any]]:
    """The laws that rules look at, with their dates and sources."""
    return list(api.laws())


@router.get("/file/{name}")
def file(request: Request, name: Word, who: Annotated[Who, allowed("look")]) -> Response:
    """The team's settings for a repository: `rolewright.toml`, or `rolewright.zip` with their own rules beside it."""
    with reading(request) as connection:
        _, value = setting(connection, "rules")
    if name not in {FILE, "rolewright.zip"}:
        raise MissingError("there is no such file", name, f"{FILE} or rolewright.zip")
    data, kind = (written(value)[FILE], "application/toml") if name == FILE else (packed(value), "application/zip")
    return Response(data, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@router.get("/{code}")
def one(request: Request, code: Word, who: Annotated[Who, allowed("look")]) -> dict[str, Any]:
    """A rule with its examples, by code or name."""
    with reading(request) as connection:
        rule = api.rule(code, rule_settings(connection))
    return {**_brief(rule), "bad": [_text(one) for one in rule.bad], "good": [_text(one) for one in rule.good]}


@router.put("")
def change(request: Request, body: Book, who: Annotated[Who, allowed("rules.write")]) -> dict[str, Any]:
    """Set which rules run, what they count, the jurisdictions, thresholds and own rules of the team."""
    value = body.model_dump(exclude={"base"})
    api.prove_rules(files(body.own))
    api.check("", settings=settings_of(value))
    with writing(request) as connection:
        revision, _ = setting(connection, "rules")
        if revision != body.base:
            raise ConflictError("somebody changed the settings meanwhile", "rules", "reload, then change them again")
        keep_setting(connection, "rules", revision + 1, value)
        audit.note(connection, who.id, "rules changed", "settings/rules", str(revision + 1))
    return {"base": revision + 1, **value}


def _brief(rule: Rule) -> dict[str, Any]:
    return {
        "code": rule.code, "name": rule.name, "topic": rule.topic, "severity": rule.severity, "evidence": rule.evidence,
        "sources": list(rule.sources), "why": rule.why, "advice": rule.advice, "points": rule.points, "most": rule.most, "on": rule.on,
        "since": rule.since,
    }  # fmt: skip


def _text(example: Example | str) -> dict[str, str]:
    """An example as text; a title that is given apart comes first."""
    if isinstance(example, str):
        return {"text": example, "title": ""}
    return {"text": example.text, "title": example.title or ""}
