"""Which statement of one text is which of another: the same words first, then the likest, each at most once."""

from __future__ import annotations

from collections import deque
from functools import cache
from typing import TYPE_CHECKING

from rolewright.knowledge.loader import written
from rolewright.knowledge.normal import normalise
from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

LIKE = 0.5
"""Shared words of two statements, by Dice, from which on one is the other reworded."""
_SKILLS = 0.5
"""What all skills in common add to that."""


class Words(NamedTuple):
    """A statement to be aligned: all words, those that tell something, the skills that it names."""

    all: tuple[str, ...]
    telling: frozenset[str]
    skills: frozenset[str] = frozenset()


def words_of(text: str, skills: frozenset[str] = frozenset()) -> Words:
    """The words of a statement; those among the commonest of English tell nothing, unless there are no others."""
    every = tuple(normalise(text).split())
    telling = frozenset(every) - _commonest()
    return Words(every, telling or frozenset(every), skills)


@cache
def _commonest() -> frozenset[str]:
    return frozenset(written("languages")["common"]["en"])


def align(old: Sequence[Words], new: Sequence[Words]) -> dict[int, int]:
    """Old index → new index. Deterministic: of equally like pairs the one nearest to its old rank wins."""
    pairs = _equal(old, new)
    taken = set(pairs.values())
    ranks = (max(1, len(old)), max(1, len(new)))
    found = []
    for i, j, likeness in _alike(old, new, pairs, taken):
        found.append((-likeness, abs(i / ranks[0] - j / ranks[1]), i, j))
    for _, _, i, j in sorted(found):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def likeness(one: Words, other: Words) -> float:
    """0 to 1 for the words in common (Dice), and up to a half more for the skills (Jaccard)."""
    words = 2 * len(one.telling & other.telling) / ((len(one.telling) + len(other.telling)) or 1)
    skills = len(one.skills & other.skills) / (len(one.skills | other.skills) or 1)
    return words + _SKILLS * skills


def moved(order: Sequence[int]) -> set[int]:
    """The places of a sequence of ranks that are out of order: all but a longest rising one (patience sorting)."""
    from bisect import bisect_left

    tops: list[int] = []
    piles: list[int] = []
    before: dict[int, int] = {}
    for place, rank in enumerate(order):
        pile = bisect_left(tops, rank)
        before[place] = piles[pile - 1] if pile else -1
        tops[pile : pile + 1] = [rank]
        piles[pile : pile + 1] = [place]
    kept, place = set(), piles[-1] if piles else -1
    while place >= 0:
        kept.add(place)
        place = before[place]
    return set(range(len(order))) - kept


def _equal(old: Sequence[Words], new: Sequence[Words]) -> dict[int, int]:
    """Pairs of the same words, in order."""
    places: dict[tuple[str, ...], deque[int]] = {}
    for j, words in enumerate(new):
        places.setdefault(words.all, deque()).append(j)
    return {i: places[words.all].popleft() for i, words in enumerate(old) if places.get(words.all)}


def _alike(
    old: Sequence[Words], new: Sequence[Words], pairs: dict[int, int], taken: set[int]
) -> list[tuple[int, int, float]]:
    """Pairs of the rest that are like enough; only those that share a telling word or a skill are looked at."""
    where: dict[str, list[int]] = {}
    for j, words in enumerate(new):
        if j not in taken:
            for word in words.telling | words.skills:
                where.setdefault(word, []).append(j)
    out = []
    for i, words in enumerate(old):
        if i in pairs:
            continue
        near = sorted({j for word in words.telling | words.skills for j in where.get(word, ())})
        out += [(i, j, score) for j in near if (score := likeness(words, new[j])) >= LIKE]
    return out
