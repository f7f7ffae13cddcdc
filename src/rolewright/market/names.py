"""What a page calls the values that tables hold as ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.knowledge.loader import book
from rolewright.knowledge.shelf import shelf

if TYPE_CHECKING:
    from collections.abc import Mapping

BETWEEN = " + "
"""What stands between the two skills of a pair."""


def named(value: Any, of: str) -> str:
    """The name of a value of what is counted: `Kubernetes` for the skill `kubernetes`, both names of a pair."""
    if of == "pair":
        return BETWEEN.join(named(one, "skill") for one in str(value).split(BETWEEN))
    if of == "skill":
        return str(book().skills.get(value, {}).get("name", value))
    names: Mapping[str, str] = shelf("corpus/report")["names"]
    return names.get(str(value), str(value))


def shown(row: Mapping[str, Any], columns: tuple[str, ...]) -> dict[str, Any]:
    """A row with the values of some columns by their names."""
    return {key: named(value, key) if key in columns and value is not None else value for key, value in row.items()}
