"""The phrases that the inner loop found, judged in context: which are skills, which are cues.

The longest skill at a place wins. A hit that its entry calls ambiguous must pass its context: the case as written,
what stands next to it, words or another skill in the same statement.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from rolewright.knowledge.normal import normalise
from rolewright.model.reading import Cue
from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.knowledge.loader import Book
    from rolewright.reading.statements import Piece

_PARTS = frozenset(",;:!?|•\t()")
"""A skill of several words does not reach across one of these."""
_TOOLS = frozenset({"language", "framework", "library", "platform", "service", "database", "vector-store", "tool"})
"""The kinds of skill whose company makes an ambiguous name a skill."""
KernelHit = tuple[int, int, int, int, int, int]
"""(statement, form, start, end, first word, words), as the inner loop gives it."""


class Found(NamedTuple):
    """A skill where it stands."""

    statement: int
    id: str
    start: int
    end: int


def settle(
    book: Book, text: str, pieces: Sequence[Piece], hits: Sequence[KernelHit]
) -> tuple[list[Found], list[Cue], list[tuple[int, int]]]:
    """(skills, cues, (statement, row) of the cues' weights), in order of place; kinds are not looked at yet."""
    forms, make, make_cue = book.forms, _found, _cue
    skills: list[Found] = []
    cues: list[Cue] = []
    rows: list[tuple[int, int]] = []
    waiting: list[Found] = []
    words = _Words(text, pieces)
    where, reached = -1, 0
    for statement, form, start, end, i, n in hits:
        skill, others = forms[form]
        if skill is not None:
            if n == 1 and skill[1] is None and (statement != where or start >= reached):
                skills.append(make((statement, skill[0], start, end)))
            else:
                _skill(skill, make((statement, skill[0], start, end)), (i, n), text, words, skills, waiting)
            if skills:
                where, _, _, reached = skills[-1]
        for name, context, row in others:
            if context is None or _fits(context, text, words.of(statement), (i, n), start, end):
                cues.append(make_cue((name, start, end, statement)))
                if row >= 0:
                    rows.append((statement, row))
    if waiting:
        _join(book, skills, waiting)
    return skills, cues, rows


_found = partial(tuple.__new__, Found)
_cue = partial(tuple.__new__, Cue)


class _Words:
    """The words of a statement, split when first asked for."""

    def __init__(self, text: str, pieces: Sequence[Piece]) -> None:
        self._text, self._pieces = text, pieces
        self._at, self._here = -1, [""]

    def of(self, statement: int) -> list[str]:
        if statement != self._at:
            piece = self._pieces[statement]
            self._at, self._here = statement, normalise(self._text[piece[0] : piece[1]]).split()
        return self._here


def _skill(
    entry: tuple[str, tuple[Any, ...] | None], found: Found, at: tuple[int, int], text: str, words: _Words,
    skills: list[Found], waiting: list[Found],
) -> None:  # fmt: skip
    """Adds a skill, or makes it wait for a neighbour; a longer one replaces the shorter that starts with it."""
    last = skills[-1] if skills and skills[-1].statement == found.statement else None
    inside = last is not None and found.start < last.end
    if inside and last is not None and found.start != last.start:
        return
    if at[1] > 1 and _parted(text, found.start, found.end):
        return
    context = entry[1]
    if context is not None:
        if context[0] and text[found.start : found.end] not in context[0]:
            return
        here = words.of(found.statement) if any(context[1:]) else []
        if not _fits(context, text, here, at, found.start, found.end, near=False):
            return
        if not _near(context, here):
            if context[4]:
                waiting.append(found)
            return
    if inside:
        skills[-1] = found
    else:
        skills.append(found)


def _join(book: Book, skills: list[Found], waiting: list[Found]) -> None:
    """The waiting names that have a tool beside them in their statement, sorted in."""
    tools = {s.statement for s in skills if book.skills[s.id]["kind"] in _TOOLS}
    taken = {(s.statement, s.start) for s in skills}
    more = [w for w in waiting if w.statement in tools and (w.statement, w.start) not in taken]
    if more:
        skills.extend(more)
        skills.sort(key=lambda s: s.start)


def _parted(text: str, start: int, end: int) -> bool:
    """Whether punctuation between the words says that they are no one name."""
    between = text[start:end]
    return not _PARTS.isdisjoint(between) or ". " in between


def _fits(
    context: tuple[Any, ...], text: str, here: list[str], at: tuple[int, int], start: int, end: int, *, near: bool = True
) -> bool:
    """Whether case and neighbours allow the hit (and, with `near`, the words of the statement)."""
    exact, not_before, not_after, words, _, _, _, not_near = context
    i, n = at
    if exact and text[start:end] not in exact:
        return False
    if not_before and (" ".join(here[i + n : i + n + 5]) + " ").startswith(not_before):
        return False
    if not_after and (" " + " ".join(here[max(0, i - 5) : i])).endswith(not_after):
        return False
    if not_near or (near and words):
        whole = f" {' '.join(here)} "
        if any(phrase in whole for phrase in not_near):
            return False
        return not (near and words) or any(phrase in whole for phrase in words)
    return True


def _near(context: tuple[Any, ...], here: list[str]) -> bool:
    """Whether the words that an ambiguous skill asks for are there; without any, only a neighbour can do."""
    if not context[3]:
        return not context[4]
    whole = f" {' '.join(here)} "
    return any(phrase in whole for phrase in context[3])
