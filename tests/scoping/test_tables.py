"""The decision tables themselves: every row can be used, names what exists, and says where it is from."""

from __future__ import annotations

import re

import pytest

from rolewright.knowledge.loader import book
from rolewright.knowledge.shelf import shelf
from rolewright.model import terms
from rolewright.model.role import Role
from rolewright.scoping import flow
from rolewright.scoping.conditions import holds, told
from rolewright.scoping.diagnose import diagnose
from rolewright.scoping.facts import facts_of
from rolewright.scoping.fields import fields

TABLES = {
    "scoping/diagnosis": ("sign", "hire", "level", "sourcing"),
    "scoping/questions": ("question",),
    "scoping/essential": ("skill",),
    "scoping/five": ("five",),
}
ROWS = [(table, row) for table, names in TABLES.items() for name in names for row in shelf(table)[name]]
OF_A_NEED = {"tool": "now", "duty_stage": "data", "duty_strands": frozenset({"data"}), "duty_when": "later"}
LATER = {"bottleneck": "data", "bottleneck_fits": "yes", "bottleneck_reason": "", "family_fits": "yes", "advised_family": "",
         "runner_up": "", "level_gap": 0, "advised_level": "mid", "level_reason": "", "answered": 5, "meaning": ""}  # fmt: skip


def facts():
    """Every fact that a condition may name."""
    return {**facts_of(Role()), **LATER, **OF_A_NEED}


@pytest.mark.parametrize(("table", "row"), ROWS, ids=lambda x: x["id"] if isinstance(x, dict) else x)
def test_a_row_names_facts_that_exist(table, row):
    """Each condition can be evaluated, and each text filled in, whatever the role; each row has a source."""
    conditions = row.get("when", {})
    for when in conditions if isinstance(conditions, list) else [conditions]:
        assert holds(when, facts()) in {True, False}
    for text in ("says", "asks", "because"):
        assert "{" not in told(row.get(text, ""), facts())
    assert row.get("source") or shelf(table)["source"]


@pytest.mark.parametrize("names", TABLES.values(), ids=TABLES)
def test_ids_are_used_once(names):
    """No two rows of a table share an id."""
    table = next(t for t, n in TABLES.items() if n == names)
    ids = [row["id"] for name in names for row in shelf(table)[name]]
    assert len(ids) == len(set(ids))


def test_conditions_name_values_that_exist():
    """A condition on a field asks for values that the field can have."""
    choices = {
        "stage": {f.name: f for f in fields("Company")}["stage"].choices,
        "kind": {f.name: f for f in fields("UseCase")}["kind"].choices,
        "today": {f.name: f for f in fields("UseCase")}["today"].choices,
        "approach": {f.name: f for f in fields("UseCase")}["approach"].choices,
        "symptoms": {f.name: f for f in fields("Role")}["symptoms"].choices,
        "level": {f.name: f for f in fields("Role")}["level"].choices,
        "family": {f.name: f for f in fields("Role")}["family"].choices,
        "bottleneck": {f.name: f for f in fields("Role")}["bottleneck"].choices,
        "constraints": {f.name: f for f in fields("Constraint")}["kind"].choices,
        "employment": {f.name: f for f in fields("Workplace")}["employment"].choices,
        "mode": {f.name: f for f in fields("Workplace")}["mode"].choices,
        "colleagues": terms.FAMILIES,
        "nobody": terms.LIFECYCLE,
        "mine": terms.LIFECYCLE,
        "duty_stages": {f.name: f for f in fields("Duty")}["stage"].choices,
        "duty_stage": {f.name: f for f in fields("Duty")}["stage"].choices,
        "duty_strands": terms.STRANDS,
        "tool": ("now", "planned", "no", "unlisted", "unknown", "general"),
    }
    wrong = []
    for table, row in ROWS:
        conditions = row.get("when", {})
        for when in conditions if isinstance(conditions, list) else [conditions]:
            for name, wanted in when.items():
                known = choices.get(name.removeprefix("not_"))
                if known is not None and isinstance(wanted, list):
                    wrong += [f"{table}: {row['id']}: {value}" for value in wanted if value not in known]
    assert not wrong


def test_symptoms_all_point_somewhere():
    """Each symptom is a sign of exactly one bottleneck, and each bottleneck has a meaning."""
    table = shelf("scoping/diagnosis")
    signs = [s for row in table["sign"] if row.get("each") == "symptoms" for s in row["when"]["symptoms"]]
    symptoms = {f.name: f for f in fields("Role")}["symptoms"].choices
    assert sorted(signs) == sorted(symptoms)
    assert set(table["bottleneck"]) == set({f.name: f for f in fields("Role")}["bottleneck"].choices)


def test_every_skill_of_the_table_is_in_the_lexicon():
    """The table of essential skills names ids of the lexicon, each in one entry only."""
    rows = shelf("scoping/essential")["skill"]
    ids = [skill for row in rows for skill in row["skills"]]
    assert not [skill for skill in ids if skill not in book().skills]
    assert len(ids) == len(set(ids))


def test_every_path_of_the_flow_leads_to_a_field():
    """Each step's path, and each path of the five questions and of the contradictions, is a field of the role."""
    steps = flow.steps()
    assert len({step.path for step in steps}) == len(steps)
    rows = shelf("scoping/questions")["question"]
    paths = [path for row in rows for path in row["fields"]]
    paths += [p for row in shelf("scoping/five")["five"] for p in (*row["need"], *row["any"], *row["number"])]
    assert all(flow.field_at(path) for path in paths)


def test_steps_show_examples_for_the_five_questions():
    """The five questions are all asked, in plain English, with a good and a bad answer among their steps."""
    for name in (row["id"] for row in shelf("scoping/five")["five"]):
        steps = [step for step in flow.steps() if step.five == name]
        assert steps
        if any(step.field.kind in {"text", "prose", "many"} for step in steps):
            assert any(step.good for step in steps)
            assert any(step.bad for step in steps) or name == "borders"


def test_every_condition_row_can_be_reached():
    """For each bottleneck some role reaches each of its rows of the hiring table."""
    rows = shelf("scoping/diagnosis")["hire"]
    ids = [row["id"] for row in rows]
    reached = set()
    for row in rows:
        made = {
            **facts(),
            "bottleneck": row["when"]["bottleneck"][0],
            "stage": "scaleup",
            "kind": "",
            "today": "",
            "approach": "",
        }
        for name, wanted in row["when"].items():
            if not name.startswith("not_"):
                made[name] = frozenset(wanted[:1]) if isinstance(made[name], frozenset) else wanted[0]
        reached.add(next(one["id"] for one in rows if holds(one["when"], made)))
    assert reached == set(ids)


def test_the_words_of_the_tables_are_plain():
    """No dash where a comma or colon does, no exclamation."""
    for _, row in ROWS:
        for text in (row.get("says", ""), row.get("asks", ""), row.get("because", "")):
            assert not re.search(r"—|!|;;", text)


def test_an_empty_role_can_be_diagnosed():
    """Nothing said: wait, and all five questions open."""
    found = diagnose(Role())
    assert found.sourcing.choice == "wait"
    assert {answer.state for answer in found.answers} == {"open"}
