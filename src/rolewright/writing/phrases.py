"""The phrase book: which phrase says a thing about this role. The choice is by a stable hash, never by chance."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from rolewright.errors import KnowledgeError
from rolewright.knowledge.loader import hash_text
from rolewright.knowledge.shelf import shelf
from rolewright.model.record import NamedTuple
from rolewright.model.written import Sentence
from rolewright.writing.grammar import FILTERS, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

FILES = ("opening", "work", "terms", "headings")
LISTS = {"and": listed, "or": lambda items: listed(items, "or"), "semis": "; ".join}
_SLOT = re.compile(r"\{([a-z_0-9]+)((?:\|[a-z]+)*)\}")


class Fact(NamedTuple):
    """A value of the role, as a phrase may use it, and the fields that it is from."""

    value: str | tuple[str, ...]
    fields: tuple[str, ...]


Facts = "Mapping[str, Fact]"


@cache
def slots() -> dict[str, list[dict[str, Any]]]:
    """Every slot with its entries. Raises KnowledgeError for a slot that two files have."""
    out: dict[str, list[dict[str, Any]]] = {}
    for file in FILES:
        for slot, entries in shelf(f"writing/phrases/{file}").items():
            if slot in out:
                raise KnowledgeError("another file has this slot, too", f"{file}.toml: {slot}", "rename one")
            out[slot] = entries
    return out


def say(slot: str, facts: Mapping[str, Fact], seed: str, also: Iterable[str] = ()) -> Sentence | None:
    """The sentence for a slot, or None if the role has nothing to say there. `also` are further fields it is from."""
    for entry in slots()[slot]:
        used = _holds(entry.get("if", ()), facts)
        if used is None:
            continue
        made = [done for text in entry["text"] if (done := _fill(text, facts)) is not None]
        if made:
            text, fields = made[_pick(f"{seed}/{slot}", len(made))]
            return Sentence(text, tuple(dict.fromkeys((*fields, *also, *used))), entry["why"])
    return None


def _pick(key: str, count: int) -> int:
    """A choice among so many, the same wherever and whenever it is made."""
    return (hash_text(key) >> 7) % count


def _holds(conditions: Sequence[str], facts: Mapping[str, Fact]) -> tuple[str, ...] | None:
    """The fields that the conditions look at, or None if one doesn't hold."""
    used: list[str] = []
    for condition in conditions:
        name, is_equal, wanted = condition.lstrip("!").partition("=")
        fact = facts.get(name)
        holds = fact is not None and (not is_equal or fact.value in wanted.split("|"))
        if holds == condition.startswith("!"):
            return None
        used += fact.fields if fact is not None else ()
    return tuple(used)


def _fill(text: str, facts: Mapping[str, Fact]) -> tuple[str, list[str]] | None:
    """A phrase with its facts, and their fields; None if one is unsaid or can't stand there."""
    out: list[str] = []
    fields: list[str] = []
    at = 0
    for slot in _SLOT.finditer(text):
        fact = facts.get(slot[1])
        value = None if fact is None else _filtered(fact.value, slot[2].split("|")[1:])
        if fact is None or not value:
            return None
        out += [text[at : slot.start()], value]
        fields += fact.fields
        at = slot.end()
    return "".join((*out, text[at:])), fields


def _filtered(value: str | tuple[str, ...], names: Sequence[str]) -> str | None:
    """A value through its filters; a list is joined first."""
    found: str | None
    if isinstance(value, tuple):
        join = next((name for name in names if name in LISTS), "and")
        found = LISTS[join](value)
    else:
        found = value
    for name in names:
        if found is not None and name not in LISTS:
            found = FILTERS[name](found)
    return found
