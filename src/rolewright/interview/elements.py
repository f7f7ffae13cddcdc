"""What a loop for a role has to cover: must-haves, owned stages, the three checks, the parts of a loop."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from rolewright.interview.bank import bank, table
from rolewright.knowledge.loader import book
from rolewright.model.kit import RATED_CHECKS, Element
from rolewright.model.role import ME
from rolewright.model.terms import LIFECYCLE

if TYPE_CHECKING:
    from rolewright.model.role import Need, Role

NEED, STAGE, CHECK, PART = "must-have", "stage", "check", "part"
PARTS = {
    "practical": "a practical exercise",
    "design": "a design conversation",
    "failure": "a failure after launch, and what changed",
    "judgement": "a choice between better and simpler",
}
_LONGEST = 48


def elements(role: Role) -> tuple[Element, ...]:
    """Everything to cover, must-haves first, in the order of the role file."""
    return (*needs(role), *_stages(role), *_checks(), *_parts(role))


def needs(role: Role) -> tuple[Element, ...]:
    """The must-haves. Ids stay when words change: a skill's own name, an ability's duty."""
    taken: set[str] = set()
    made = []
    about = role_topics(role)
    for need in role.must_haves:
        name = f"must-{slug(need.skill or need.duty or need.what)}"
        spare = next(n for n in (name, *(f"{name}-{i}" for i in range(2, 200))) if n not in taken)
        taken.add(spare)
        made.append(
            Element(spare, NEED, need.what, tuple(t for t in need_topics(need) if t in about), bool(need.skill))
        )
    return tuple(made)


def need_topics(need: Need) -> tuple[str, ...]:
    """The topics of a must-have: its skill's, else those whose words stand in its text; () if there are none."""
    if need.skill:
        found = skill_topics(need.skill)
        return found or text_topics(need.skill)
    return text_topics(need.what)


def skill_topics(skill: str) -> tuple[str, ...]:
    """Topics of a skill by id, name, or what it implies."""
    skills = book().skills
    wanted = skill.casefold()
    ids = {one for one, entry in skills.items() if wanted in {one, str(entry["name"]).casefold()}}
    ids |= {implied for one in ids for implied in skills[one].get("implies", ())}
    return tuple(topic.id for topic in bank().topics.values() if ids & set(topic.skills))


def text_topics(text: str) -> tuple[str, ...]:
    """Topics of which a word begins somewhere in the text."""
    lower = text.casefold()
    return tuple(name for name, pattern in _patterns().items() if pattern.search(lower))


def owned(role: Role) -> tuple[str, ...]:
    """The stages that this person owns, shared ones too."""
    return tuple(stage for stage in LIFECYCLE if getattr(role.ownership, stage).owner == ME)


def role_topics(role: Role) -> frozenset[str]:
    """Every topic that the role's must-haves, owned stages, use case, limits and duties are about.

    A topic that belongs to another kind of use case counts only if a skill or a duty names it: “a forecast or a ranking”
    doesn't make a forecasting role one about ranking.
    """
    stages, kind = owned(role), role.use_case.kind
    limits = {limit.kind for limit in role.constraints}
    named = {topic for duty in role.duties for topic in text_topics(duty.text)}
    named |= {topic for need in role.must_haves if need.skill for topic in need_topics(need)}
    told = {topic for need in role.must_haves if not need.skill for topic in need_topics(need)}
    for topic in bank().topics.values():
        by_role = topic.stage in stages or kind in topic.kinds or limits & set(topic.constraints)
        if by_role or (topic.id in told and not topic.kinds):
            named.add(topic.id)
    return frozenset(named | set(table("plan")["always"]["topics"]))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Topic → the beginnings of words that mean it."""
    topics = (topic for topic in bank().topics.values() if topic.words)
    return {t.id: re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, t.words))})") for t in topics}


def slug(text: str) -> str:
    """Lower-case letters and digits with hyphens between."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")[:_LONGEST].strip("-") or "x"


def interviews_of(level: str) -> list[dict[str, Any]]:
    """The interviews of the plan that this level has."""
    return [entry for entry in table("plan")["interview"] if level in entry["minutes"]]


def _stages(role: Role) -> tuple[Element, ...]:
    named = table("attributes")["stage"]
    return tuple(Element(f"stage-{one}", STAGE, str(named[one]["name"])) for one in owned(role))


def _checks() -> tuple[Element, ...]:
    named = table("attributes")["check"]
    return tuple(Element(f"check-{one}", CHECK, str(named[one]["name"])) for one in RATED_CHECKS)


def _parts(role: Role) -> tuple[Element, ...]:
    has_design = any(
        "design" in entry["forms"] for entry in table("plan")["interview"] if role.level in entry["minutes"]
    )
    return tuple(Element(f"part-{one}", PART, name) for one, name in PARTS.items() if one != "design" or has_design)
