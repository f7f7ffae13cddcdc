"""From what is asked for (codes, settings, jurisdictions) to a plan: the rules and thresholds of one check."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from rolewright.engine import own
from rolewright.engine.config import NOTHING, Settings, with_limits
from rolewright.engine.run import Plan, Steps, arranged, iso
from rolewright.engine.select import choose
from rolewright.errors import ConfigError
from rolewright.knowledge.loader import book
from rolewright.rules import collect

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.model.role import Role
    from rolewright.model.rule import Rule


ROLE_TOPIC = "role"
"""Rules of this topic run only if there is a role file."""


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule by code, those about documents and comments first."""
    return (*own.RULES, *collect())


def rules_for(settings: Settings) -> tuple[Rule, ...]:
    """Every rule with the team's points, their own rules last. Raises KnowledgeError for a wrong file of theirs, ConfigError."""
    found = all_rules()
    if settings.rules:
        from rolewright.engine.house import load

        found = (*found, *load(settings.rules, settings.file))
    if settings.points:
        from rolewright.engine.weigh import weighed

        found = weighed(found, settings.points, settings.file)
    return found


def plan(
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    settings: Settings | None = None,
    *,
    places: Sequence[str] = (),
    date: str = "",
    role: Role | None = None,
    path: str = "",
) -> Plan:
    """The plan for a posting at `path`. `select` replaces the settings' own; `ignore` and `places` add to them.

    Raises ConfigError for a name that fits no rule, a limit that doesn't exist, or a date that isn't ISO.
    """
    if not (select or ignore or settings or places or date or role):
        return _usual()
    return _made(tuple(select), tuple(ignore), settings or NOTHING, tuple(places), date, role, path)


def forget() -> None:
    """Read configurations and a team's own rules anew when they are asked for next; for programs that stay."""
    from rolewright.engine import config, house

    config.find.cache_clear()
    house.load.cache_clear()
    _chosen.cache_clear()


@cache
def _usual() -> Plan:
    """The plan where nothing is asked for."""
    return _made((), (), NOTHING, (), "", None, "")


def _made(
    select: tuple[str, ...], ignore: tuple[str, ...], settings: Settings,
    places: tuple[str, ...], date: str, role: Role | None, path: str,
) -> Plan:  # fmt: skip
    if date and iso(date) != date:
        raise ConfigError(f"{date!r} is no date", "", "write it as 2026-11-23")
    quiet = (*ignore, *(settings.ignored_in(path) if path else settings.ignore))
    tables = book()
    rules, steps = _chosen(
        settings if settings.rules or settings.points else None, select or settings.select, quiet, held=role is not None
    )
    return Plan(
        rules=rules,
        known=rules_for(settings),
        places=frozenset(place.upper() for place in (*places, *settings.jurisdictions)),
        date=date,
        limits=with_limits(settings, tables.limits),
        tables=tables,
        role=role,
        steps=steps,
    )


@cache
def _chosen(
    settings: Settings | None, select: tuple[str, ...], ignore: tuple[str, ...], *, held: bool
) -> tuple[tuple[Rule, ...], Steps]:
    """The rules that run, and as steps; `settings` only if they name rules or points of their own, `held` if there is a role to hold against."""
    chosen = choose(rules_for(settings or NOTHING), select, ignore)
    rules = chosen if held else tuple(rule for rule in chosen if rule.topic != ROLE_TOPIC)
    return rules, arranged(rules)
