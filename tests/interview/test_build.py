"""The kit covers the role within the time, or says what doesn't fit."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from roles import FAMILIES, KINDS, LEVELS, STAGES, role, roles

from rolewright.errors import RoleError
from rolewright.interview.attributes import is_rated
from rolewright.interview.bank import table
from rolewright.interview.build import build
from rolewright.model.kit import Kit
from rolewright.model.role import ME, Company, Need, Ownership, Process, Share, Step, UseCase


def check(kit: Kit) -> None:
    """What holds for every kit."""
    limits = table("plan")["limits"]
    asked = {(i.id, c.question.id) for i in kit.interviews for c in i.chosen}
    assert kit.minutes == sum(i.minutes for i in kit.interviews) + kit.home
    assert kit.minutes <= kit.budget <= limits["most"] or not asked
    missing = {one.id for one in kit.missing}
    for one in kit.elements:
        places = kit.covered[one.id]
        assert bool(places) != (one.id in missing)
        assert set(places) <= asked
    questions = [question for _, question in asked]
    assert len(questions) == len(set(questions))
    rated = [a.id for i in kit.interviews for a in i.attributes if a.id != "check-communication"]
    rated += [name for i in kit.interviews for a in i.attributes for name, _ in a.also]
    assert len(rated) == len(set(rated))
    wanted = {e.id for e in kit.elements if is_rated(e) and e.id != "check-communication"} - missing
    assert set(rated) == wanted
    for interview in kit.interviews:
        minutes = sum(c.question.minutes for c in interview.chosen)
        assert not interview.rated or minutes + limits["around"] <= interview.minutes
        for chosen in interview.chosen:
            assert chosen.covers
            assert kit.level in chosen.question.levels


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("stage", STAGES)
def test_every_family_level_and_stage_is_covered(family, level, stage):
    """All four stages owned, four must-haves: everything fits into the time."""
    kit = build(
        role(family=family, level=level, company=Company("X", "x", stage), ownership=Ownership(*[Share(ME)] * 4))
    )
    check(kit)
    assert not kit.missing
    assert kit.proven


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_design(family, kind):
    """Each kind of use case gets a design conversation, its own guide where there is one."""
    kit = build(role(family=family, use_case=UseCase("Do something.", kind)))
    design = next(c.question for i in kit.interviews if i.id == "design" for c in i.chosen)
    assert design.general or kind in design.kinds


@given(roles())
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_role(made):
    """No role breaks it; what doesn't fit is said."""
    kit = build(made)
    check(kit)
    assert build(made) == kit


def test_nothing_else_is_tested():
    """A role that owns no data stage and asks for none gets no question about it."""
    kit = build(role())
    for interview in kit.interviews:
        for one in interview.chosen:
            assert one.question.stage != "data"


def test_seed_picks_another_set():
    """The same seed gives the same set; others differ, as complete and hardly larger."""
    sets = [tuple(c.question.id for i in build(role(), seed).interviews for c in i.chosen) for seed in range(6)]
    assert sets[0] == tuple(c.question.id for i in build(role(), 0).interviews for c in i.chosen)
    assert len(set(sets)) >= 4
    assert max(map(len, sets)) <= len(sets[0]) + 2
    assert not any(build(role(), seed).missing for seed in range(6))


def test_too_little_time_says_what_does_not_fit():
    """With two hours something is left out, the last must-haves first, and it is named."""
    kit = build(role(), budget=120)
    assert kit.missing
    check(kit)
    many = build(
        role(must_haves=tuple(Need(f"skill number {i} that nobody asks about", "", "watch") for i in range(20)))
    )
    check(many)
    left = [one.id for one in many.missing if one.kind == "must-have"]
    assert left
    assert left == [one.id for one in many.elements if one.kind == "must-have"][-len(left) :]


def test_promises_are_compared():
    """A step that the process doesn't have, one too short, one that tests nothing."""
    steps = (Step("phone call", 20, "Ana"), Step("design talk", 30, "Bo"), Step("lunch", 60, ""))
    kit = build(role(process=Process(steps=steps)))
    said = " ".join(kit.notes)
    assert "doesn't mention “Technical depth”" in said
    assert "“design talk” 30 minutes; Design conversation needs 60" in said
    assert "“lunch”" in said
    assert kit.interviews[0].minutes == 20
    assert next(i for i in kit.interviews if i.id == "design").who == "Bo"


def test_take_home_takes_the_place_of_the_exercise():
    """Its hours count; the talk about it is the practical part; it shows only what it is about."""
    kit = build(role(process=Process(take_home="serve a model by a small API", take_home_hours=2)))
    asked = [c.question.id for i in kit.interviews for c in i.chosen]
    assert "exercise-take-home-talk" in asked
    assert not [one for one in asked if one.startswith("exercise-") and one != "exercise-take-home-talk"]
    assert kit.home == 120


def test_law_of_the_places():
    """Colorado's ban on pay history and Germany's protections are there; British Columbia's isn't."""
    donts = build(role()).donts
    assert any("what they earn" in d.ask and "US-CO" in d.places for d in donts)
    assert any("DE" in d.places for d in donts)
    assert all("CA-BC" not in d.places for d in donts)
    assert donts[-1].grade != "law"


def test_no_family_is_an_error():
    """The message names the field."""
    with pytest.raises(RoleError, match="family"):
        build(role(family=""))


def test_fast():
    """A kit takes well under a second; the bound leaves room for a busy machine (`benchmarks kits` measures)."""
    build(role())
    start = time.process_time()
    build(role(), 3)
    assert time.process_time() - start < 3


def test_brief_says_only_what_the_role_says():
    """A fact that the role file doesn't have leaves its sentence out; nothing in braces is left."""
    for made in (role(), role(process=Process(), law=role().law._replace(accommodation_contact=""))):
        text = " ".join(line for _, lines in build(made).brief for line in lines)
        assert "{" not in text
    assert "within" not in text
