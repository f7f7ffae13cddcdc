"""Views of a case that several rules take, each made once: columns instead of records, kinds, skills by strength."""

from __future__ import annotations

from functools import lru_cache
from operator import sub
from typing import TYPE_CHECKING, Any

from rolewright._kernel import column
from rolewright.model.record import NamedTuple
from rolewright.rules._same import once

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.model.posting import Line
    from rolewright.model.reading import Cue, Requirement, Skill, Statement
    from rolewright.model.rule import Case

TOOLS = frozenset({"framework", "library", "platform", "service", "database", "vector-store", "tool", "language"})
"""The kinds of skill that are products with a name."""
ENDS = frozenset(".!?")
"""The marks of a sentence's end."""
_WORK = frozenset({"duty", "role"})
SWAP = tuple[dict[str, Any], tuple["Skill", ...]]
"""A group of products that stand in for one another, and those of it that are required."""


class Columns(NamedTuple):
    """The statements' starts, ends, sizes in characters, and first kinds."""

    starts: list[int]
    ends: list[int]
    sizes: list[int]
    kinds: list[str]


@once
def columns(case: Case) -> Columns:
    """The statements as columns: a rule that looks at one thing of each finds it faster."""
    said = case.reading.statements
    starts, ends = column(said, 0), column(said, 1)
    return Columns(starts, ends, list(map(sub, ends, starts)), column(tuple(column(said, 2)), 0))


@once
def _by_kind(case: Case) -> dict[str, list[Statement]]:
    found: dict[str, list[Statement]] = {}
    for statement, kind in zip(case.reading.statements, columns(case).kinds, strict=True):
        if kind in found:
            found[kind].append(statement)
        else:
            found[kind] = [statement]
    return found


def of_kind(case: Case, kind: str) -> Sequence[Statement]:
    """The statements whose first kind is this; the title is a heading where it is a line of the text."""
    return _by_kind(case).get(kind, ())


@once
def work(case: Case) -> list[Statement]:
    """What the person will do, and what the role is about, in the order of the text."""
    return [s for s, kind in zip(case.reading.statements, columns(case).kinds, strict=True) if kind in _WORK]


@once
def first_work(case: Case) -> Statement | None:
    """The first statement on the work."""
    return next(iter(work(case)), None)


@once
def bullets(case: Case) -> list[Line]:
    """The items of lists, as the format or the author marked them."""
    lines = case.posting.lines
    return [line for line, hint in zip(lines, column(lines, 2), strict=True) if hint == "bullet"]


@once
def tools(case: Case) -> frozenset[str]:
    """The skills that are products with a name."""
    return frozenset([name for name, kind in zip(*_skills(case), strict=True) if kind in TOOLS])


def _skills(case: Case) -> tuple[list[str], list[str]]:
    """The skills' ids and kinds."""
    skills = case.reading.skills
    return column(skills, 0), column(skills, 2)


@once
def must_skills(case: Case) -> dict[str, Skill]:
    """The skills that are required, each where it is first named."""
    skills = case.reading.skills[::-1]
    named = zip(column(skills, 0), skills, column(skills, 5), strict=True)
    return {name: skill for name, skill, strength in named if strength == "must"}


@once
def used_skills(case: Case) -> frozenset[str]:
    """The skills that the work or the company's own words name."""
    skills = case.reading.skills
    named = zip(column(skills, 0), column(skills, 5), strict=True)
    return frozenset([name for name, strength in named if strength == "context"])


@once
def choices(case: Case) -> frozenset[str]:
    """The skills that are one of several of which any will do."""
    return frozenset([name for r in case.reading.requirements for group in r.any_of for name in group])


@once
def open_ended(case: Case) -> frozenset[int]:
    """The statements that take something similar to what they name."""
    cues = case.reading.cues
    return frozenset([cue.statement for name in ("or_similar", "alternative") for cue in cues.get(name, ())])


@once
def must_swaps(case: Case) -> list[SWAP]:
    """The groups of products that stand in for one another of which any is required, in the table's order."""
    checks = case.tables.tables["checks"]
    musts, member_of = must_skills(case), checks["swap_of"]
    members: dict[int, list[Skill]] = {}
    for name in musts.keys() & member_of.keys():
        for number in member_of[name]:
            members.setdefault(number, []).append(musts[name])
    return [(checks["swap"][number], _in_order(checks["swap"][number], members[number])) for number in sorted(members)]


def _in_order(swap: dict[str, Any], members: list[Skill]) -> tuple[Skill, ...]:
    if len(members) == 1:
        return (members[0],)
    return tuple(sorted(members, key=lambda s: swap["skills"].index(s.id)))


@once
def use_cases(case: Case) -> dict[str, tuple[Cue, ...]]:
    """The use cases that the text names, by their cue groups."""
    cues = case.reading.cues
    return {name: cues[name] for name in cues if _is_use_case(name)}


@lru_cache(maxsize=4096)
def _is_use_case(group: str) -> bool:
    return group.startswith("use_case")


@once
def must_lines(case: Case) -> list[Requirement]:
    """One hard requirement for each line that holds any, as percentiles of bullets count them; none of a run-on text."""
    if len(case.posting.lines) < case.limits["requirements.lines_least"]:
        return []
    said = case.reading.statements
    lines: dict[int, Requirement] = {}
    for r in case.reading.requirements:
        if r.strength == "must":
            lines.setdefault(said[r.statement].line, r)
    return list(lines.values())
