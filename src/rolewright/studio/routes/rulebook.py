"""The book of rules, the laws, and the team's settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Request

from rolewright import api
from rolewright.errors import ConflictError
from rolewright.store import audit
from rolewright.studio.rights import Who, allowed
from rolewright.studio.routes.bodies import Book, Word
from rolewright.studio.shared import keep_setting, reading, setting, settings_of, writing

if TYPE_CHECKING:
    from rolewright.model.rule import Example, Rule

router = APIRouter(prefix="/rules", tags=["rules"])


@router.get("")
def every(request: Request, who: Annotated[Who, allowed("look")]) -> dict[str, Any]:
    """Every rule with its reasons, and the team's settings with their revision."""
    with reading(request) as connection:
        revision, value = setting(connection, "rules")
    return {"rules": [_brief(rule) for rule in api.all_rules()], "settings": {"base": revision, **value}}


@router.get("/{code}")
def one(code: Word, who: Annotated[Who, allowed("look")]) -> dict[str, Any]:
    """A rule with its examples, by code or name."""
    rule = api.rule(code)
    return {**_brief(rule), "bad": [_text(one) for one in rule.bad], "good": [_text(one) for one in rule.good]}


@router.put("")
def change(request: Request, body: Book, who: Annotated[Who, allowed("rules.write")]) -> dict[str, Any]:
    """Set which rules run, the jurisdictions and the thresholds of the team."""
    value = body.model_dump(exclude={"base"})
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
