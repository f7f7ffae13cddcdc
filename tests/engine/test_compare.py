"""What changed between two postings."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolewright import api
from rolewright.engine.align import align, moved, words_of

ROOT = Path(__file__).resolve().parents[2]
BASE = """ML Engineer

Responsibilities
- Build and run the demand forecast that tells each shop what to bake.
- Train models and improve their accuracy.
- Agree with data engineers on the events that the forecast reads.

Requirements
- 5+ years of experience with Python.
- Bachelor's degree in Computer Science.
- Experience with Kubernetes and Docker.
- AWS.

Nice to have
- Terraform.
"""
LINES = [line for line in BASE.splitlines() if line.startswith("- ")]


def changes(old, new, part="requirements"):
    """(change, in what, old words, new words) of one part."""
    found = getattr(api.compare(old, new), part)
    return [(c.change, c.about, c.old and c.old.text, c.new and c.new.text) for c in found]


@pytest.mark.parametrize(
    ("old", "new", "change", "about"),
    [
        ("5+ years of", "3+ years of", "softened", "5 years → 3 years"),
        ("5+ years of experience", "Experience", "softened", "5 years → no years"),
        ("Bachelor's", "Master's", "hardened", "bachelor degree → master degree"),
        ("Computer Science.", "Computer Science or equivalent experience.", "softened", "an equivalent counts"),
        ("Kubernetes and Docker", "Docker", "softened", "no longer Kubernetes"),
        ("Kubernetes and Docker", "Kubernetes, Docker and Helm", "hardened", "also Helm"),
        ("- AWS.", "- AWS, GCP or Azure.", "softened", "one of AWS, Azure, Google Cloud will do"),
    ],
)
def test_a_demand_that_changed(old, new, change, about):
    """A demand that asks for less is softened, for more hardened; the way back is the opposite."""
    assert [(c, a) for c, a, _, _ in changes(BASE, BASE.replace(old, new))] == [(change, about)]
    ((back, _, _, _),) = changes(BASE.replace(old, new), BASE)
    assert back == {"softened": "hardened", "hardened": "softened"}[change]


def test_a_demand_that_moved_to_the_nice_ones():
    """The same words below “Nice to have” are softened, not removed and added."""
    other = BASE.replace("- AWS.\n", "").replace("- Terraform.", "- Terraform.\n- AWS.")
    assert changes(BASE, other) == [("softened", "must → nice", "AWS.", "AWS.")]
    assert changes(BASE, other, "skills") == [("softened", "must → nice", "AWS", "AWS")]


def test_softer_and_harder_at_once():
    """Fewer years and one skill more is a change that says both."""
    ((change, about, _, _),) = changes(
        BASE, BASE.replace("5+ years of experience with Python", "3+ years of Python and SQL")
    )
    assert (change, about) == ("changed", "5 years → 3 years, also SQL")


def test_demands_that_came_and_went():
    """A demand like no other is added or removed, with the places in the author's file."""
    other = BASE.replace("- AWS.", "- You wrote a note that a product manager acted on.")
    assert sorted(c for c, *_ in changes(BASE, other)) == ["added", "removed"]
    found = {c.change: c for c in api.compare(BASE, other).requirements}
    assert found["removed"].old.place == found["added"].new.place == "12:3"


def test_duties_moved_reworded_and_turned_into_demands():
    """A duty that changed its rank is moved; other words for it are reworded; as a demand it is moved there."""
    first, second, third = LINES[:3]
    assert [c for c, *_ in changes(BASE, BASE.replace(first, "").replace(third, f"{third}\n{first}"), "duties")] == [
        "moved"
    ]
    assert [c for c, *_ in changes(BASE, BASE.replace("each shop", "each of 40 shops"), "duties")] == ["reworded"]
    other = BASE.replace(f"{second}\n", "").replace("- AWS.", f"- AWS.\n{second}")
    assert changes(BASE, other, "duties")[0][:2] == ("moved", "a duty → a must-have")


def test_facts_and_findings():
    """Facts are told for both; a finding that went is told once, with the side that has it."""
    found = api.compare(BASE + "\nWe want a ninja.\n", BASE + "\nSalary: $100,000 to $120,000 a year.\n")
    facts = {fact.name: (fact.old, fact.new) for fact in found.facts}
    assert facts["pay"] == ([], [{"min": 100000.0, "max": 120000.0, "currency": "USD", "interval": "year"}])
    assert facts["score"][0] < facts["score"][1]
    assert ("gone", "RW604") in [(said.change, said.code) for said in found.findings]
    assert not found.worse
    assert api.compare(BASE, BASE + "\nWe want a ninja.\n").worse


@settings(max_examples=40, deadline=None)
@given(st.permutations(LINES), st.integers(0, len(LINES)))
def test_there_and_back(order, count):
    """Nothing differs from itself; twice gives the same; back, what was added is removed and the harder is softer."""
    other = "ML Engineer\n\nRequirements\n" + "\n".join(order[:count]) + "\n"
    assert api.compare(other, other).same
    there, again, back = api.compare(BASE, other), api.compare(BASE, other), api.compare(other, BASE)
    assert there == again
    turned = {"added": "removed", "removed": "added", "softened": "hardened", "hardened": "softened"}
    for part in ("requirements", "skills"):
        counts = Counter(c.change for c in getattr(there, part))
        assert counts == Counter(turned.get(c.change, c.change) for c in getattr(back, part))


@given(st.lists(st.integers(0, 40), unique=True))
def test_moved_leaves_a_rising_order(order):
    """Without what moved the rest is in order, and no more than needed has moved."""
    out = moved(order)
    kept = [rank for place, rank in enumerate(order) if place not in out]
    assert kept == sorted(kept)
    assert len(out) == 0 if order == sorted(order) else len(out) > 0


@given(st.lists(st.sampled_from(["ship a model", "own the alerts", "ship the model", "write notes", ""]), max_size=6),
       st.lists(st.sampled_from(["ship a model", "own alerts", "write long notes"]), max_size=6))  # fmt: skip
def test_each_statement_has_at_most_one_partner(old, new):
    """The alignment is one to one, and the same words find each other."""
    pairs = align([words_of(text) for text in old], [words_of(text) for text in new])
    assert len(set(pairs.values())) == len(pairs)
    same = sum((Counter(old) & Counter(new)).values())
    assert sum(old[i] == new[j] for i, j in pairs.items()) == same


def test_long_postings_take_no_more_than_a_moment():
    """Two postings of a thousand different lines each are compared in seconds."""
    old, new = ("Requirements\n" + "\n".join(f"- Know tool{i} of kind{i % 97} in {word}." for i in range(1000))
                for word in ("production", "service"))  # fmt: skip
    began = time.process_time()
    api.compare(old, new, select=("RW601",))
    assert time.process_time() - began < 20


def test_the_examples_differ_as_a_reader_would_say():
    """The example with problems against the good one: pay appears, the level is mended, the score rises."""
    pages = [(ROOT / "examples" / name).read_text("utf-8") for name in ("machine-learning-engineer.md", "good.md")]
    found = api.compare(*pages)
    facts = {fact.name: fact for fact in found.facts}
    assert facts["pay"].new
    assert facts["score"].new - facts["score"].old > 50
    assert not found.worse or any(said.change == "new" for said in found.findings)
