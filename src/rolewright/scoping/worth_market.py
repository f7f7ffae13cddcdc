"""How often the market requires a must-have: the shipped baseline's figure for the role's family and stage, with n and dates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.knowledge.loader import book
from rolewright.scoping import texts

if TYPE_CHECKING:
    from rolewright.model.role import Role


def asked_for(role: Role, skills: frozenset[str]) -> str:
    """`required in 46 % of ml-engineer postings, n = 46 …`; "" for what is no product, or a family that wasn't counted."""
    market = book().tables["market"]
    rows, whose = _rows(market.get("required", ()), role)
    tools = [skill for skill in sorted(skills) if texts.kind_of(skill) in texts.PRODUCTS]
    if not rows or not tools:
        return ""
    n = sum(row["n"] for row in rows)
    share = max(sum(row["n"] * row["share"].get(tool, 0.0) for row in rows) / n for tool in tools)
    said = f"{share:.0f} %" if share else "few"
    return (
        f"required in {said} of {whose} postings (n = {n:.0f}, {market['from'][:7]} to {market['to'][:7]}, one board)"
    )


def _rows(counted: Any, role: Role) -> tuple[list[dict[str, Any]], str]:
    """The groups to compare with: family and stage, else all stages of the family; and what they are called."""
    family = [row for row in counted if row["family"] == role.family]
    both = [row for row in family if row["stage"] == role.company.stage]
    return (both, f"{role.company.stage} {role.family}") if both else (family, role.family)
