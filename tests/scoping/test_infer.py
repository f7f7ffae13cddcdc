"""A draft from a posting: what is said, implied, missing, with the words that say it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rolewright import api
from rolewright.model.draft import IMPLIED, MISSING, SAID
from rolewright.scoping.load import loads

ROOT = Path(__file__).resolve().parents[2]
GOOD = (ROOT / "examples/good.md").read_text("utf-8")


@pytest.fixture(scope="module")
def draft():
    """The draft of the good example."""
    return api.infer_role(api.load(str(ROOT / "examples/good.md")))


def marks(draft):
    """The marks by path."""
    return {mark.path: mark for mark in draft.marks}


@pytest.mark.parametrize(
    ("path", "state"),
    [
        ("title", SAID),
        ("family", SAID),
        ("level", IMPLIED),
        ("company.stage", IMPLIED),
        ("team.reports_to", SAID),
        ("pay.min", SAID),
        ("place.mode", SAID),
        ("law.accommodation_contact", SAID),
        ("ownership.operate.owner", IMPLIED),
        ("use_case.users", MISSING),
        ("bottleneck", MISSING),
        ("process.take_home_paid", MISSING),
    ],
)
def test_each_field_is_marked(draft, path, state):
    """Said, implied and missing are told apart."""
    assert marks(draft)[path].state == state


def test_the_words_stand_in_the_posting(draft):
    """Each mark quotes the text at its span, and its place is in the author's file."""
    posting = api.load(str(ROOT / "examples/good.md"))
    for mark in draft.marks:
        if mark.end:
            words = " ".join(posting.text[mark.start : mark.end].split())
            assert mark.words in words or words.startswith(mark.words), mark
            assert mark.place == str(posting.place(mark.start))


def test_values_are_those_of_the_posting(draft):
    """Pay, milestones, address, duties and must-haves."""
    role = draft.role
    assert (role.pay.min, role.pay.max, role.pay.currency, role.pay.interval) == (128_000, 152_000, "USD", "year")
    assert [one.day for one in role.milestones] == [30, 60, 90]
    assert role.law.accommodation_contact == "people@brightloaf.example"
    assert len(role.duties) == 8
    assert role.duty(next(need.duty for need in role.must_haves if need.skill == "SQL")).stage == "data"


def test_every_field_has_a_mark(draft):
    """No field of the role file is passed over in silence."""
    found = set(marks(draft))
    for path in (
        "reason",
        "company.name",
        "use_case.target",
        "team.members",
        "constraints",
        "application.url",
    ):
        assert path in found


def test_the_draft_is_a_role_file_with_the_marks_as_comments(draft):
    """It reads back as the same draft, and each field says how the posting speaks of it."""
    text = api.role_text(draft.role, draft.notes())
    assert loads(text.encode(), complete=False) == draft.role
    assert "# said at 1:3: “Machine Learning Engineer”\ntitle" in text
    assert "# MISSING: the posting doesn't say it\n# users" in text


def test_what_a_duty_uses_is_implied_to_run(draft):
    """Python in a duty implies that it is in use; a tool that is only asked for doesn't."""
    assert [(tool.name, tool.use) for tool in draft.role.stack] == [("Python", "now")]
    assert marks(draft)["stack[1].name"].state == IMPLIED


def test_a_long_posting_is_cut_to_what_a_role_holds():
    """Two hundred duties give a role of a hundred, which loads."""
    text = "Responsibilities\n" + "".join(f"- Train model number {i} for our customers.\n" for i in range(200))
    role = api.infer_role(text, "Data Scientist").role
    assert 50 < len(role.duties) <= 100
    assert loads(api.role_text(role).encode(), complete=False) == role


def test_structured_facts_count():
    """What only the format says (JSON-LD) is said, without a span."""
    page = """<html><script type="application/ld+json">{"@type": "JobPosting", "title": "Data Engineer",
      "datePosted": "2026-11-01", "validThrough": "2026-12-31T23:59", "hiringOrganization": {"name": "Velorune"},
      "description": "<p>Responsibilities</p><ul><li>Build pipelines in Spark.</li></ul>"}</script></html>"""
    from rolewright.documents.load import from_text

    role = api.infer_role(from_text(page, "p.html", "html")).role
    assert role.company.name == "Velorune"
    assert role.application.valid_through == "2026-12-31"


@given(st.text(max_size=400))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_gives_a_draft(text):
    """Whatever the text, the draft loads again, and says no more than the text."""
    draft = api.infer_role(text)
    assert loads(api.role_text(draft.role, draft.notes()).encode(), complete=False) == draft.role
    assert api.diagnose(draft.role).sourcing.choice == "wait"


@given(st.lists(st.sampled_from(GOOD.split("\n")), max_size=40))
@settings(max_examples=60, deadline=None)
def test_any_piece_of_a_posting_gives_a_draft(lines):
    """Pieces of a posting in any order."""
    draft = api.infer_role("\n".join(lines))
    assert loads(api.role_text(draft.role, draft.notes()).encode(), complete=False) == draft.role
