"""A role as its rules look at it: its skills by the lexicon's ids, its texts by their words."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rolewright.model.record import NamedTuple
from rolewright.rules._views import of_kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rolewright.model.reading import Reading, Span
    from rolewright.model.role import Role
    from rolewright.model.rule import Case

NOW, PLANNED, NOT_USED = "now", "planned", "no"
"""Of a tool of the stack (`Tool.use`)."""
OTHERS, NOBODY = "another team", "nobody yet"
"""Of a stage's owner, besides this person (`Share.owner`)."""
STAGES = ("data", "model", "deploy", "operate")


class Held(NamedTuple):
    """Skill ids: those of the must-haves, of what is nice or learned here, and of the stack by use.

    `degree` and `years` say whether any must-have asks for a degree, and for how many years at most.
    """

    musts: frozenset[str]
    nice: frozenset[str]
    now: frozenset[str]
    planned: frozenset[str]
    unused: frozenset[str]
    degree: bool
    years: int


@lru_cache(maxsize=8)
def held(role: Role) -> Held:
    """What a role asks for, once a role."""
    musts = [(need.what, need.skill, *need.alternatives) for need in role.must_haves]
    wishes = [(wish.what, wish.skill) for wish in (*role.nice_to_haves, *role.will_learn)]
    uses = {use: skills_in(tool.name for tool in role.stack if tool.use == use) for use in (NOW, PLANNED, NOT_USED)}
    return Held(
        musts=skills_in(text for texts in musts for text in texts),
        nice=skills_in(text for texts in wishes for text in texts),
        now=uses[NOW],
        planned=uses[PLANNED],
        unused=uses[NOT_USED],
        degree=any(_reading(need.what).requirements[0].degree for need in role.must_haves if _asks(need.what)),
        years=max((need.years or 0 for need in role.must_haves), default=0),
    )


def skills_in(texts: Iterable[str]) -> frozenset[str]:
    """The skills that some texts are or name: an id or name of the lexicon, else what the reading finds."""
    return frozenset(name for text in texts if text for name in _skills(text))


@lru_cache(maxsize=512)
def _skills(text: str) -> frozenset[str]:
    plain = text.strip().lower()
    found = _by_name().get(plain)
    return frozenset({found}) if found else frozenset(skill.id for skill in _reading(text).skills)


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    from rolewright.knowledge.loader import book

    skills = book().skills
    return {entry["name"].lower(): name for name, entry in skills.items()} | {name: name for name in skills}


@lru_cache(maxsize=256)
def _reading(text: str) -> Reading:
    """A must-have read as a posting would say it."""
    from rolewright.documents import plain
    from rolewright.reading.read import read

    return read(plain.read(f"Engineer\n\nRequirements\n- {text}\n- Experience with {text}\n"))


def _asks(text: str) -> bool:
    return bool(_reading(text).requirements)


def work_in(case: Case, stage: str) -> list[Span]:
    """The duties that are about a stage of the lifecycle: the reading's, and those whose first strand is the stage's."""
    strands = case.tables.tables["roles"]["lifecycle"][stage]["strands"]
    read = case.reading.lifecycle.get(stage, ())
    duties = of_kind(case, "duty")
    return [(s.start, s.end) for s in duties if (s.start, s.end) in read or (s.strands and s.strands[0] in strands)]


def telling(text: str) -> frozenset[str]:
    """The words of a text that are long enough to tell something, by their first six letters."""
    from rolewright.knowledge.normal import normalise

    return frozenset(word[:6] for word in normalise(text).split() if len(word) > 3)


def amount(low: float | None, high: float | None, currency: str, interval: str) -> str:
    """Pay in words: `128,000 to 152,000 USD a year`."""
    ends = [f"{end:,.0f}" for end in dict.fromkeys((low, high)) if end is not None]
    return f"{' to '.join(ends)} {currency} a {interval}"
