"""Requirements: which are needed and which are welcome, with their skills, years, degree and alternatives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.reading import Requirement, Skill, Statement
from rolewright.reading.years import find_degree, find_years

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.knowledge.loader import Book
    from rolewright.reading.match import Hit

_DEGREE_WORDS = frozenset(
    {"degree", "degrees", "bachelor", "bachelors", "master", "masters", "phd", "ph", "msc", "bsc", "doctorate", "doctoral",
     "diploma", "undergraduate", "ms", "bs", "mba", "ba", "b", "m", "s", "btech"})  # fmt: skip
_YEAR_WORDS = frozenset({"year", "years", "yrs", "yr"})
_ALTERNATIVE = frozenset({"or", "/"})


def strengths(statements: Sequence[Statement]) -> list[str]:
    """`must`, `nice` or `context` for each statement."""
    return [s.kinds[0] if s.kinds[0] in {"must", "nice"} else "context" for s in statements]


def skills_of(book: Book, hits: Sequence[Hit], strength: Sequence[str]) -> tuple[Skill, ...]:
    """The named skills in order of place."""
    table = book.skills
    return tuple(
        Skill(h.id, table[h.id]["name"], table[h.id]["kind"], h.start, h.end, strength[h.statement], h.statement)
        for h in hits
    )


def find(
    text: str, statements: Sequence[Statement], words: Sequence[list[str]], skills: Sequence[Skill], escapes: frozenset[int],
) -> tuple[Requirement, ...]:  # fmt: skip
    """One requirement for each statement that asks for something; `escapes` are those that take an equivalent."""
    by_statement: dict[int, list[Skill]] = {}
    for skill in skills:
        if skill.strength != "context":
            by_statement.setdefault(skill.statement, []).append(skill)
    out = []
    for i, s in enumerate(statements):
        strength = s.kinds[0]
        if strength not in {"must", "nice"}:
            continue
        here = words[i]
        years = find_years(text, s.start, s.end) if not _YEAR_WORDS.isdisjoint(here) else None
        degree = None
        if not _DEGREE_WORDS.isdisjoint(here):
            degree = find_degree(text, s.start, s.end, escape=i in escapes)
        named = by_statement.get(i, ())
        ids = tuple(dict.fromkeys(k.id for k in named))
        out.append(Requirement(s.start, s.end, strength, ids, years, degree, _alternatives(text, named), i))
    return tuple(out)


def _alternatives(text: str, skills: Sequence[Skill]) -> tuple[tuple[str, ...], ...]:
    """Groups of skills of which one will do: a list whose last joint is `or`, or names parted by `/`."""
    groups: list[tuple[str, ...]] = []
    run: list[Skill] = []
    chosen = False
    for skill in skills:
        if run:
            between = text[run[-1].end : skill.start].lower()
            joint = between.strip(" ,()")
            if len(between) <= 12 and joint in {"", "or", "/", "and/or", "or even"}:
                chosen = chosen or joint in {"or", "/", "and/or", "or even"}
                run.append(skill)
                continue
            if chosen:
                groups.append(tuple(dict.fromkeys(s.id for s in run)))
        run, chosen = [skill], False
    if chosen and len(run) > 1:
        groups.append(tuple(dict.fromkeys(s.id for s in run)))
    return tuple(g for g in groups if len(g) > 1)
