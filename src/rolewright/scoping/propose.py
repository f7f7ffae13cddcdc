"""Answers → Role: what the team left open and its own words decide is proposed, each proposal with its reason."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rolewright.knowledge.normal import normalise
from rolewright.model.role import Duty, Need, Wish
from rolewright.scoping import texts
from rolewright.scoping.diagnose import diagnose

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rolewright.model.role import Role

_STAGE_OF = {
    "data": "data",
    "model": "model",
    "llm": "model",
    "research": "model",
    "deploy": "deploy",
    "operate": "operate",
}
"""The lifecycle stage that a strand belongs to; any other is `across`."""
_WORKS = frozenset({"research", "model", "llm", "data", "analytics", "software", "deploy", "operate", "platform"})
"""Strands so distinct that a skill of one is needed by a duty of the same."""
_PREFIX = {"intern": "Intern, ", "junior": "Junior ", "senior": "Senior ", "lead": "Lead "}
_ID_WORDS = 4
_SMALL = frozenset(
    {"a", "an", "the", "of", "to", "and", "in", "on", "for", "with", "our", "each", "every", "your", "its", "it"}
)


def fill(draft: Role) -> tuple[Role, Mapping[str, str]]:
    """The draft with its gaps filled, and for each path why so. Nothing that was said is changed but one thing: a
    must-have that names no duty is moved to the nice-to-haves.
    """
    why: dict[str, str] = {}
    role = draft._replace(duties=_duties(draft.duties, why))
    role = _earned(role, why)
    advice = diagnose(role)
    if not role.family:
        why["family"] = f"proposed: the bottleneck is {advice.bottlenecks[0].id}; {advice.first_reason.text}"
        role = role._replace(family=advice.first.family)
    if not role.level:
        why["level"] = f"proposed: {advice.level.reasons[0].text}"
        role = role._replace(level=advice.level.id)
    if not role.title:
        why["title"] = "proposed from family and level"
        role = role._replace(title=title_for(role.family, role.level))
    return role, why


def title_for(family: str, level: str) -> str:
    """A plain title."""
    from rolewright.knowledge.shelf import shelf

    name = shelf("scoping/diagnosis")["family"][family]["title"]
    if level == "manager":
        return f"{name.removesuffix(' Engineer').removesuffix(' Scientist').removesuffix(' Analyst')} Manager"
    return f"{name} Intern" if level == "intern" else f"{_PREFIX.get(level, '')}{name}"


def duty_for(what: str, duties: Sequence[Duty]) -> str:
    """The id of the duty that most likely needs something: it names the same skill, or else is the same kind of work;
    "" if none is.
    """
    if not duties:
        return ""
    wanted, *named = texts.skills_in([what, *(duty.text for duty in duties)])
    for duty, skills in zip(duties, named, strict=True):
        if wanted & skills:
            return duty.id
    kinds = texts.strands_of([what])[0][:1]
    if not kinds or kinds[0] not in _WORKS:
        return ""
    return next((duty.id for duty in duties if duty.strands[:1] == kinds), "")


def complete_duty(duty: Duty, taken: Sequence[str] = ()) -> Duty:
    """A duty with an id, strands and a stage: what is missing comes from its text."""
    strands = duty.strands or texts.strands_of([duty.text])[0]
    name = duty.id or _name(duty.text, taken)
    stage = duty.stage or (_STAGE_OF.get(strands[0], "across") if strands else "across")
    return duty._replace(id=name, strands=strands, stage=stage)


def _duties(duties: Sequence[Duty], why: dict[str, str]) -> tuple[Duty, ...]:
    out: list[Duty] = []
    for number, duty in enumerate(duties, 1):
        made = complete_duty(duty, [one.id for one in (*duties, *out)])
        if not duty.stage:
            why[f"duties[{number}].stage"] = (
                f"proposed: it reads as {made.strands[0] if made.strands else 'other'} work"
            )
        out.append(made)
    return tuple(out)


def _earned(role: Role, why: dict[str, str]) -> Role:
    """Must-haves without a duty go to the nice-to-haves."""
    kept = tuple(need for need in role.must_haves if need.duty)
    moved = tuple(_wish(need) for need in role.must_haves if not need.duty)
    for number in range(len(role.nice_to_haves) + 1, len(role.nice_to_haves) + len(moved) + 1):
        why[f"nice_to_haves[{number}]"] = "moved from the must-haves: it named no duty that needs it on day one"
    return role._replace(must_haves=kept, nice_to_haves=(*role.nice_to_haves, *moved))


def _wish(need: Need) -> Wish:
    return Wish(need.what, need.skill)


def _name(text: str, taken: Sequence[str]) -> str:
    """A short name from the first words, other than the names that are taken."""
    words = [word for word in re.findall(r"[a-z0-9]+", normalise(text)) if word not in _SMALL]
    base = "-".join(words[:_ID_WORDS])[:50].strip("-") or "duty"
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    return name
