"""Role → the text of a role file, with what each field is for; read again it is the same role."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from rolewright.scoping.fields import Field, fields

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rolewright.model.role import Role

_HEAD = """\
# A role file of Rolewright, version 1. What is commented out has not been said.
# `rolewright scope --schema > role.schema.json` and a first line `#:schema role.schema.json` let editors complete it.
"""
_UNSAID: tuple[Any, ...] = ("", None, ())
_WIDE = 100
"""Columns of a list that stays on one line."""


def dumps(role: Role, notes: Mapping[str, Sequence[str]] | None = None) -> str:
    """The whole file. `notes` are comments for fields by path (`company.stage`, `must_haves[2].duty`)."""
    told = notes or {}
    made = fields("Role")
    lines = [_HEAD.rstrip()]
    lines += _block(role, [field for field in made if field.kind not in {"one", "many"}], "", told)
    for field in made:
        if field.kind == "one":
            lines += ["", *_comments(field, field.name, told), f"[{field.name}]"]
            lines += _block(getattr(role, field.name), fields(field.record), field.name, told)
        elif field.kind == "many":
            lines += _tables(field, getattr(role, field.name), told)
    return "\n".join(lines) + "\n"


def _tables(field: Field, records: Sequence[Any], told: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """`[[duties]]` for each; the first says what its fields are for. Commented out if there are none."""
    yield ""
    yield from _comments(field, field.name, told)
    if not records:
        yield f"# [[{field.name}]]"
        yield from (f"# {inner.write}" for inner in fields(field.record) if inner.write)
    for number, record in enumerate(records, 1):
        if number > 1:
            yield ""
        path = f"{field.name}[{number}]"
        yield from (f"# {note}" for note in told.get(path, ()))
        yield f"[[{field.name}]]"
        yield from _block(record, fields(field.record), path, told, first=number == 1)


def _block(
    record: Any, made: Sequence[Field], path: str, told: Mapping[str, Sequence[str]], *, first: bool = True
) -> Iterator[str]:
    """The fields of one table."""
    for field in made:
        value = getattr(record, field.name)
        here = f"{path}.{field.name}" if path else field.name
        said = value not in _UNSAID and not (field.kind == "one" and not any(v not in _UNSAID for v in value))
        if said and first:
            yield from _comments(field, here, told)
        elif first or here in told or field.need:
            yield from _comments(
                field, here, told, head="missing: " if field.need and not said and here not in told else ""
            )
        if said:
            yield f"{field.name} = {_value(field, value)}"
        elif (first or field.need) and field.write:
            yield f"# {field.write}"


def _comments(field: Field, path: str, told: Mapping[str, Sequence[str]], head: str = "") -> Iterator[str]:
    choices = f" One of: {', '.join(field.choices)}." if field.kind == "choice" else ""
    yield f"# {head}{field.help}{choices}"
    yield from (f"# {note}" for note in told.get(path, ()))


def _value(field: Field, value: Any) -> str:
    if field.kind == "one":
        return _inline(field, value)
    if field.kind == "many":
        return "[\n" + "".join(f"  {_inline(field, one)},\n" for one in value) + "]"
    if isinstance(value, tuple):
        texts = [_text(one) for one in value]
        short = f"[{', '.join(texts)}]"
        return short if len(short) <= _WIDE else "[\n" + "".join(f"  {text},\n" for text in texts) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _long(value) if "\n" in value else _text(value)
    return repr(value)


def _inline(field: Field, record: Any) -> str:
    """A table in one line, without its unsaid fields."""
    cells = [
        f"{inner.name} = {_value(inner, getattr(record, inner.name)) if inner.kind != 'prose' else _text(getattr(record, inner.name))}"
        for inner in fields(field.record)
        if getattr(record, inner.name) not in _UNSAID
    ]
    return f"{{ {', '.join(cells)} }}" if cells else "{}"


def _text(value: str) -> str:
    """A basic string: JSON's escapes are TOML's; DEL needs one of its own."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _long(value: str) -> str:
    return '"""\n' + "\n".join(_text(line)[1:-1] for line in value.split("\n")) + '"""'
