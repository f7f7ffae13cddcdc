"""Entries of `places.toml` → phrases with the context in which they name a place of work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.errors import KnowledgeError
from rolewright.knowledge.normal import key

if TYPE_CHECKING:
    from collections.abc import Callable

    Forms = dict[str, list[tuple[Any, ...]]]
    ContextOf = Callable[[dict[str, Any], str, tuple[str, ...]], Any]

_KEYS = ("not_before", "not_after", "near", "not_near")


def add(table: dict[str, Any], forms: Forms, context_of: ContextOf) -> None:
    """Adds every `[[place]]` (code, name, forms, context) and the bare `[codes]`; matched as written (exact case)."""
    every = table.get("every", {})
    elsewhere = table.get("elsewhere", {})
    for entry in table.get("place", ()):
        where = f"places.toml: {entry.get('code', '?')}"
        for name in ("code", "name", "forms"):
            if name not in entry:
                raise KnowledgeError(f"{name!r} is missing", where, f"add {name} = …")
        merged = {name: [*every.get(name, ()), *entry.get(name, ())] for name in _KEYS}
        regions = [form for form in entry["forms"] if form == entry["name"] or len(form) == len("NY")]
        towns = [form for form in entry["forms"] if form not in regions]
        _add(entry["code"], regions, merged, forms, context_of)
        merged["not_before"] = [*merged["not_before"], *_elsewhere(entry["code"], elsewhere)]
        _add(entry["code"], towns, merged, forms, context_of)
    _codes(table.get("codes", {}), forms, context_of)


def _elsewhere(code: str, table: dict[str, list[str]]) -> list[str]:
    """What, after a town of this jurisdiction, says that another town of its name is meant."""
    own = code.lower().split("-")
    codes = [other for other in table.get("codes", ()) if other not in own[1:]]
    if own[0] == "us":
        return codes
    return codes + [name for name in table.get("names", ()) if own[0] != "ca" or name != "ca"]


def _codes(table: dict[str, Any], forms: Forms, context_of: ContextOf) -> None:
    """The two-letter codes that count only in company."""
    for short, code in table.get("of", {}).items():
        near = [word for word in table["near"] if word != key(short)]
        if short in table["only_codes"]:
            near = [word for word in near if len(word) == len(short)]
        _add(code, [short], {"near": near, "not_near": table["not_near"]}, forms, context_of)


def _add(code: str, written: list[str], entry: dict[str, Any], forms: Forms, context_of: ContextOf) -> None:
    context = context_of({**entry, "case": "exact"}, f"places.toml: {code}", tuple(written))
    for form in dict.fromkeys(map(key, written)):
        forms.setdefault(form, []).append(("c", f"place/{code}", context, ((), ())))
