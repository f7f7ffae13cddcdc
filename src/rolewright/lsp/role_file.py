"""Role files: what is wrong in one, what a field is for, what may be written here; all from the table of its fields."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from lsprotocol import types

from rolewright.errors import RoleError
from rolewright.lsp.diagnostics import SOURCE
from rolewright.lsp.toml_scan import HEADER, KEY, VALUE, Key, Scan, Spot
from rolewright.reports.rule_markdown import escaped
from rolewright.scoping.agree import disagreements
from rolewright.scoping.fields import Field, fields
from rolewright.scoping.lines import line_of
from rolewright.scoping.load import toml
from rolewright.scoping.parse import role_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rolewright.lsp.rows import Rows
    from rolewright.scoping.parse import Problem

_LINE = re.compile(r"at line (\d+), column (\d+)")
_TABLES = frozenset({"one", "many"})
_OTHERS = frozenset({"pyproject.toml", "rolewright.toml"})


def is_role(path: str, text: str) -> bool:
    """Whether a TOML file is a role file: by its name, its folder, or the schema that it names."""
    name = os.path.basename(path).lower()
    if not name.endswith(".toml") or name in _OTHERS:
        return False
    folder = os.path.basename(os.path.dirname(path)).lower()
    return name == "role.toml" or name.endswith(".role.toml") or folder == "roles" or "role.schema.json" in text[:400]


def diagnostics(rows: Rows, path: str) -> list[types.Diagnostic]:
    """What keeps a role file from loading (errors), and what it lacks or says twice differently (warnings)."""
    try:
        text, table = toml(rows.source.encode("utf-8", "replace"), os.path.basename(path))
    except RoleError as error:
        return [_diagnostic(_error_at(rows, error.what), error.what, types.DiagnosticSeverity.Error)]
    role, wrong = role_of(table, complete=False)
    _, found = role_of(table)
    rest = [one for one in found if one not in wrong] + ([] if wrong else list(disagreements(role)))
    made = [_problem(rows, text, one, types.DiagnosticSeverity.Error) for one in wrong]
    return made + [_problem(rows, text, one, types.DiagnosticSeverity.Warning) for one in rest]


def hover(rows: Rows, position: types.Position) -> types.Hover | None:
    """What the field under the pointer is for, and what may stand there."""
    offset = rows.offset(position)
    inner = [key for key in Scan(rows.source).keys if key.start <= offset <= key.value[1]]
    if not inner:
        return None
    key = max(inner, key=lambda one: one.start)
    field = _field(key.path, key.name)
    if field is None:
        return None
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, _card(field)), rows.range(key.start, key.end))


def completion(rows: Rows, position: types.Position) -> list[types.CompletionItem]:
    """What may be written at a position: tables, fields that aren't there yet, values."""
    offset = rows.offset(position)
    spot = Scan(rows.source[:offset]).spot
    if spot.kind == HEADER:
        return list(_headers(rows, spot, offset))
    if spot.kind == KEY:
        return list(_keys(rows, spot, offset))
    field = _field(spot.path, spot.key) if spot.kind == VALUE else None
    return [] if field is None else list(_values(rows, spot, offset, field))


def _record(path: tuple[str, ...]) -> str:
    """The record that a path of tables leads to, or ""."""
    record = "Role"
    for part in path:
        field = next((one for one in fields(record) if one.name == part), None)
        if field is None or not field.record:
            return ""
        record = field.record
    return record


def _field(path: tuple[str, ...], name: str) -> Field | None:
    *more, last = name.split(".")
    record = _record((*path, *more))
    return next((one for one in fields(record) if one.name == last), None) if record else None


def _card(field: Field) -> str:
    need = "needed" if field.need else "may be left out"
    lines = [f"**{field.name}** ({need})", escaped(field.help)]
    lines += ["\n".join(f"- `{value}`: {escaped(meaning)}" for value, meaning in field.choices.items())]
    if field.write:
        lines.append(f"For example `{field.write}`")
    return "\n\n".join(line for line in lines if line)


def _headers(rows: Rows, spot: Spot, offset: int) -> Iterator[types.CompletionItem]:
    end = rows.row(rows.position(offset).line)[1]
    for field in fields("Role"):
        if field.kind in _TABLES:
            text = f"[[{field.name}]]" if field.kind == "many" else f"[{field.name}]"
            yield _item(text, field.help, types.CompletionItemKind.Module, rows.range(spot.start, end))


def _keys(rows: Rows, spot: Spot, offset: int) -> Iterator[types.CompletionItem]:
    """The fields of the table that aren't in it yet, those that it needs first."""
    record = _record(spot.path)
    if not record:
        return
    here = {key.name for key in Scan(rows.source).keys if _same_table(key, spot, rows.source, offset)}
    for field in fields(record):
        if field.name not in here and not (record == "Role" and field.kind in _TABLES):
            made = _item(field.name, field.help, types.CompletionItemKind.Field, rows.range(spot.start, offset), " = ")
            yield _sorted(made, "0" if field.need else "1")


def _same_table(key: Key, spot: Spot, source: str, offset: int) -> bool:
    """Whether a key stands in the table of a spot; of inline tables, between the same braces."""
    if (key.path, key.table) != (spot.path, spot.table) or key.start <= offset <= key.end:
        return False
    between = source[min(key.start, offset) : max(key.start, offset)]
    return between.count("{") == between.count("}")


def _values(rows: Rows, spot: Spot, offset: int, field: Field) -> Iterator[types.CompletionItem]:
    kind, at = types.CompletionItemKind.EnumMember, rows.range(spot.start, _end(rows.source, offset))
    if field.kind in {"choice", "choices"}:
        for value, meaning in field.choices.items():
            yield _item(f'"{value}"', meaning, kind, at)
    elif field.kind == "flag":
        yield from (_item(value, field.help, kind, at) for value in ("true", "false"))
    elif field.write and spot.start == offset:
        yield _item(field.write, f"For example. {field.help}", types.CompletionItemKind.Value, at)


def _end(source: str, offset: int) -> int:
    """Where the word at an offset ends, with its closing quote."""
    end = offset
    while end < len(source) and (source[end].isalnum() or source[end] in "-_"):
        end += 1
    return end + 1 if source[end : end + 1] in {'"', "'"} else end


def _item(
    text: str, about: str, kind: types.CompletionItemKind, at: types.Range, after: str = ""
) -> types.CompletionItem:
    edit = types.TextEdit(at, text + after)
    return types.CompletionItem(label=text, kind=kind, documentation=about, filter_text=text, text_edit=edit)


def _sorted(item: types.CompletionItem, rank: str) -> types.CompletionItem:
    item.sort_text = rank + item.label
    return item


def _problem(rows: Rows, text: str, problem: Problem, severity: types.DiagnosticSeverity) -> types.Diagnostic:
    start, end = rows.row(max(0, line_of(text, problem.path) - 1))
    written = rows.source[start:end]
    start += len(written) - len(written.lstrip())
    end = start + len(written.strip())
    return _diagnostic(rows.range(start, end), f"{problem.path}: {problem.what}; {problem.do}", severity)


def _error_at(rows: Rows, message: str) -> types.Range:
    """The line that TOML's reader names, else the first."""
    found = _LINE.search(message)
    if found:
        return rows.range(*rows.row(int(found[1]) - 1))
    return rows.range(*rows.row(10**9 if "end of document" in message else 0))


def _diagnostic(at: types.Range, message: str, severity: types.DiagnosticSeverity) -> types.Diagnostic:
    return types.Diagnostic(at, message, severity=severity, source=SOURCE)
