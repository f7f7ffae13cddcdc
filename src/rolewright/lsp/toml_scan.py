"""Where one is in a TOML file that is still being written: its keys and tables, and what stands at an offset.

Python's own reader tells no places and gives up at the first error; this one never does.
"""

from __future__ import annotations

import re

from rolewright.model.record import NamedTuple

_PARTS = re.compile(r"\"([^\"]*)\"|'([^']*)'|([A-Za-z0-9_-]+)")
KEY, VALUE, HEADER, COMMENT = "key", "value", "header", "comment"


class Key(NamedTuple):
    """A key with its value: `path` of the tables around it, `table` the number of the header above (0: none)."""

    path: tuple[str, ...]
    name: str
    start: int
    end: int
    value: tuple[int, int]
    table: int = 0


class Spot(NamedTuple):
    """What is being written at an offset: a `kind`, the `path` of the tables around it, the `key` of a value.

    `start` is where the word begins (a text: at its quote).
    """

    kind: str
    path: tuple[str, ...]
    key: str
    start: int
    table: int


class Scan:
    """One pass over a text; afterwards `keys`, `headers` (start, end, path) and the `spot` at its end."""

    def __init__(self, text: str) -> None:
        self.keys: list[Key] = []
        self.headers: list[tuple[int, int, tuple[str, ...]]] = []
        self._text, self._at = text, 0
        self._path: tuple[str, ...] = ()
        self._frames: list[tuple[str, tuple[str, ...]]] = []
        self._kind, self._start = KEY, 0
        self._open: list[tuple[tuple[str, ...], int, int, int]] = []
        while self._at < len(text):
            self._step(text[self._at])
        self.spot = self._spot()
        self._end_value()

    def _spot(self) -> Spot:
        """What stands at the end of the text."""
        name = ".".join(self._open[-1][0]) if self._kind == VALUE and self._open else ""
        before = self._text[self._start : self._at]
        start = self._start + len(before) - len(before.lstrip())
        return Spot(self._kind, self._around(), name, start, len(self.headers))

    def _around(self) -> tuple[str, ...]:
        """The path of the tables at this place."""
        inner = tuple(part for kind, keys in self._frames if kind == "{" for part in keys)
        return (*self._path, *inner)

    def _step(self, char: str) -> None:
        if char in "\"'":
            self._string(char)
        elif char == "#" and self._kind != HEADER:
            self._comment()
        else:
            {KEY: self._in_key, VALUE: self._in_value, HEADER: self._in_header}[self._kind](char)
            self._at += 1

    def _comment(self) -> None:
        end = self._text.find("\n", self._at)
        if end < 0:
            self._kind, self._at = COMMENT, len(self._text)
        else:
            self._at = end

    def _string(self, quote: str) -> None:
        """Go past a text; one that isn't closed ends with its line, or with the file if it is of several lines."""
        text, at = self._text, self._at
        mark = quote * 3 if text.startswith(quote * 3, at) else quote
        i = at + len(mark)
        while i < len(text) and not text.startswith(mark, i):
            if text[i] == "\n" and len(mark) == 1:
                self._at = i
                return
            i += 2 if text[i] == "\\" and quote == '"' else 1
        self._at = min(i + len(mark), len(text)) if i < len(text) else len(text)

    def _in_key(self, char: str) -> None:
        if char == "[" and not self._frames and not self._text[self._start : self._at].strip():
            self._kind, self._start = HEADER, self._at
        elif char == "=":
            keys = _parts(self._text[self._start : self._at])
            self._open.append((keys, self._start, self._at, self._at + 1))
            self._kind, self._start = VALUE, self._at + 1
        elif char == "\n" or (char == "," and self._frames):
            self._start = self._at + 1
        elif char == "}":
            self._leave("{")

    def _in_header(self, char: str) -> None:
        if char == "\n":
            first = self._start
            self._path = _parts(self._text[first : self._at].partition("#")[0])
            self.headers.append((first, self._at, self._path))
            self._kind, self._start = KEY, self._at + 1

    def _in_value(self, char: str) -> None:
        if char == "[":
            self._frames.append(("[", ()))
            self._start = self._at + 1
        elif char == "{":
            self._frames.append(("{", self._open[-1][0] if self._open else ()))
            self._kind, self._start = KEY, self._at + 1
        elif char == "]":
            self._leave("[")
        elif char == "}":
            self._end_value()
            self._leave("{")
        elif char == "," and self._frames:
            if self._frames[-1][0] == "{":
                self._end_value()
                self._kind = KEY
            self._start = self._at + 1
        elif char == "\n" and not self._frames:
            self._end_value()
            self._kind, self._start = KEY, self._at + 1

    def _leave(self, kind: str) -> None:
        """Close a list or an inline table; what encloses it is a value."""
        if self._frames and self._frames[-1][0] == kind:
            self._frames.pop()
            self._kind, self._start = VALUE, self._at + 1

    def _end_value(self) -> None:
        """Note the key whose value ends here."""
        if self._open and self._kind == VALUE:
            keys, first, stop, value = self._open.pop()
            if keys:
                written = self._text[first:stop]
                start = first + len(written) - len(written.lstrip())
                path = (*self._around(), *keys[:-1])
                self.keys.append(
                    Key(path, keys[-1], start, first + len(written.rstrip()), (value, self._at), len(self.headers))
                )


def _parts(written: str) -> tuple[str, ...]:
    """The parts of a dotted key."""
    return tuple(a or b or c for a, b, c in _PARTS.findall(written))
