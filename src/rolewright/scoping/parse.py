"""Plain data (a role file's TOML) → Role, with every problem named: which field, what is wrong, what to write."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from rolewright.errors import suggest
from rolewright.model.record import NamedTuple
from rolewright.model.role import RECORDS, Role
from rolewright.scoping.fields import LISTS, Field, fields, most_entries

if TYPE_CHECKING:
    from collections.abc import Callable

_SHOWN = 40
"""Characters of a wrong value that a message quotes."""
_DIRECTION = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_NOUN = {"text": "a text", "prose": "a text", "code": "a text", "date": "a date", "choice": "a text", "whole": "a whole number",
         "number": "a number", "flag": "true or false", "one": "a table", "many": "tables", "texts": "a list of texts",
         "codes": "a list of texts", "choices": "a list of texts"}  # fmt: skip


class Problem(NamedTuple):
    """What is wrong at a field (`must_haves[2].duty` is that of the second must-have), and what to do."""

    path: str
    what: str
    do: str


def role_of(table: dict[str, Any], *, complete: bool = True) -> tuple[Role, tuple[Problem, ...]]:
    """The role, and its problems in the order of the fields; a field with a problem keeps its default.

    Without `complete` a missing field is no problem: a draft.
    """
    found: list[Problem] = []
    role = _Reader(found, complete=complete).record("Role", table, "")
    return role, tuple(found)


def value_of(field: Field, value: Any, path: str) -> tuple[Any, Problem | None]:
    """One field's value as plain data that fits it, or None and the first problem."""
    found: list[Problem] = []
    kept = _Reader(found, complete=False).value(field, value, path)
    return (None, found[0]) if found else (value if field.kind in LISTS or field.kind == "one" else kept, None)


class _Reader:
    """Goes through the tables and collects the problems."""

    def __init__(self, found: list[Problem], *, complete: bool) -> None:
        self._found, self._complete = found, complete

    def record(self, name: str, table: dict[str, Any], path: str) -> Any:
        """A record from its table."""
        made = fields(name)
        dot = f"{path}." if path else ""
        known = [field.name for field in made]
        for key in table:
            if key not in known:
                self._object(
                    dot + _short(key), "there is no such field", suggest(key, known, f"use one of {', '.join(known)}")
                )
        values = {
            field.name: self.value(field, table[field.name], dot + field.name) for field in made if field.name in table
        }
        for field in made:
            if field.need and self._complete and field.name not in table:
                self._object(dot + field.name, "it is missing", _write(field))
        return RECORDS[name](**{key: value for key, value in values.items() if value is not None})

    def value(self, field: Field, value: Any, path: str) -> Any:
        """A value that fits the field, or None."""
        if field.kind == "one":
            if isinstance(value, dict):
                return self.record(field.record, value, path)
            return self._wrong(field, value, path)
        if field.kind not in LISTS:
            return self._single(field, value, path)
        if not isinstance(value, list):
            return self._wrong(field, value, path)
        if len(value) > most_entries():
            return self._object(path, f"{len(value):,} entries", f"keep the {most_entries()} that matter at most")
        return self._list(field, value, path)

    def _list(self, field: Field, values: list[Any], path: str) -> Any:
        if field.need and self._complete and not values:
            self._object(path, "it is empty", _write(field))
        single = field._replace(kind=field.kind[:-1])
        out = []
        for number, value in enumerate(values, 1):
            here = f"{path}[{number}]"
            if field.kind == "many":
                out.append(self.value(field._replace(kind="one"), value, here))
            else:
                out.append(self._single(single, value, here))
        return tuple(one for one in out if one is not None)

    def _single(self, field: Field, value: Any, path: str) -> Any:
        check: Callable[[Field, Any], tuple[Any, str, str]] = _CHECKS[field.kind]
        kept, what, do = check(field, value)
        if not what:
            return kept
        return self._object(path, what, do)

    def _wrong(self, field: Field, value: Any, path: str) -> None:
        self._object(path, f"{_told(value)} instead of {_NOUN[field.kind]}", _write(field))

    def _object(self, path: str, what: str, do: str) -> None:
        self._found.append(Problem(path, what, do))


def _text(field: Field, value: Any) -> tuple[Any, str, str]:
    """A text that people can read: not blank, not endless, nothing in it that a screen would obey."""
    if not isinstance(value, str):
        return None, f"{_told(value)} instead of {_NOUN[field.kind]}", _write(field)
    if not value.strip():
        return None, "it is empty", f"{_write(field)}, or leave the field out"
    if len(value) > field.longest:
        return None, f"{len(value):,} characters", f"say it in {field.longest} at most"
    bad = next((c for c in value if _forbidden(c, many_lines=field.kind == "prose")), "")
    if bad:
        name = "a line break" if bad in "\r\n" else f"the character U+{ord(bad):04X}, which can't be shown"
        return None, f"it holds {name}", "delete it" if bad not in "\r\n" else "write it in one line"
    return value, "", ""


def _forbidden(char: str, *, many_lines: bool) -> bool:
    if char == "\n" and many_lines:
        return False
    return ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0 or char in _DIRECTION or 0xD800 <= ord(char) < 0xE000


def _code(field: Field, value: Any) -> tuple[Any, str, str]:
    kept, what, do = _text(field, value)
    if not what and not re.fullmatch(field.pattern, value, re.ASCII):
        return None, f"{_told(value)} is not {field.like}", _write(field)
    return kept, what, do


def _choice(field: Field, value: Any) -> tuple[Any, str, str]:
    if isinstance(value, str) and value in field.choices:
        return value, "", ""
    choices = f"use one of {', '.join(field.choices)}"
    return (
        None,
        f"{_told(value)} is none of the choices",
        suggest(value, field.choices, choices) if isinstance(value, str) else choices,
    )


def _number(field: Field, value: Any) -> tuple[Any, str, str]:
    fits = isinstance(value, int) if field.kind == "whole" else isinstance(value, int | float)
    if not fits or isinstance(value, bool):
        return None, f"{_told(value)} instead of {_NOUN[field.kind]}", _write(field)
    if not field.least <= value <= field.most:
        return None, f"{_told(value)} is out of range", f"write a number from {field.least:g} to {field.most:,}"
    return value, "", ""


def _flag(field: Field, value: Any) -> tuple[Any, str, str]:
    return (
        (value, "", "")
        if isinstance(value, bool)
        else (None, f"{_told(value)} instead of true or false", _write(field))
    )


def _date(field: Field, value: Any) -> tuple[Any, str, str]:
    from datetime import date, datetime

    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat(), "", ""
    try:
        if isinstance(value, str) and len(value) == len("2026-11-23"):
            return date.fromisoformat(value).isoformat(), "", ""
    except ValueError:
        pass
    return None, f"{_told(value)} is no date", _write(field)


_CHECKS = {"text": _text, "prose": _text, "code": _code, "choice": _choice, "whole": _number, "number": _number, "flag": _flag,
           "date": _date}  # fmt: skip


def _write(field: Field) -> str:
    """What to write; for a table, what it is for."""
    if field.write:
        return f"write for example {field.write}"
    header = f"[[{field.name}]]" if field.kind == "many" else f"[{field.name}]"
    return f"add {header}: {field.help[:1].lower()}{field.help[1:].rstrip('.')}"


def _told(value: Any) -> str:
    """A wrong value as a message shows it."""
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list"
    return f"“{_short(value)}”" if isinstance(value, str) else _short(str(value))


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
