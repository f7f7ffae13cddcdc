"""The fields of a role file, from their one source, `knowledge/scoping/role.toml`."""

from __future__ import annotations

from functools import cache
from typing import Any

from rolewright.errors import KnowledgeError
from rolewright.knowledge.shelf import shelf
from rolewright.model.record import NamedTuple
from rolewright.model.role import RECORDS

LISTS = frozenset({"texts", "codes", "choices", "many"})
NUMBERS = frozenset({"whole", "number"})


class Field(NamedTuple):
    """A field: its `kind` (see the table), whether a finished role needs it, what it is for, what to write.

    `choices` maps each allowed value to its meaning; `least` and `most` bound a number, `longest` a text in characters;
    `pattern` and `like` are those of a code; `record` is the record of a table.
    """

    name: str
    kind: str
    help: str
    need: bool = False
    write: str = ""
    choices: dict[str, str] = {}  # noqa: RUF012 - a record's default; nobody changes it
    least: float = 0
    most: float = 0
    longest: int = 0
    pattern: str = ""
    like: str = ""
    record: str = ""


@cache
def fields(record: str) -> tuple[Field, ...]:
    """The fields of a record of `rolewright.model.role`, in order. Raises KnowledgeError if table and record differ."""
    table = shelf("scoping/role")
    names = RECORDS[record]._fields
    if tuple(table[record]) != names:
        raise KnowledgeError(
            "its fields differ from those of the record", f"scoping/role.toml: {record}", "mend either"
        )
    return tuple(_field(table, record, name, entry) for name, entry in table[record].items())


def most_entries() -> int:
    """The most entries of a list."""
    return int(shelf("scoping/role")["most_entries"])


def longest_text() -> int:
    """The most characters of a one-line text."""
    return int(shelf("scoping/role")["longest_text"])


def _field(table: dict[str, Any], record: str, name: str, entry: dict[str, Any]) -> Field:
    kind = entry["kind"]
    return Field(
        name=name, kind=kind, help=entry["help"], need=entry.get("need", False), write=entry.get("write", ""),
        choices=table["of"][f"{record}.{name}"] if kind in {"choice", "choices"} else {},
        least=entry.get("least", 0), most=entry.get("most", 0), pattern=entry.get("pattern", ""),
        longest=entry.get("longest", table["longest_prose" if kind == "prose" else "longest_text"]),
        like=entry.get("like", ""), record=entry.get("is", ""),
    )  # fmt: skip
