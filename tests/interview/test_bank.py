"""The question bank: whole, checked, and wide enough."""

from __future__ import annotations

import subprocess
import sys
from itertools import product

import pytest

from rolewright.errors import KnowledgeError
from rolewright.interview.bank import DIMENSIONS, FILES, bank, question, table
from rolewright.knowledge.loader import book
from rolewright.model.kit import CHECKS
from rolewright.model.terms import FAMILIES, LEVELS, LIFECYCLE

GOOD = {
    "id": "x", "ask": "Why?", "check": "technical", "stage": "data", "levels": "junior-lead", "strong": "s",
    "adequate": "a", "weak": "w", "families": ["any"], "topics": ["sql"], "follow": ["And then?"],
    "signals": ["baseline-first"], "flags": ["jargon"], "minutes": 8,
}  # fmt: skip


def test_bank_is_large_and_spread():
    """At least 150 questions; every check, every stage."""
    found = bank().questions.values()
    assert len(found) >= 150
    assert {one.check for one in found} == set(CHECKS)
    for check, stage in product(CHECKS, (*LIFECYCLE, "across")):
        assert any(one.check == check and one.stage == stage for one in found), (check, stage)


@pytest.mark.parametrize("family", [one for one in FAMILIES if one != "other"])
@pytest.mark.parametrize("level", [one for one in LEVELS if one != "unknown"])
def test_every_family_level_and_stage_has_questions(family, level):
    """For each stage there is a question of general kind for each family and level, and one of each rated check."""
    suited = [one for one in bank().questions.values() if family in one.families and level in one.levels]
    for stage in LIFECYCLE:
        assert any(one.stage == stage for one in suited), stage
    for check in CHECKS:
        assert any(one.check == check for one in suited), check
    for part in ("practical", "failure", "judgement"):
        assert any(part in one.proves for one in suited), part


def test_the_question_is_there():
    """Better model or simpler system; worked in testing and failed after launch."""
    asked = " ".join(one.ask for one in bank().questions.values())
    assert "better model and a simpler system" in asked
    assert "worked in testing and failed after launch" in asked


def test_designs_of_the_six_services():
    """A whole guide for each, worked answers included."""
    kinds = {kind for one in bank().questions.values() if one.form == "design" for kind in one.kinds}
    assert {"recommendation", "classification", "forecasting", "ranking", "generation", "extraction"} <= kinds
    for one in bank().questions.values():
        if one.form == "design":
            assert tuple(name for name, _ in one.listen) == DIMENSIONS


def test_topics_name_skills_of_the_lexicon():
    """Every skill of a topic is in the lexicon."""
    known = book().skills
    wrong = [(topic.id, skill) for topic in bank().topics.values() for skill in topic.skills if skill not in known]
    assert not wrong


def test_texts_are_distinct_and_plain():
    """No question twice; no control characters, no double spaces; anchors differ."""
    found = list(bank().questions.values())
    assert len({one.ask for one in found}) == len(found)
    for one in found:
        assert "  " not in one.ask
        assert "\n" not in one.ask
        assert len({one.strong, one.adequate, one.weak}) == 3
        assert 2 <= len(one.follow) <= 5, one.id


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"ask": ""}, "ask is missing"),
        ({"minutes": 500}, "minutes"),
        ({"minutes": "8"}, "minutes"),
        ({"check": "technicl"}, "did you mean 'technical'"),
        ({"stage": "train"}, "stage"),
        ({"levels": "lead-junior"}, "backwards"),
        ({"levels": "expert"}, "levels"),
        ({"families": ["ml-enginer"]}, "ml-engineer"),
        ({"topics": ["sqll"]}, "sql"),
        ({"signals": ["no"]}, "signals"),
        ({"flags": ["no"]}, "flags"),
        ({"follow": []}, "follow"),
        ({"folow": ["x"]}, "did you mean 'follow'"),
        ({"form": "exercise"}, "given"),
        ({"form": "design"}, "listen"),
        ({"form": "chat"}, "form"),
        ({"proves": ["luck"]}, "proves"),
    ],
)
def test_wrong_entries_name_file_and_entry(change, says):
    """An error says which file, which entry, what is wrong."""
    found = bank()
    with pytest.raises(KnowledgeError) as caught:
        question({**GOOD, **change}, "questions/t.toml", found.topics, found.flags)
    assert "questions/t.toml: x" in str(caught.value)
    assert says in str(caught.value)


def test_good_entry_passes():
    """The entry that the wrong ones were made from is right."""
    found = bank()
    assert question(GOOD, "t", found.topics, found.flags).form == "depth"


def test_check_does_not_load_the_bank():
    """`rolewright check` imports neither the room nor its tables."""
    code = (
        "import sys; from rolewright import api; api.check('We train models.');"
        "sys.exit(any(name.startswith('rolewright.interview') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_every_table_has_a_source():
    """Every file says where it comes from."""
    for name in (*FILES, "topics", "signals", "frames", "attributes", "plan", "not_to_ask", "design_rubric"):
        assert table(name)["source"]
