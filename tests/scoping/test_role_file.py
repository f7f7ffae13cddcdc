"""Role files: what is read, what is refused, and with which words."""

from __future__ import annotations

from pathlib import Path

import pytest

from rolewright.errors import RoleError
from rolewright.model import terms
from rolewright.model.role import RECORDS
from rolewright.scoping.fields import fields
from rolewright.scoping.load import loads

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((ROOT / "examples/roles").glob("*.toml"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_an_example_loads(path):
    """Every example role is complete and without a problem."""
    role = loads(path.read_bytes(), path.name)
    assert role.duties
    assert all(role.duty(need.duty) for need in role.must_haves)


def test_the_table_and_the_records_agree():
    """Each record has the fields of its table, in the same order."""
    assert all(tuple(field.name for field in fields(name)) == RECORDS[name]._fields for name in RECORDS)


def test_the_vocabularies_are_those_of_a_reading():
    """Families, levels, stages and strands are those that a reading knows, less its doubts."""

    def choices(record, name):
        return set(next(field.choices for field in fields(record) if field.name == name))

    assert choices("Role", "family") == set(terms.FAMILIES) - {"other"}
    assert choices("Role", "level") == set(terms.LEVELS) - {"unknown"}
    assert choices("Company", "stage") == set(terms.STAGES) - {"unknown"}
    assert choices("Duty", "strands") == set(terms.STRANDS)
    assert choices("Duty", "stage") == {*terms.LIFECYCLE, "across"}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            'duty = "check-sales-data"',
            'duty = "check-sale-data"',
            "must_haves[3].duty: no duty has the id “check-sale-data”; did you mean 'check-sales-data'?",
        ),
        ("currency", "curency", "pay.curency: there is no such field; did you mean 'currency'?"),
        ("weeks = 3", 'weeks = "3"', "process.weeks: “3” instead of a whole number; write for example weeks = 3"),
        ('stage = "startup"', 'stage = "start-up"', "company.stage: “start-up” is none of the choices; did you mean"),
        ('title = "Machine Learning Engineer"\n', "", "title: it is missing; write for example title ="),
        ("min = 128000", "min = 999999", "pay.min: 999,999 is more than the maximum, 152,000; exchange them"),
        ('"2027-01-15"', '"2026-01-15"', "application.valid_through: it is before the day of posting"),
    ],
)
def test_an_error_names_the_field_and_what_to_write(old, new, told):
    """A slip in a role file is named with its line, its field, and what to write."""
    text = EXAMPLES[2].read_text("utf-8")
    assert old in text
    with pytest.raises(RoleError) as error:
        loads(text.replace(old, new).encode(), "r.toml")
    assert told in str(error.value)
    assert str(error.value).startswith("r.toml")
