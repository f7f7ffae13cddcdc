"""The five questions to answer before a posting is written: which of them a role answers, and how plainly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.knowledge.shelf import shelf
from rolewright.model.diagnosis import Answer
from rolewright.model.role import NOBODY
from rolewright.scoping.facts import get, has_number, vague_words

if TYPE_CHECKING:
    from rolewright.model.role import Role


def answers(role: Role) -> tuple[Answer, ...]:
    """The five in order, each with its state and what to add."""
    return tuple(_answer(role, row) for row in shelf("scoping/five")["five"])


def _answer(role: Role, row: dict[str, Any]) -> Answer:
    missing = [path for path in row["need"] if not _said(role, path)]
    if missing:
        named = ", ".join(path.replace("_", " ") for path in missing)
        return Answer(row["id"], row["asks"], "open", f"{row['open']} (not said: {named})")
    if row["any"] and not any(_said(role, path) for path in row["any"]):
        return Answer(row["id"], row["asks"], "open", row["open"])
    vague = [word for path in row["need"] for word in vague_words(_words(get(role, path)))]
    if vague:
        return Answer(row["id"], row["asks"], "vague", f"“{vague[0]}” fits any project; say what happens, to whom")
    if row["number"] and not any(has_number(_words(get(role, path))) for path in row["number"]):
        return Answer(row["id"], row["asks"], "no-number", "add a number")
    return Answer(row["id"], row["asks"], "clear", "")


def _said(role: Role, path: str) -> bool:
    return get(role, path) not in ("", (), None, NOBODY)


def _words(value: Any) -> str:
    """All the texts and numbers of a value."""
    if isinstance(value, tuple):
        return " . ".join(_words(one) for one in value)
    return "" if value is None else str(value)
