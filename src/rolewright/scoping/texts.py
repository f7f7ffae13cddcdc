"""What the words of a role say, read as a posting is read: skills, strands of duties, families of titles."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from rolewright.documents import plain
from rolewright.knowledge.loader import book
from rolewright.knowledge.normal import normalise
from rolewright.knowledge.shelf import shelf
from rolewright.reading.read import read
from rolewright.reading.title import title_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.model.reading import Reading, Title

PRODUCTS = frozenset({"framework", "library", "platform", "service", "database", "vector-store", "tool", "language"})
"""Kinds of skill that a team runs or doesn't."""


@cache
def _ids() -> dict[str, str]:
    """Skill ids by id and by name, in lower case."""
    return {form.lower(): name for name, entry in book().skills.items() for form in (name, entry["name"])}


def skills_in(texts: Sequence[str]) -> list[frozenset[str]]:
    """The skills that each text names."""
    reading, starts = _read(texts)
    found = [{_ids()[text.strip().lower()]} if text.strip().lower() in _ids() else set() for text in texts]
    for skill in reading.skills:
        found[_line(starts, skill.start)].add(skill.id)
    return [frozenset(ids) for ids in found]


def strands_of(texts: Sequence[str]) -> list[tuple[str, ...]]:
    """The strands of each duty, the main one first: that of its first verb, if it leaves no doubt, then those that the
    reading sees; () if there are none.
    """
    reading, starts = _read(texts)
    out: list[tuple[str, ...]] = [() for _ in texts]
    for statement in reading.statements:
        line = _line(starts, statement.start)
        if 0 <= line < len(out) and not out[line]:
            out[line] = statement.strands
    return [with_verb(text, strands) for text, strands in zip(texts, out, strict=True)]


def with_verb(text: str, strands: tuple[str, ...]) -> tuple[str, ...]:
    """The verb's strand before the others; the longest phrase that the text begins with decides."""
    begins = f"{normalise(text).strip()} "
    found = [(len(verb), strand) for verb, strand in _verbs().items() if begins.startswith(verb)]
    if not found:
        return strands
    first = max(found)[1]
    return (first, *(strand for strand in strands if strand not in {first, "soft", "edu"}))


@cache
def _verbs() -> dict[str, str]:
    """Normalised beginnings with a blank at the end → strand."""
    table = shelf("scoping/verbs")
    return {f"{normalise(verb).strip()} ": name for name, verbs in table.items() if name != "source" for verb in verbs}


def name_of(skill: str) -> str:
    """A skill's name by its id."""
    entry = book().skills.get(skill)
    return skill if entry is None else str(entry["name"])


def kind_of(skill: str) -> str:
    """What kind of thing a skill is (`tool`, `method`, …); "" if it isn't one of the lexicon's."""
    entry = book().skills.get(skill)
    return "" if entry is None else str(entry["kind"])


def title(text: str) -> Title | None:
    """What a title alone promises."""
    return title_of(book(), plain.read(""), text) if text else None


_HEADING = "Responsibilities"


def _read(texts: Sequence[str]) -> tuple[Reading, list[int]]:
    """A posting of one duty a line, and where the lines start."""
    lines = [f"- {' '.join(text.split())}" for text in texts]
    starts, at = [], len(_HEADING) + 1
    for line in lines:
        starts.append(at)
        at += len(line) + 1
    return read(plain.read("\n".join([_HEADING, *lines]))), starts


def _line(starts: Sequence[int], offset: int) -> int:
    from bisect import bisect_right

    return max(0, bisect_right(starts, offset) - 1)
