"""Must-haves must earn their place: the duty that needs each on day one, and whether it is essential here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.knowledge.shelf import shelf
from rolewright.model.diagnosis import Judged
from rolewright.scoping import texts
from rolewright.scoping.conditions import Facts, holds
from rolewright.scoping.facts import strands_of, tool_uses
from rolewright.scoping.worth_market import asked_for

if TYPE_CHECKING:
    from rolewright.model.role import Duty, Need, Role


def judge(role: Role, facts: Facts) -> tuple[Judged, ...]:
    """Every must-have, in order."""
    named = texts.skills_in([f"{need.skill} . {need.what}" if need.skill else need.what for need in role.must_haves])
    exact = texts.skills_in([need.skill for need in role.must_haves])
    strands = dict(zip((duty.id for duty in role.duties), strands_of(role), strict=True))
    uses = tool_uses(role)
    out = []
    for number, need in enumerate(role.must_haves):
        duty = role.duty(need.duty) if need.duty else None
        skills = exact[number] or named[number]
        here = {**facts, "tool": _use(skills, uses), **_of_duty(duty, strands.get(need.duty, ()))}
        judged = _judged(f"must_haves[{number + 1}]", need, duty, skills, here)
        out.append(judged._replace(market=asked_for(role, skills)))
    return tuple(out)


def _judged(path: str, need: Need, duty: Duty | None, skills: frozenset[str], facts: Facts) -> Judged:
    if duty is None:
        because = "it names no duty that needs it on day one"
        return Judged(path, need.what, "", "unproved", because, "domain.md 4, 47")
    row = _row(need, skills)
    if duty.when == "later":
        because = "the duty that needs it starts later: it can be learned until then"
        return Judged(path, need.what, duty.text, "optional", because, "domain.md 47, 56")
    if row is None:
        return Judged(path, need.what, duty.text, "stated", "the duty needs it, as you say", "")
    needed = any(holds(when, facts) for when in row["when"])
    if not needed and facts["tool"] == "unknown":
        because = "say in the stack whether you use it: that decides"
        return Judged(path, need.what, duty.text, "stated", because, row["source"])
    verdict, because = ("essential", row["essential"]) if needed else ("optional", row["optional"])
    return Judged(path, need.what, duty.text, verdict, because, row["source"])


def _row(need: Need, skills: frozenset[str]) -> dict[str, Any] | None:
    """The first entry of the table that names the skill."""
    text = need.what.lower()
    rows: list[dict[str, Any]] = shelf("scoping/essential")["skill"]
    for row in rows:
        if not skills.isdisjoint(row["skills"]) or any(word in text for word in row.get("words", ())):
            return row
    return None


def _use(skills: frozenset[str], uses: dict[str, str]) -> str:
    """now, planned or no as the stack says; `general` for what is no product; else unlisted, or unknown without a stack."""
    said = [uses[skill] for skill in sorted(skills) if skill in uses]
    if said:
        return next(use for use in ("now", "planned", "no") if use in said)
    if all(texts.kind_of(skill) not in texts.PRODUCTS for skill in skills):
        return "general"
    return "unlisted" if uses else "unknown"


def _of_duty(duty: Duty | None, strands: tuple[str, ...]) -> Facts:
    if duty is None:
        return {"duty_stage": "", "duty_strands": frozenset(), "duty_when": ""}
    return {"duty_stage": duty.stage, "duty_strands": frozenset(strands), "duty_when": duty.when}
