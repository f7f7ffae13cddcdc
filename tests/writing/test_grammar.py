"""What the composing of sentences knows of English."""

from __future__ import annotations

import pytest

from rolewright.writing import grammar


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("The data is late.", "the data is late"),
        ("Bakers, at four", "Bakers, at four"),
        ("Kubernetes runs it", "Kubernetes runs it"),
        ("Train a model", "train a model"),
        ("SQL well enough", "SQL well enough"),
        ("Two sentences. And more.", None),
        ("under 2.5 dollars", "under 2.5 dollars"),
        ("", None),
    ],
)
def test_inside_a_sentence(text, inside):
    """A first word that is no name loses its capital; several sentences don't fit into one."""
    assert grammar.lower(text) == inside


@pytest.mark.parametrize(
    ("text", "kept"),
    [("Tell each bakery how much to bake.", "tell each bakery how much to bake"), ("Bakery demand forecasts", None)],
)
def test_after_to(text, kept):
    """Only what begins with a verb stands after “to”."""
    assert grammar.to(text) == kept


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (["a, b", "c", "d"], "a, b; c; and d"),
        (["salt and pepper", "oil"], "salt and pepper, and oil"),
    ],
)
def test_lists(items, said):
    """Commas, or semicolons where an item has a comma or an “and” of its own."""
    assert grammar.listed(items) == said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("data platform", "the data platform team"),
        ("our data engineer", "our data engineer"),
        ("the AI engineers", "the AI engineers"),
        ("backend engineers", "the backend engineers"),
        ("legal", "legal"),
    ],
)
def test_teams(name, said):
    """A bare name becomes a team; what has an article or is a department stays."""
    assert grammar.team(name) == said


@pytest.mark.parametrize(
    ("text", "rest"), [("none: people read it", "people read it"), ("No: we don't", "we don't"), ("it ranks", None)]
)
def test_none(text, rest):
    """What follows “none:”."""
    assert grammar.none(text) == rest
