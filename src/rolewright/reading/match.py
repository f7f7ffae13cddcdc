"""The phrases that the inner loop found, judged in context: which are skills, which are cues.

The longest skill at a place wins. A hit that its entry calls ambiguous must pass its context: the case as written,
what stands next to it, words or another skill in the same statement.
"""

from __future__ import annotations

from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from rolewright.knowledge.normal import normalise
from rolewright.model.reading import Cue
from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright._kernel import Scan
    from rolewright.knowledge.loader import Book
    from rolewright.reading.statements import Piece

_TOOLS = frozenset({"language", "framework", "library", "platform", "service", "database", "vector-store", "tool"})
"""The kinds of skill whose company makes an ambiguous name a skill."""


class Found(NamedTuple):
    """A skill where it stands."""

    statement: int
    id: str
    start: int
    end: int


def settle(
    book: Book, text: str, pieces: Sequence[Piece], scan: Scan
) -> tuple[list[Found], list[Cue], list[tuple[int, int]]]:
    """(skills, cues, (statement, row) of the cues' weights), in order of place; kinds are not looked at yet.

    The inner loop settles what needs no look at its neighbours; what it leaves is settled here.
    """
    forms = book.forms
    sure, plain, rows, left, open_cues = scan.resolve(forms)
    skills = list(map(_found, sure))
    cues = list(map(_cue, plain))
    words = _Words(text, pieces)
    if left:
        skills = _with_context(book, text, words, skills, left)
    for (statement, _, start, end, i, n), (name, context, row) in open_cues:
        if _allowed(context, text, words, statement, (i, n), start, end) and (
            not (context[3] or context[4]) or _near(context, words.of(statement))
        ):
            cues.append(_cue((name, start, end, statement)))
            if row >= 0:
                rows.append((statement, row))
    if open_cues:
        cues.sort(key=_CUE_START)
    return skills, cues, rows


_CUE_START = itemgetter(1)
_found = partial(tuple.__new__, Found)
_cue = partial(tuple.__new__, Cue)


class _Words:
    """The words of a statement, split when first asked for."""

    __slots__ = ("_at", "_here", "_norm", "_pieces", "_text")

    def __init__(self, text: str, pieces: Sequence[Piece]) -> None:
        self._text, self._pieces = text, pieces
        self._norm = ""
        self._at, self._here = -1, [""]

    def of(self, statement: int) -> list[str]:
        """Normalised words, in order."""
        if statement != self._at:
            if not self._norm:
                self._norm = normalise(self._text)
            piece = self._pieces[statement]
            self._at, self._here = statement, self._norm[piece[0] : piece[1]].split()
        return self._here


def _with_context(
    book: Book, text: str, words: _Words, sure: list[Found], left: list[tuple[int, int, int, int, int, int]]
) -> list[Found]:
    """The sure skills and those of `left` that their context allows; at one place the longest, the first before all."""
    table = book.skills
    found: list[Found] = []
    waiting: list[Found] = []
    for statement, form, start, end, i, n in left:
        entry = book.forms[form][0]
        if entry is None:
            continue
        name, context = entry
        if not _allowed(context, text, words, statement, (i, n), start, end):
            continue
        hit = _found((statement, name, start, end))
        if not (context[3] or context[4] or context[5]) or _near(context, words.of(statement)):
            found.append(hit)
        elif context[5]:
            waiting.append(hit)
    if waiting:
        tools = {s.statement for s in (*sure, *found) if table[s.id]["kind"] in _TOOLS}
        found += [hit for hit in waiting if hit.statement in tools]
    if not found:
        return sure
    out: list[Found] = []
    reached = -1
    for hit in sorted(sure + found, key=_place):
        if hit[2] >= reached:
            out.append(hit)
            reached = hit[3]
    return out


def _place(hit: Found) -> tuple[int, int]:
    return hit[2], -hit[3]


def _allowed(
    context: tuple[Any, ...], text: str, words: _Words, statement: int, at: tuple[int, int], start: int, end: int
) -> bool:
    """Whether the case as written and what stands beside the hit or in its statement allow it."""
    exact, not_before, not_after, _, _, _, never, never_phrases, _, _ = context
    if exact and text[start:end] not in exact:
        return False
    if not (not_before or not_after or never or never_phrases):
        return True
    here = words.of(statement)
    i, n = at
    if not_before and (" ".join(here[i + n : i + n + 5]) + " ").startswith(not_before):
        return False
    if not_after and (" " + " ".join(here[max(0, i - 5) : i])).endswith(not_after):
        return False
    return never.isdisjoint(here) and not (never_phrases and _holds(never_phrases, here))


def _near(context: tuple[Any, ...], here: list[str]) -> bool:
    """Whether a word or phrase that the entry asks for is in the statement."""
    return not context[3].isdisjoint(here) or bool(context[4] and _holds(context[4], here))


def _holds(phrases: tuple[str, ...], here: list[str]) -> bool:
    whole = f" {' '.join(here)} "
    return any(phrase in whole for phrase in phrases)
