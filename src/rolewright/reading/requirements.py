"""Requirements: which are needed and which are welcome, with their skills, years, degree and alternatives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.reading.years import find_degree, find_years

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rolewright._kernel import Scan
    from rolewright.model.reading import Cue, Degree, Requirement, Statement, Years

_BEFORE = 48
"""How far before the word "years" its number can stand."""
_AROUND = 20
"""How far from the words of a degree the rest of it can stand."""
_ASKS = frozenset({"must", "nice"})


def find(
    text: str, statements: Sequence[Statement], scan: Scan, cues: Mapping[str, tuple[Cue, ...]]
) -> tuple[Requirement, ...]:
    """One requirement for each statement that asks for something."""
    return scan.requirements(_years(text, statements, cues), _degrees(text, statements, cues))


def _years(text: str, said: Sequence[Statement], cues: Mapping[str, tuple[Cue, ...]]) -> dict[int, Years | None]:
    """The demand for years of each statement that has one."""
    out = {}
    for i, (first, last) in _stretches(said, cues.get("word/years", ())).items():
        s = said[i]
        out[i] = find_years(text, max(s.start, first - _BEFORE), s.end, last)
    return out


def _degrees(text: str, said: Sequence[Statement], cues: Mapping[str, tuple[Cue, ...]]) -> dict[int, Degree | None]:
    """The demand for a degree of each statement that has one."""
    learned = _stretches(said, cues.get("word/degree", ()))
    escapes = {c.statement for c in cues.get("degree_escape", ())} if learned else ()
    out = {}
    for i, (first, last) in learned.items():
        s = said[i]
        start, end = max(s.start, first - _AROUND), min(s.end, last + _AROUND)
        out[i] = find_degree(text, start, end, escape=i in escapes)
    return out


def _stretches(said: Sequence[Statement], cues: Sequence[Cue]) -> dict[int, tuple[int, int]]:
    """Statement that asks for something → from the first of some cues in it to the last."""
    out: dict[int, tuple[int, int]] = {}
    for _, start, end, i in cues:
        if i in out:
            out[i] = (out[i][0], end)
        elif said[i].kinds[0] in _ASKS:
            out[i] = (start, end)
    return out
