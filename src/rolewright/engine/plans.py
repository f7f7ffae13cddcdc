"""From what is asked for (codes, settings, jurisdictions) to a plan: the rules and thresholds of one check."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from rolewright.engine import own
from rolewright.engine.config import NOTHING, Settings, with_limits
from rolewright.engine.run import Plan
from rolewright.engine.select import choose
from rolewright.knowledge.loader import book
from rolewright.rules import collect

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rolewright.model.rule import Rule


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule by code, those about documents and comments first."""
    return (*own.RULES, *collect())


def plan(
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    settings: Settings | None = None,
    *,
    places: Sequence[str] = (),
    date: str = "",
    role: Mapping[str, Any] | None = None,
    path: str = "",
) -> Plan:
    """The plan for a posting at `path`. `select` replaces the settings' own; `ignore` and `places` add to them.

    Raises ConfigError for a name that fits no rule, or a limit that doesn't exist.
    """
    settings = NOTHING if settings is None else settings
    quiet = (*ignore, *(settings.ignored_in(path) if path else settings.ignore))
    tables = book()
    return Plan(
        rules=_chosen(tuple(select) or settings.select, quiet),
        known=all_rules(),
        places=frozenset(place.upper() for place in (*places, *settings.jurisdictions)),
        date=date,
        limits=with_limits(settings, tables.limits),
        tables=tables,
        role=role,
    )


@cache
def _chosen(select: tuple[str, ...], ignore: tuple[str, ...]) -> tuple[Rule, ...]:
    return choose(all_rules(), select, ignore)
