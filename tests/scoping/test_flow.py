"""The interview: what is asked, how a typed answer is read, what is proposed."""

from __future__ import annotations

import pytest

from rolewright.model.role import ME, Duty, Need, Role, UseCase
from rolewright.scoping import flow
from rolewright.scoping.load import unfinished
from rolewright.scoping.parse import role_of
from rolewright.scoping.propose import duty_for, fill


def step(path):
    """A step by its path."""
    return next(one for one in flow.steps() if one.path == path)


@pytest.mark.parametrize(
    ("path", "typed", "value"),
    [
        ("company.stage", "1", "startup"),
        ("company.stage", "scale", "scaleup"),
        ("company.people", "1,200", 1200),
        ("pay.min", "128k", 128_000),
        ("pay.min", "52 500", 52_500),
        ("symptoms", "1, 3", ["no-measure", "leaders-want-ai"]),
        ("benefits", "25 days; a pension", ["25 days", "a pension"]),
        ("law.jurisdictions", "us-co, gb", ["US-CO", "GB"]),
        ("pay.currency", "usd", "USD"),
        ("application.valid_through", "2027-01-15", "2027-01-15"),
        ("ownership.data.owner", "1", ME),
    ],
)
def test_an_answer_is_read(path, typed, value):
    """Numbers, beginnings and names of choices, thousands, lists, codes."""
    assert flow.read_answer(step(path), typed) == (value, None)


@pytest.mark.parametrize(
    ("path", "typed", "told"),
    [
        ("company.stage", "9", "none of the choices"),
        ("company.people", "many", "instead of a whole number"),
        ("company.people", "0", "out of range"),
        ("application.valid_through", "tomorrow", "is no date"),
        ("application.url", "brightloaf", "not a web address"),
        ("company.name", "x" * 700, "700 characters"),
        ("company.name", "a\x1bb", "can't be shown"),
    ],
)
def test_a_wrong_answer_is_told(path, typed, told):
    """What can't be taken is said, with what to write."""
    value, problem = flow.read_answer(step(path), typed)
    assert value is None
    assert told in problem.what
    assert problem.do


def test_steps_depend_on_answers():
    """The name of the other team is asked only where another team owns."""
    answers = {}
    assert not flow.wanted(step("ownership.data.team"), answers)
    flow.put(answers, "ownership.data.owner", "another team")
    assert flow.wanted(step("ownership.data.team"), answers)


def test_it_goes_on_after_the_last_answer():
    """After an interruption the first question is the one after the last answer."""
    answers = {}
    assert flow.begin_at(answers, flow.steps()) == 0
    flow.put(answers, "company.stage", "startup")
    assert flow.steps()[flow.begin_at(answers, flow.steps())].path == "company.people"


def test_vague_words_are_remarked():
    """An answer to one of the five questions that fits any project is remarked on, and taken all the same."""
    assert "fits any project" in flow.remark(step("use_case.what"), "Leverage AI to add value")
    assert not flow.remark(step("use_case.what"), "Tell bakers how many loaves to bake")


def test_steps_are_data():
    """A face that isn't Python gets all it needs."""
    one = step("company.stage").as_dict()
    assert one["kind"] == "choice"
    assert "startup" in one["choices"]
    assert step("duties").as_dict()["each"][0]["asks"]


def test_every_good_example_is_a_good_answer():
    """What is shown as a good answer is taken and not remarked on."""
    for one in flow.steps():
        for text in one.good if not one.each else ():
            value, problem = flow.read_answer(one, text)
            assert problem is None, one.path
            assert not flow.remark(one, value), one.path
        for inner in one.each:
            assert all(flow.read_answer(inner, text)[1] is None for text in inner.good)


def test_what_is_open_is_proposed(startup):
    """Family, level and title come from the diagnosis where they weren't said, each with its reason."""
    role, why = fill(startup._replace(family="", level="", title=""))
    assert (role.family, role.level, role.title) == ("ml-engineer", "mid", "Machine Learning Engineer")
    assert set(why) == {"family", "level", "title"}


def test_a_must_have_without_a_duty_becomes_nice(startup):
    """Must-haves earn their place."""
    role, why = fill(startup._replace(must_haves=(*startup.must_haves, Need("Rust", "Rust"))))
    assert role.must_haves == startup.must_haves
    assert role.nice_to_haves[-1].what == "Rust"
    assert "named no duty" in why["nice_to_haves[3]"]


def test_a_finished_role_stays_as_it_is(startup, scaleup, enterprise):
    """Nothing that was said is changed."""
    for role in (startup, scaleup, enterprise):
        assert fill(role) == (role, {})


def test_what_is_unfinished_is_known(startup):
    """A finished role lacks nothing; an empty one lacks what the loader would name."""
    assert not unfinished(startup)
    assert "use_case.measure" in {one.path for one in unfinished(startup._replace(use_case=UseCase("Forecast bread.")))}


def test_the_duty_of_a_must_have_is_found():
    """By the same skill, else by the same kind of work."""
    duties = [Duty("serve", "Serve it through a Python API.", "deploy", ("deploy",)),
              Duty("clean", "Check the sales data each night.", "data", ("data",))]  # fmt: skip
    assert duty_for("Python", duties) == "serve"
    assert duty_for("ETL pipelines and data warehouses", duties) == "clean"
    assert not duty_for("Python", [])


def test_answers_are_a_role_file():
    """The tables of the interview are those of a role file."""
    answers = {}
    flow.put(answers, "company.name", "Brightloaf")
    flow.put(answers, "duties", [{"text": "Train a forecast."}])
    role, problems = role_of(answers, complete=False)
    assert not problems
    assert role == Role()._replace(company=role.company, duties=(Duty(text="Train a forecast."),))
