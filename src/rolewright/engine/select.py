"""Which rules run: codes, prefixes of codes, topics and names, the most precise of them deciding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.errors import ConfigError
from rolewright.errors import suggest as suggest  # noqa: PLC0414 - asked for here by the faces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.model.rule import Rule

NONE, ALL, TOPIC, EXACT = -1, 0, 1, 99
"""How precisely a selector names a rule; a prefix weighs its length (2 to 5) and so stands between."""


def choose(rules: Sequence[Rule], select: Sequence[str] = (), ignore: Sequence[str] = ()) -> tuple[Rule, ...]:
    """The rules that run: those that are on, or those selected, less the ignored.

    Of a selected and an ignored name for one rule the more precise decides (`RW601` over `RW6` over `wording` over
    `all`), `ignore` if they are equally precise. A rule that is off is chosen by its code, its name or `all` only.
    Raises ConfigError for a name that fits no rule.
    """
    for selector in (*select, *ignore):
        resolve(selector, rules)
    chosen = []
    for rule in rules:
        wanted = _best(rule, select) if select else (ALL if rule.on else NONE)
        if not rule.on and TOPIC <= wanted < EXACT:
            wanted = NONE
        if wanted > _best(rule, ignore):
            chosen.append(rule)
    return tuple(chosen)


def resolve(selector: str, rules: Sequence[Rule], where: str = "") -> tuple[Rule, ...]:
    """The rules that a code, prefix, topic or name stands for. Raises ConfigError if there are none."""
    found = tuple(rule for rule in rules if weigh(selector, rule) > NONE)
    if found:
        return found
    known = {"all"}
    for rule in rules:
        known |= {rule.code, rule.topic, rule.name}
    raise ConfigError(f"no rule is called {selector!r}", where, suggest(selector, known, "see `rolewright rules`"))


def weigh(selector: str, rule: Rule) -> int:
    """How precisely a selector names a rule: NONE, ALL, TOPIC, a prefix's length, or EXACT."""
    written = selector.strip()
    code = written.upper()
    if code in (rule.code, *rule.redirects):
        return EXACT
    if code == "ALL":
        return ALL
    if rule.code.startswith(code) and len(code) >= len(rule.code.rstrip("0123456789")):
        return len(code)
    if _plain(written) == _plain(rule.name):
        return EXACT
    return TOPIC if _plain(written) == _plain(rule.topic) else NONE


def _best(rule: Rule, selectors: Sequence[str]) -> int:
    return max((weigh(selector, rule) for selector in selectors), default=NONE)


def _plain(name: str) -> str:
    return name.lower().replace("-", " ").replace("_", " ").removeprefix("allow ")
