"""Which rules run."""

from __future__ import annotations

import pytest

from rolewright.engine.select import choose, resolve, weigh
from rolewright.errors import ConfigError


@pytest.fixture
def rules(words):
    """Two wording rules, one of pay, one that is off, one that took over an old code."""
    return (
        words("RW601", "rockstar"),
        words("RW602", "ninja", on=False),
        words("RW501", "salary", topic="pay")._replace(redirects=("RW401",)),
    )


def codes(rules):
    """The codes of some rules."""
    return [rule.code for rule in rules]


def test_default_is_what_is_on(rules):
    """Without a selection every rule runs that is on."""
    assert codes(choose(rules)) == ["RW601", "RW501"]


@pytest.mark.parametrize(
    ("select", "ignore", "chosen"),
    [
        (("RW601",), (), ["RW601"]),
        (("rw6",), (), ["RW601"]),
        (("wording",), (), ["RW601"]),
        (("the word salary",), (), ["RW501"]),
        (("allow-the-word-salary",), (), ["RW501"]),
        (("RW401",), (), ["RW501"]),
        (("RW602",), (), ["RW602"]),
        (("all",), (), ["RW601", "RW602", "RW501"]),
        ((), ("wording",), ["RW501"]),
        ((), ("RW",), []),
        (("RW601",), ("wording",), ["RW601"]),
        (("wording",), ("RW601",), []),
        (("RW6",), ("RW6",), []),
    ],
)
def test_the_more_precise_name_decides(rules, select, ignore, chosen):
    """A code beats a prefix beats a topic beats `all`; ignoring beats selecting at the same precision."""
    assert codes(choose(rules, select, ignore)) == chosen


def test_a_rule_that_is_off_needs_its_own_name(rules):
    """A topic or a prefix doesn't turn on what is off."""
    assert codes(choose(rules, ("wording",))) == ["RW601"]


def test_unknown_names_are_misuse_with_a_suggestion(rules):
    """A slip is told with the nearest name; something else with where to look."""
    with pytest.raises(ConfigError, match="did you mean 'wording'"):
        resolve("wordng", rules)
    with pytest.raises(ConfigError, match="see `rolewright rules`"):
        resolve("zzzzzz", rules)


def test_prefixes_are_of_codes_only(rules):
    """A letter is no prefix, and neither is another family's."""
    assert weigh("R", rules[0]) < 0
    assert weigh("RC6", rules[0]) < 0
