"""The phrase book is whole: every slot, filter, fact and reason that it names exists."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from rolewright.knowledge.shelf import shelf
from rolewright.model import terms
from rolewright.model.role import Role
from rolewright.writing import facts, work
from rolewright.writing.compose import PARTS
from rolewright.writing.desk import plan_of
from rolewright.writing.grammar import FILTERS
from rolewright.writing.phrases import LISTS, Fact, say, slots

SLOT = re.compile(r"\{([^}]*)\}")
ENTRIES = [(name, number, entry) for name, entries in slots().items() for number, entry in enumerate(entries)]
SOURCE = "".join(path.read_text("utf-8") for path in Path(work.__file__).parent.glob("*.py"))


@pytest.mark.parametrize(
    ("name", "number", "entry"), ENTRIES, ids=lambda value: value if isinstance(value, str) else ""
)
def test_an_entry_is_whole(name, number, entry):
    """Its reason is known, its filters too, its phrases differ, and the facts it names are made somewhere."""
    assert set(entry) <= {"why", "if", "text"}
    assert entry["why"] in shelf("writing/reasons")
    assert len(set(entry["text"])) == len(entry["text"]) > 0
    named = [slot.split("|") for text in entry["text"] for slot in SLOT.findall(text)]
    assert all(part in FILTERS or part in LISTS for _, *parts in named for part in parts)
    conditions = [one.lstrip("!").partition("=")[0] for one in entry.get("if", ())]
    for fact in {*conditions, *(parts[0] for parts in named)}:
        assert f'"{fact}"' in SOURCE, f"no fact {fact}"


@pytest.mark.parametrize(
    ("name", "number", "entry"), ENTRIES, ids=lambda value: value if isinstance(value, str) else ""
)
def test_values_in_conditions_are_values_of_the_field(name, number, entry):
    """`stage=startup|scaleup` names choices that the role file knows."""
    of = shelf("scoping/role")["of"]
    fields = {
        "stage": "Company.stage", "level": "Role.level", "family": "Role.family", "bottleneck": "Role.bottleneck",
        "today": "UseCase.today", "approach": "UseCase.approach", "kind": "UseCase.kind", "visa": "Workplace.visa",
        "interval": "Offer.interval",
    }  # fmt: skip
    for condition in entry.get("if", ()):
        fact, is_equal, values = condition.lstrip("!").partition("=")
        if is_equal and fact in fields:
            assert set(values.split("|")) <= set(of[fields[fact]])


def test_every_reason_is_used_and_has_a_source():
    """A reason says why and how we know; none is left over."""
    used = {entry["why"] for _, _, entry in ENTRIES} | {"title", "facts"}
    assert used == set(shelf("writing/reasons"))
    assert all(entry["why"] and entry["source"] for entry in shelf("writing/reasons").values())


def test_the_choice_is_stable_and_spreads():
    """The same seed chooses the same phrase; a hundred seeds use every phrase of a slot."""
    said = {"stage": Fact("startup", ("company.stage",)), "people_word": Fact("nine", ("company.people",)),
            "name": Fact("Acme", ("company.name",))}  # fmt: skip
    made = [say("size", said, str(seed)).text for seed in range(100)]
    assert made == [say("size", said, str(seed)).text for seed in range(100)]
    entry = next(one for one in slots()["size"] if one["if"] == ["stage=startup", "people_word"])
    assert len(set(made)) == len(entry["text"])


def test_a_phrase_states_its_fields():
    """The fields of the facts that fill it and of the conditions that let it stand."""
    sentence = say("visa", {"visa": Fact("sponsored", ("place.visa",))}, "x")
    assert sentence.fields == ("place.visa",)


def test_nothing_said_gives_no_sentence():
    """A slot without its fact is left out."""
    assert say("bonus", {}, "x") is None


@pytest.mark.parametrize("stage", [stage for stage in terms.STAGES if stage != "unknown"])
@pytest.mark.parametrize("level", [level for level in terms.LEVELS if level != "unknown"])
def test_every_stage_and_level_has_a_plan(stage, level):
    """Its sections exist, each once; pay, process and the law's section are in every one."""
    plan = plan_of(stage, level)
    assert set(plan["order"]) <= set(PARTS)
    assert len(set(plan["order"])) == len(plan["order"])
    assert {"opening", "duties", "owns", "must_haves", "pay", "process", "fair"} <= set(plan["order"])
    assert {slot for slots_ in plan["opening"] for slot in slots_} <= set(slots())


def test_shapes_differ_by_stage_and_level():
    """No two of the twelve plans open or go on alike."""
    plans = [
        plan_of(stage, level)
        for stage in ("startup", "scaleup", "enterprise")
        for level in ("junior", "mid", "senior", "lead")
    ]
    shapes = {(tuple(map(tuple, plan["opening"])), tuple(plan["order"])) for plan in plans}
    assert len(shapes) == len(plans)


def test_gaps_name_fields_of_a_role():
    """What a gap names can be found in the role file's table."""
    table = shelf("scoping/role")
    for code, gap in shelf("writing/gaps").items():
        if code != "source":
            for path in gap["field"].split(", "):
                record = "Role"
                for name in path.split("."):
                    assert name in table[record], path
                    record = table[record][name].get("is", record)


def test_the_facts_of_an_empty_role():
    """A role that says nothing makes no sentence of its own."""
    assert set(facts.facts_of(Role(family="ml-engineer"))) <= {"family"}


def test_tables_parse_as_written():
    """The phrase files hold slots only."""
    folder = Path(shelf.__wrapped__.__globals__["FOLDER"]) / "writing/phrases"
    for path in folder.glob("*.toml"):
        assert all(isinstance(value, list) for value in tomllib.loads(path.read_text("utf-8")).values())
