"""The search finds what trying everything finds."""

from __future__ import annotations

from itertools import chain, combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from rolewright.interview.solve import Answer, Option, Room, length, smallest

AROUND, STEP = 13, 5


def brute(options, rooms, costs, budget):
    """The best (cost, number, weight) by trying every subset."""
    best = None
    for chosen in chain.from_iterable(combinations(options, n) for n in range(len(options) + 1)):
        if len({o.group for o in chosen}) < len(chosen):
            continue
        used = [sum(o.minutes for o in chosen if o.room == i) for i in range(len(rooms))]
        if any(m > room.capacity for m, room in zip(used, rooms, strict=True)):
            continue
        if sum(length(m, room.around, STEP) for m, room in zip(used, rooms, strict=True)) > budget:
            continue
        seen = 0
        for one in chosen:
            seen |= one.mask
        found = (sum(c for i, c in enumerate(costs) if not seen >> i & 1), len(chosen), sum(o.weight for o in chosen))
        best = found if best is None else min(best, found)
    return best


@st.composite
def problems(draw):
    bits, rooms = draw(st.integers(1, 6)), draw(st.integers(1, 3))
    options = [
        Option(i, draw(st.integers(0, 5)) if draw(st.booleans()) else 100 + i, draw(st.integers(1, 2**bits - 1)), draw(st.integers(0, rooms - 1)), draw(st.integers(3, 40)), draw(st.integers(-9, 50)))
        for i in range(draw(st.integers(0, 8)))
    ]  # fmt: skip
    made = [Room(draw(st.integers(10, 70)), AROUND) for _ in range(rooms)]
    return options, made, [draw(st.integers(1, 100)) for _ in range(bits)], draw(st.integers(30, 200))


@given(problems())
@settings(max_examples=300, deadline=None)
def test_same_as_trying_everything(problem):
    """Least cost of what is left out, then fewest questions, then least weight; and it's proven."""
    options, rooms, costs, budget = problem
    answer = smallest(options, rooms, costs, budget, 10**6, STEP)
    seen = 0
    for i in answer.chosen:
        seen |= options[i].mask
    assert answer.proven
    left = sum(c for i, c in enumerate(costs) if not seen >> i & 1)
    assert (left, len(answer.chosen), sum(options[i].weight for i in answer.chosen)) == brute(*problem)
    assert answer.missing == ~seen & (1 << len(costs)) - 1


def test_nothing_to_choose_from():
    """Without options everything is missing."""
    assert smallest([], [Room(50, 13)], [1, 1], 100, 100, 5) == Answer((), 0b11, True)


def test_too_few_steps_is_said():
    """A search that is cut off doesn't claim a proof."""
    options = [Option(i, i, 1 << i | 1 << (i + 1) % 12, 0, 3, i) for i in range(12)]
    assert not smallest(options, [Room(60, 13)], [1] * 12, 100, 5, 5).proven


def test_length():
    """Minutes are rounded up; an interview without questions takes none."""
    assert length(0, 13, 5) == 0
    assert length(45, 13, 5) == 60
    assert length(47, 13, 5) == 60
