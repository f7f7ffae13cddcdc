"""One pass for all phrases: the skills and cues of the knowledge tables, found in the words of each statement.

The words of a statement are looked up one by one among the first words of all phrases; only there are longer phrases
tried, the longest first. A hit that its entry calls ambiguous must pass its context: the case as written, what stands
next to it, words or another skill in the same statement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.knowledge.loader import Book
    from rolewright.reading.statements import Piece

_PARTS = frozenset(",;:!?|•\t()")
"""A skill of several words does not reach across one of these."""
_TOOLS = frozenset({"language", "framework", "library", "platform", "service", "database", "vector-store", "tool"})
"""The kinds of skill whose company makes an ambiguous name a skill."""


class Hit(NamedTuple):
    """A phrase where it stands: the statement's index, the entry's id, its span, its context or None."""

    statement: int
    id: str
    start: int
    end: int
    context: tuple[Any, ...] | None


def find(book: Book, text: str, norm: str, pieces: Sequence[Piece], words: Sequence[list[str]]) -> tuple[list[Hit], list[Hit]]:
    """(skill hits, cue hits), in order of place; kinds of statements are not looked at yet."""
    skills: list[Hit] = []
    cues: list[Hit] = []
    starts = book.starts
    for index, here in enumerate(words):
        spots = [i for i, word in enumerate(here) if word in starts]
        if spots:
            _one(book, text, norm, index, pieces[index], here, spots, skills, cues)
    return skills, cues


def _one(
    book: Book, text: str, norm: str, index: int, piece: Piece, here: list[str], spots: list[int],
    skills: list[Hit], cues: list[Hit],
) -> None:  # fmt: skip
    """All hits of one statement, added to `skills` and `cues`."""
    starts, forms = book.starts, book.forms
    count, reached, at, taken = len(here), -1, piece.start, 0
    pending: list[Hit] = []
    sure = False
    for i in spots:
        single, seconds, lengths = starts[here[i]]
        follows = i + 1 < count and here[i + 1] in seconds
        if not (single or follows):
            continue
        first = -1
        for n in lengths if follows else (1,):
            if i + n > count:
                continue
            meanings = forms.get(here[i] if n == 1 else " ".join(here[i : i + n]))
            if meanings is None:
                continue
            if first < 0:
                while reached < i:
                    reached += 1
                    at = norm.find(here[reached], at + (len(here[reached - 1]) if reached else 0))
                first = at
            last = first + len(here[i])
            for j in range(i + 1, i + n):
                last = norm.find(here[j], last) + len(here[j])
            for kind, name, context in meanings:
                hit = Hit(index, name, first, last, context)
                if kind == "c":
                    if context is None or _fits(context, text, here, i, n, first, last):
                        cues.append(hit)
                elif i >= taken and (n == 1 or not _parted(text, first, last)):
                    if context is None:
                        skills.append(hit)
                        taken = i + n
                        sure = sure or book.skills[name]["kind"] in _TOOLS
                    elif _fits(context, text, here, i, n, first, last, words=False):
                        if _near(context, here):
                            skills.append(hit)
                            taken = i + n
                        elif context[4]:
                            pending.append(hit)
    if pending and sure:
        skills.extend(h for h in pending)
        skills.sort(key=lambda h: h.start)


def _parted(text: str, start: int, end: int) -> bool:
    """Whether punctuation between the words says that they are no one name."""
    between = text[start:end]
    return not _PARTS.isdisjoint(between) or ". " in between


def _fits(
    context: tuple[Any, ...], text: str, here: list[str], i: int, n: int, first: int, last: int, *, words: bool = True
) -> bool:
    """Whether case and neighbours allow the hit (and, with `words`, the words of the statement)."""
    exact, not_before, not_after, near, _, _, _, not_near = context
    if exact and text[first:last] not in exact:
        return False
    if not_before and (" ".join(here[i + n : i + n + 5]) + " ").startswith(not_before):
        return False
    if not_after and (" " + " ".join(here[max(0, i - 5) : i])).endswith(not_after):
        return False
    if not_near or (words and near):
        whole = f" {' '.join(here)} "
        if any(phrase in whole for phrase in not_near):
            return False
        return not (words and near) or any(phrase in whole for phrase in near)
    return True


def _near(context: tuple[Any, ...], here: list[str]) -> bool:
    """Whether the words that an ambiguous skill asks for are there; without any, only a neighbour can do."""
    if not context[3]:
        return not context[4]
    whole = f" {' '.join(here)} "
    return any(phrase in whole for phrase in context[3])
