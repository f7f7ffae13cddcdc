"""The smallest set of questions that covers what must be covered, within the time of each interview and of all.

A set cover with a knapsack for each interview, solved by branch and bound: take the element that the fewest questions
cover, try these in turn, give up a branch as soon as even the best continuation would be no better than the best set so
far. Questions that another one outdoes in every respect are left out first. Exact unless the search takes more than a
given number of steps; whether it did is part of the answer.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_NEVER = 1 << 60


class Option(NamedTuple):
    """A question to the search: bits of the elements that it would count for, its interview, minutes, weight.

    Options of one `group` are one question that counts for different elements; at most one of them is chosen.
    """

    number: int
    group: int
    mask: int
    room: int
    minutes: int
    weight: int


class Room(NamedTuple):
    """An interview to the search: minutes for questions at most, and those spent around them if it takes place."""

    capacity: int
    around: int


class Answer(NamedTuple):
    """Chosen options, bits that stay uncovered, whether it is proven that no better set exists."""

    chosen: tuple[int, ...]
    missing: int
    proven: bool


def smallest(
    options: Sequence[Option], rooms: Sequence[Room], costs: Sequence[int], budget: int, steps: int, step: int
) -> Answer:
    """The set with the least cost of uncovered elements, then the fewest questions, then the least weight.

    `costs` is what leaving each element out costs; `step` is what an interview's minutes are rounded up to.
    """
    search = _Search(undominated(options), rooms, costs, budget, steps, step)
    search.run((1 << len(costs)) - 1, may_skip=False)
    if search.best_chosen is None:
        search.left = steps
        search.run((1 << len(costs)) - 1, may_skip=True)
    return Answer(search.best_chosen or (), search.best_missing, search.left > 0)


def undominated(options: Sequence[Option]) -> list[Option]:
    """Options that no other one of the same interview outdoes; of equals the first.

    A question with several options outdoes none: it may be needed for another of them.
    """
    sizes = Counter(one.group for one in options)
    kept: list[Option] = []
    for one in sorted(options, key=lambda o: (-o.mask.bit_count(), o.weight, o.minutes, o.number)):
        if not any(
            other.room == one.room and one.mask | other.mask == other.mask
            and other.minutes <= one.minutes and other.weight <= one.weight and sizes[other.group] == 1
            for other in kept
        ):  # fmt: skip
            kept.append(one)
    return kept


class _Search:
    """The state of a search; `best` is (cost of what is missing, questions, weight)."""

    def __init__(
        self, options: list[Option], rooms: Sequence[Room], costs: Sequence[int], budget: int, steps: int, step: int
    ) -> None:
        self.rooms, self.costs, self.budget, self.left, self.step = rooms, costs, budget, steps, step
        self.by_element = [[o for o in options if o.mask >> bit & 1] for bit in range(len(costs))]
        self.widest = max((o.mask.bit_count() for o in options), default=1)
        self.lightest = min((o.weight for o in options), default=0)
        self.best = (_NEVER, 0, 0)
        self.best_chosen: tuple[int, ...] | None = None
        self.best_missing = 0

    def run(self, wanted: int, *, may_skip: bool) -> None:
        """Search from nothing chosen."""
        self.may_skip = may_skip
        self._go(wanted, [], [0] * len(self.rooms), 0, 0, 0)

    def _go(self, open_: int, chosen: list[Option], used: list[int], weight: int, cost: int, missing: int) -> None:
        self.left -= 1
        if self.left <= 0 or not self._promising(open_, len(chosen), weight, cost):
            return
        if not open_:
            self.best, self.best_missing = (cost, len(chosen), weight), missing
            self.best_chosen = tuple(o.number for o in chosen)
            return
        bit, fitting = self._hardest(open_, used, {o.group for o in chosen})
        for option in sorted(fitting, key=lambda o: (-(o.mask & open_).bit_count(), o.weight, o.number)):
            used[option.room] += option.minutes
            self._go(open_ & ~option.mask, [*chosen, option], used, weight + option.weight, cost, missing)
            used[option.room] -= option.minutes
        if self.may_skip:
            flag = 1 << bit
            self._go(open_ & ~flag, chosen, used, weight, cost + self.costs[bit], missing | flag)

    def _promising(self, open_: int, count: int, weight: int, cost: int) -> bool:
        """Whether the best that could follow beats the best so far."""
        more = 0 if self.may_skip else -(-open_.bit_count() // self.widest)
        return (cost, count + more, weight + more * self.lightest) < self.best

    def _hardest(self, open_: int, used: list[int], taken: set[int]) -> tuple[int, list[Option]]:
        """The open element with the fewest options that still fit, and these."""
        best: tuple[int, list[Option]] | None = None
        for bit, options in enumerate(self.by_element):
            if open_ >> bit & 1:
                fitting = [o for o in options if o.group not in taken and self._fits(o, used)]
                if best is None or len(fitting) < len(best[1]):
                    best = bit, fitting
                    if not fitting:
                        break
        if best is None:
            raise AssertionError
        return best

    def _fits(self, option: Option, used: list[int]) -> bool:
        if used[option.room] + option.minutes > self.rooms[option.room].capacity:
            return False
        used[option.room] += option.minutes
        total = sum(length(m, room.around, self.step) for m, room in zip(used, self.rooms, strict=True))
        used[option.room] -= option.minutes
        return total <= self.budget


def length(minutes: int, around: int, step: int) -> int:
    """Minutes of an interview with so many minutes of questions; 0 if it has none."""
    return -(-(minutes + around) // step) * step if minutes else 0
