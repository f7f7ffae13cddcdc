"""Conditions of the decision tables: `{ stage = ["startup"], people_most = 30, not_today = ["production"] }`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.errors import KnowledgeError
from rolewright.knowledge.shelf import shelf
from rolewright.model.terms import FAMILIES

if TYPE_CHECKING:
    from collections.abc import Mapping

Fact = str | float | frozenset[str] | None
Facts = dict[str, Fact]


def holds(when: Mapping[str, Any], facts: Mapping[str, Fact]) -> bool:
    """Whether every condition holds. Raises KnowledgeError for a fact that doesn't exist."""
    return all(_one(name, wanted, facts) for name, wanted in when.items())


def _one(name: str, wanted: Any, facts: Mapping[str, Fact]) -> bool:
    if name.endswith("_least"):
        size = _size(name, name.removesuffix("_least"), facts)
        return size is not None and size >= wanted
    if name.endswith("_most"):
        size = _size(name, name.removesuffix("_most"), facts)
        return size is not None and size <= wanted
    if name.startswith("not_"):
        return not _among(_fact(name, name.removeprefix("not_"), facts), wanted)
    return _among(_fact(name, name, facts), wanted)


def _among(fact: Fact, wanted: list[str]) -> bool:
    if isinstance(fact, frozenset):
        return not fact.isdisjoint(wanted)
    return fact in wanted


def _size(condition: str, name: str, facts: Mapping[str, Fact]) -> float | None:
    """A number, or how many a set holds; None if it isn't known."""
    fact = _fact(condition, name, facts)
    if isinstance(fact, frozenset):
        return len(fact)
    if fact is None or isinstance(fact, int | float):
        return fact
    raise KnowledgeError(f"{name} is no number", condition, "compare it with a list")


def _fact(condition: str, name: str, facts: Mapping[str, Fact]) -> Fact:
    if name not in facts:
        raise KnowledgeError("no such fact", condition, "see scoping/facts.py")
    return facts[name]


class Shown(dict[str, Any]):
    """Facts for `str.format_map`: a set is its size, `{x_list}` its members, an unknown fact is told as such."""

    def __missing__(self, name: str) -> str:
        """A list of a set's members."""
        members = self.get(name.removesuffix("_list"))
        if isinstance(members, Members):
            return members.listed()
        raise KnowledgeError("no such fact in a text", name, "see scoping/facts.py")


class Members(frozenset[str]):
    """A set that prints its size."""

    def __format__(self, _: str) -> str:
        """Its size."""
        return str(len(self))

    def listed(self) -> str:
        """`a, b and c`."""
        names = sorted(self)
        return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def told(text: str, facts: Mapping[str, Fact]) -> str:
    """A text of the table with the facts put in."""
    return text.format_map(Shown({name: _shown(fact) for name, fact in facts.items()}))


def _shown(fact: Fact) -> Any:
    if isinstance(fact, frozenset):
        return Members(fact)
    if isinstance(fact, float):
        return f"{fact:g}"
    if isinstance(fact, int) and not isinstance(fact, bool):
        return f"{fact:,}"
    if fact in FAMILIES:
        return shelf("scoping/diagnosis")["family"].get(fact, {}).get("title", fact)
    return "unknown" if fact is None else fact
