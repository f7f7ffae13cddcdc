"""What the tests of the rules share: an example made a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rolewright.documents import plain
from rolewright.knowledge.loader import book
from rolewright.model.rule import Case, Example
from rolewright.reading.read import read
from rolewright.scoping.load import loads

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(name="case_of", scope="session")
def _case_of() -> Callable[[Example | str], Case]:
    """The function that reads an example as plain text."""
    return make


def make(example: Example | str) -> Case:
    """The case of an example, read as plain text."""
    if isinstance(example, str):
        example = Example(example)
    table = book()
    posting = plain.read(example.text)
    reading = read(posting, example.title)
    places = frozenset(example.places).union(place.code for place in reading.places)
    role = loads(example.role.encode(), complete=False) if example.role else None
    return Case(reading, posting, places, example.date, table.limits, table, role)
