"""Places of work by their longest names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolewright import api
from rolewright.model.reading import Cue
from rolewright.reading.read import _longest


@pytest.mark.parametrize(
    ("line", "places"),
    [
        ("Location: London, ON", [("CA-ON", "London, ON")]),
        ("Location: London", [("GB", "London")]),
        ("Location: Washington, DC", [("US-DC", "Washington, DC")]),
        (
            "Location: New York City or London, ON or Berlin",
            [("US-NYC", "New York City"), ("CA-ON", "London, ON"), ("DE", "Berlin")],
        ),
    ],
)
def test_a_place_is_read_by_its_longest_name(line, places):
    """A town's name within that of a town with its state is no place of its own, in places and in cues."""
    reading = api.read(f"Data Engineer\n\n{line}\n\nRequirements\n- Python\n")
    assert [(p.code, reading.text[p.start : p.end]) for p in reading.places] == places
    assert [(c.start, c.end) for c in reading.cues["place"]] == [(p.start, p.end) for p in reading.places]


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 6)), max_size=8))
def test_what_lies_within_a_longer_one_goes(spans):
    """Kept is what lies within no longer one, in order."""
    cues = tuple(Cue("place/XX", a, a + n, 0) for a, n in sorted(spans))
    inside = [
        c
        for c in cues
        if any(o.start <= c.start and c.end <= o.end and (o.start, o.end) != (c.start, c.end) for o in cues)
    ]
    assert _longest(cues) == tuple(c for c in cues if c not in inside)
