"""Scoping says how often the market requires a must-have, with n and dates, and only where it was counted."""

from __future__ import annotations

import pytest

from rolewright.knowledge.loader import book
from rolewright.model.role import Company, Role
from rolewright.scoping.worth_market import asked_for


def role(family: str, stage: str) -> Role:
    return Role(family=family, company=Company(stage=stage))


def test_family_and_stage_are_compared_with_their_own() -> None:
    """The figure of the group itself, and its n."""
    (row,) = [
        one
        for one in book().tables["market"]["required"]
        if (one["family"], one["stage"]) == ("ai-engineer", "startup")
    ]
    said = asked_for(role("ai-engineer", "startup"), frozenset({"python"}))
    assert said.startswith(
        f"required in {row['share']['python']:.0f} % of startup ai-engineer postings (n = {row['n']}, "
    )


def test_a_stage_that_was_not_counted_takes_the_family() -> None:
    """All groups of the family together, weighted by their n."""
    rows = [one for one in book().tables["market"]["required"] if one["family"] == "ai-engineer"]
    n = sum(one["n"] for one in rows)
    share = sum(one["n"] * one["share"].get("docker", 0) for one in rows) / n
    assert f"{share:.0f} % of ai-engineer postings (n = {n}" in asked_for(
        role("ai-engineer", "agency"), frozenset({"docker"})
    )


@pytest.mark.parametrize(
    ("family", "skills"), [("other", {"python"}), ("ai-engineer", {"communication"}), ("ai-engineer", set())]
)
def test_what_was_not_counted_is_not_said(family: str, skills: set[str]) -> None:
    """No figure for a family without postings, for what is no product, for no skill at all."""
    assert asked_for(role(family, "startup"), frozenset(skills)) == ""
