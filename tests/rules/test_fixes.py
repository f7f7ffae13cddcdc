"""What fixes promise, on the bad examples of every rule: they settle, and safe ones leave every fact alone."""

from __future__ import annotations

import pytest

from rolewright import api
from rolewright.model.rule import Example
from rolewright.rules import collect

SHOWN = [
    pytest.param(example if isinstance(example, Example) else Example(example), id=f"{rule.code}-{n}")
    for rule in collect()
    for n, example in enumerate(rule.bad, 1)
]


def fixed(text, example, *, unsafe):
    """A text with its fixes applied, every rule on."""
    return api.fix(text, example.title, unsafe=unsafe, places=example.places, date=example.date, select=("all",))


def facts(text, title):
    """What a posting asks for, promises and pays, without the places of the words."""
    reading = api.read(text, title)
    asked = [(r.strength, r.skills, r.years and (r.years.min, r.years.max), r.degree and r.degree.level)
             for r in reading.requirements]  # fmt: skip
    named = [(skill.id, skill.strength) for skill in reading.skills]
    pay = [(pay.min, pay.max, pay.currency, pay.interval) for pay in reading.pay]
    places = [place.code for place in reading.places]
    return asked, named, pay, places, reading.work_mode, reading.title and (reading.title.family, reading.title.level)


@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
@pytest.mark.parametrize("example", SHOWN)
def test_the_second_fix_changes_nothing(example, unsafe):
    """Fixing what is fixed is the identity."""
    once = fixed(example.text, example, unsafe=unsafe)
    assert fixed(once, example, unsafe=unsafe) == once


@pytest.mark.parametrize("example", SHOWN)
def test_safe_fixes_keep_every_fact(example):
    """After the safe fixes the posting asks for the same, names the same skills, pays the same, at the same places."""
    assert facts(fixed(example.text, example, unsafe=False), example.title) == facts(example.text, example.title)


def test_thirty_rules_offer_a_fix(case_of):
    """At least thirty rules show or apply a rewrite on one of their own examples."""
    offer = {rule.code for rule in collect() for example in rule.bad for hit in rule.check(case_of(example)) if hit.fix}
    assert len(offer) >= 30
