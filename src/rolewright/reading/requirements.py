"""Requirements: which are needed and which are welcome, with their skills, years, degree and alternatives."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rolewright.model.reading import Cue, Requirement, Skill, Statement
from rolewright.reading.years import find_degree, find_years

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.knowledge.loader import Book
    from rolewright.reading.match import Found


def strengths(statements: Sequence[Statement]) -> list[str]:
    """`must`, `nice` or `context` for each statement."""
    return [s.kinds[0] if s.kinds[0] in {"must", "nice"} else "context" for s in statements]


def skills_of(book: Book, hits: Sequence[Found], strength: Sequence[str]) -> tuple[Skill, ...]:
    """The named skills in order of place."""
    table = book.skills
    out = []
    for statement, name, start, end in hits:
        entry = table[name]
        out.append(_skill((name, entry["name"], entry["kind"], start, end, strength[statement], statement)))
    return tuple(out)


_skill = partial(tuple.__new__, Skill)


_BEFORE = 48
"""How far before the word "years" its number can stand."""


def find(
    text: str, statements: Sequence[Statement], skills: Sequence[Skill], cues: dict[str, tuple[Cue, ...]]
) -> tuple[Requirement, ...]:
    """One requirement for each statement that asks for something."""
    dated: dict[int, int] = {}
    for cue in cues.get("word/years", ()):
        dated.setdefault(cue.statement, cue.start)
    learned = {c.statement for c in cues.get("word/degree", ())}
    escapes = {c.statement for c in cues.get("degree_escape", ())}
    by_statement: dict[int, list[Skill]] = {}
    for skill in skills:
        if skill.strength != "context":
            by_statement.setdefault(skill.statement, []).append(skill)
    out = []
    for i, s in enumerate(statements):
        strength = s.kinds[0]
        if strength not in {"must", "nice"}:
            continue
        years = find_years(text, max(s.start, dated[i] - _BEFORE), s.end) if i in dated else None
        degree = find_degree(text, s.start, s.end, escape=i in escapes) if i in learned else None
        named = by_statement.get(i, ())
        ids = tuple(dict.fromkeys(k.id for k in named))
        out.append(Requirement(s.start, s.end, strength, ids, years, degree, _alternatives(text, named), i))
    return tuple(out)


def _alternatives(text: str, skills: Sequence[Skill]) -> tuple[tuple[str, ...], ...]:
    """Groups of skills of which one will do: a list whose last joint is `or`, or names parted by `/`."""
    if len(skills) < 2:
        return ()
    between = text[skills[0].end : skills[-1].start]
    if "/" not in between and "or" not in between:
        return ()
    groups: list[tuple[str, ...]] = []
    run: list[Skill] = []
    chosen = False
    for skill in skills:
        if run:
            between = text[run[-1].end : skill.start].lower()
            joint = between.strip(" ,()")
            aside = not joint and "(" in between  # `cloud (AWS or GCP)`: the bracket names the choices
            if not aside and len(between) <= 12 and joint in {"", "or", "/", "and/or", "or even"}:
                chosen = chosen or joint in {"or", "/", "and/or", "or even"}
                run.append(skill)
                continue
            if chosen:
                groups.append(tuple(dict.fromkeys(s.id for s in run)))
        run, chosen = [skill], False
    if chosen and len(run) > 1:
        groups.append(tuple(dict.fromkeys(s.id for s in run)))
    return tuple(g for g in groups if len(g) > 1)
