"""What a posting says, every fact with its span (code points in `Reading.text`)."""

from __future__ import annotations

from typing import Any

from rolewright.model.record import NamedTuple

Span = tuple[int, int]


class Statement(NamedTuple):
    """A line or sentence: what kind it is and what work it is about, the largest share first.

    `line` is the index of its logical line. `sure` is how likely the first kind is, 0 to 1.
    """

    start: int
    end: int
    kinds: tuple[str, ...]
    strands: tuple[str, ...] = ()
    line: int = 0
    sure: float = 1.0


class Skill(NamedTuple):
    """A skill where the text names it. `strength` is `must`, `nice` or `context`; `statement` an index."""

    id: str
    name: str
    kind: str
    start: int
    end: int
    strength: str
    statement: int


class Years(NamedTuple):
    """A demand for years of experience; `subject` is the text that the years are tied to ("" if plain)."""

    min: int | None
    max: int | None
    start: int
    end: int
    subject: str = ""
    subject_span: Span | None = None


class Degree(NamedTuple):
    """A demand for a degree: the lowest `level` named (bachelor, master, doctorate, any); `or_equivalent`."""

    level: str
    or_equivalent: bool
    start: int
    end: int


class Requirement(NamedTuple):
    """One required or preferred thing. `any_of` groups skill ids of which one will do ("AWS, GCP or Azure")."""

    start: int
    end: int
    strength: str
    skills: tuple[str, ...]
    years: Years | None
    degree: Degree | None
    any_of: tuple[tuple[str, ...], ...]
    statement: int


class Cue(NamedTuple):
    """A phrase of the knowledge tables where it counts: `entry` names the table's entry, `statement` an index."""

    entry: str
    start: int
    end: int
    statement: int


class Pay(NamedTuple):
    """A figure or range of pay. `interval` is hour, day, week, month or year; `open` if one end is left open."""

    min: float | None
    max: float | None
    currency: str
    interval: str
    start: int
    end: int


class Place(NamedTuple):
    """A place of work that the text names: `code` is a jurisdiction (`US-CO`, `GB`, `DE`)."""

    code: str
    name: str
    start: int
    end: int


class Named(NamedTuple):
    """A posting-wide judgement: its `id`, a `score` from 0 to 1, and the spans that produced it."""

    id: str
    score: float
    evidence: tuple[Span, ...]


class Title(NamedTuple):
    """The title and what it alone promises. `span` is None when it was given from outside the text."""

    text: str
    family: str
    level: str
    span: Span | None


class Reading(NamedTuple):
    """Everything a posting says. `cues` maps each knowledge entry that occurs to its places."""

    text: str
    title: Title | None
    families: tuple[Named, ...]
    level: Named
    stage: Named
    lifecycle: dict[str, tuple[Span, ...]]
    strands: dict[str, float]
    jobs: int
    use_case: tuple[str, Span] | None
    statements: tuple[Statement, ...]
    requirements: tuple[Requirement, ...]
    skills: tuple[Skill, ...]
    flags: tuple[Named, ...]
    pay: tuple[Pay, ...]
    places: tuple[Place, ...]
    work_mode: str
    said: tuple[Cue, ...]
    cues: dict[str, tuple[Cue, ...]]
    words: int
    language: str

    def as_dict(self) -> dict[str, Any]:
        """The public contract, version 1, as plain lists, dicts, strings and numbers."""
        from rolewright.model.contract import reading_as_dict

        return reading_as_dict(self)

    def of_kind(self, *kinds: str) -> tuple[Statement, ...]:
        """The statements whose first kind is one of these."""
        return tuple([s for s in self.statements if s[2][0] in kinds])
