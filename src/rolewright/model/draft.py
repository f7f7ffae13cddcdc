"""A role read from a posting: what the text says of each field, what it only implies, what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from rolewright.model.role import Role

SAID, IMPLIED, MISSING = "said", "implied", "missing"


class Mark(NamedTuple):
    """How a posting speaks of a field: `state` is SAID, IMPLIED or MISSING; `words` those that say it, from `start` to
    `end` in the posting's text, at `place` in its file. A fact of the format that isn't in the text has no span: 0, 0.
    """

    path: str
    state: str
    words: str = ""
    start: int = 0
    end: int = 0
    place: str = ""


class Draft(NamedTuple):
    """An unfinished role and a mark for each of its fields, in the order of the role file."""

    role: Role
    marks: tuple[Mark, ...]

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {"role": self.role.as_dict(), "marks": [mark._asdict() for mark in self.marks]}

    def notes(self) -> dict[str, tuple[str, ...]]:
        """A comment for each field, by path, as a role file carries them."""
        return {mark.path: (_note(mark),) for mark in self.marks}


def _note(mark: Mark) -> str:
    if mark.state == MISSING:
        return "MISSING: the posting doesn't say it"
    words = f" “{mark.words}”" if mark.words else ""
    return f"{mark.state}{f' at {mark.place}' if mark.place else ''}:{words}" if words or mark.place else mark.state
