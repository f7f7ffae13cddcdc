"""A posting against its role."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from rolewright import api
from rolewright.documents import markdown
from rolewright.scoping.load import loads

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))


@pytest.fixture
def role():
    """The startup's role."""
    path = ROOT / "examples/roles/startup-ml-engineer.toml"
    return loads(path.read_bytes(), path.name)


def parted(role, *changes):
    """The drift of a draft with words exchanged."""
    text = api.draft(role).markdown
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return api.drift(role, markdown.read(text, "posting.md"))


@pytest.mark.parametrize("path", sorted((ROOT / "examples/roles").glob("*.toml")), ids=lambda path: path.stem)
def test_a_draft_has_not_parted(path):
    """What was drafted from a role says what the role says."""
    role = loads(path.read_bytes(), path.name)
    assert api.drift(role, markdown.read(api.draft(role).markdown)).same


def test_made_drafts_have_not_parted():
    """Nor have the drafts of made-up roles."""
    from benchmarks import made_roles

    some = [cell for cell in made_roles.cells() if cell.number % 5 == 0]
    found = {
        str(cell): api.drift(made_roles.role(cell), markdown.read(api.draft(made_roles.role(cell)).markdown))
        for cell in some
    }
    assert {cell: drift for cell, drift in found.items() if not drift.same} == {}


def test_a_skill_nobody_asked_for(role):
    """A tool put among the must-haves is told with its place."""
    found = parted(
        role,
        (
            "- Python that others can test and change.",
            "- Python that others can test and change.\n- You know Kubernetes and Terraform.",
        ),
    )
    assert {(one.kind, one.text) for one in found.only_posting} == {("skill", "Kubernetes"), ("skill", "Terraform")}
    assert all(one.start > 0 for one in found.only_posting)
    assert not found.only_role


def test_years_and_degrees_nobody_asked_for(role):
    """They are harder than the role."""
    found = parted(
        role,
        ("- SQL well", "- 7+ years of SQL, well"),
        ("- Judging a forecast", "- A master's degree in statistics.\n- Judging a forecast"),
    )
    assert {"years", "degree"} <= {one.kind for one in found.only_posting}


def test_what_was_left_out(role):
    """A duty and a must-have that the posting lost are named by their fields."""
    found = parted(
        role,
        ("- SQL well enough to find out why a number is wrong.\n", ""),
        ("- Package the model and serve it through our Python API, with last week's sales as the fallback.\n", ""),
    )
    assert {one.field for one in found.only_role} == {"must_haves[3].what", "duties[3].text"}


def test_a_new_duty(role):
    """Work that the role doesn't have is told."""
    found = parted(
        role, ("- Train a demand", "- Write marketing letters to wholesalers in five languages.\n- Train a demand")
    )
    assert [one.kind for one in found.only_posting] == ["duty"]


def test_pay_title_and_mode_that_changed(role):
    """What both say differently is told with what the role says."""
    found = parted(
        role, ("$152,000", "$170,000"), ("# Machine Learning Engineer", "# Senior Machine Learning Engineer")
    )
    assert {one.kind: one.other for one in found.changed} == {
        "title": "Machine Learning Engineer", "level": "mid", "pay": "$128,000 to $152,000 a year",
    }  # fmt: skip


def test_plain_data(role):
    """The JSON shape is the record's."""
    data = parted(role, ("$152,000", "$170,000")).as_dict()
    assert data["version"] == 1
    assert data["same"] is False
    assert set(data) == {"version", "same", "only_posting", "only_role", "changed"}
