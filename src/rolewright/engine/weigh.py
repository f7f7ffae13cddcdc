"""A team's points: what a hit of a rule adds, in place of what the book has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.errors import ConfigError, suggest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from rolewright.model.finding import Hit
    from rolewright.model.rule import Case, Rule

_HITS = 4
"""A rule without a limit of its own counts for so many hits."""


def weighed(rules: Sequence[Rule], points: Sequence[tuple[str, int]], file: str) -> tuple[Rule, ...]:
    """The rules with a team's points; the limit of a rule moves in proportion. Raises ConfigError for an unknown code or a wrong sign."""
    wanted = dict(points)
    known = {rule.code for rule in rules}
    for code in wanted:
        if code not in known:
            raise ConfigError(
                f"points for {code!r}, which is no rule", file, suggest(code, known, "see rolewright rules")
            )
    return tuple(_weighed(rule, wanted[rule.code], file) if rule.code in wanted else rule for rule in rules)


def _weighed(rule: Rule, points: int, file: str) -> Rule:
    credit = rule.severity == "credit"
    if points and (points > 0) != credit:
        raise ConfigError(
            f"points for {rule.code} can't be {points}", file, "a credit adds points, any other rule takes some away"
        )
    most = round(points * rule.most / rule.points) if rule.points else points * _HITS
    return rule._replace(points=points, most=most, check=_plain(rule.check))


def _plain(check: Callable[[Case], Iterable[Hit]]) -> Callable[[Case], Iterable[Hit]]:
    """A check whose hits have no points of their own."""

    def checked(case: Case) -> Iterable[Hit]:
        return [hit._replace(points=None) for hit in check(case)]

    return checked
