"""JSON whose strings know where they stood, and the maps through string escapes and HTML escapes."""

from __future__ import annotations

import re
from typing import Any

from rolewright.model.posting import Map, Run

_ESCAPE = re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", re.DOTALL)
_REFERENCE = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]{1,31});?")


class Placed(str):
    """A string of a JSON text; `at` is the offset of its first character there, after the quote."""

    __slots__ = ("at", "end")
    at: int
    end: int


def parse(text: str) -> Any:
    """The JSON value that a text starts with, strings placed. Raises ValueError or RecursionError."""
    import json
    from json import scanner

    decoder: Any = json.JSONDecoder(strict=False)
    plain = json.decoder.scanstring  # type: ignore[attr-defined]

    def placed(string: str, end: int, strict: bool = False) -> tuple[Placed, int]:  # noqa: FBT001, FBT002 - json's own
        value, after = plain(string, end, strict)
        made = Placed(value)
        made.at, made.end = end, after - 1
        return made, after

    decoder.parse_string = placed
    decoder.scan_once = scanner.py_make_scanner(decoder)  # type: ignore[attr-defined]
    return decoder.raw_decode(text, len(text) - len(text.lstrip("\ufeff \t\r\n")))[0]


def literal_map(value: str, source: str) -> Map:
    """The map from a placed string to the JSON text that holds it; a plain string points at the start."""
    if not isinstance(value, Placed):
        return Map((Run(0, 0, 0),))
    return Map(_runs(source, value.at, value.end, _ESCAPE, _escape_length))


def unescape(value: str) -> tuple[str, Map]:
    """The text with its HTML character references decoded once, and the map back."""
    if "&" not in value:
        return value, Map()
    from html import unescape as decode

    parts, at = list[str](), 0
    for found in _REFERENCE.finditer(value):
        parts += (value[at : found.start()], decode(found.group()))
        at = found.end()
    runs = _runs(value, 0, len(value), _REFERENCE, lambda reference: len(decode(reference)))
    return "".join((*parts, value[at:])), Map(runs)


def _escape_length(_: str) -> int:
    return 1


def _runs(source: str, start: int, end: int, pattern: re.Pattern[str], length: Any) -> tuple[Run, ...]:
    """Runs for the stretches between what a pattern finds, which stands for `length` made characters."""
    runs, at, made = list[Run](), start, 0
    for found in pattern.finditer(source, start, end):
        if found.start() > at or not runs:
            runs.append(Run(made, at, found.start() - at))
        made += found.start() - at + length(found.group())
        at = found.end()
    if at < end or not runs:
        runs.append(Run(made, at, end - at))
    return tuple(runs)
