"""The reading of a posting as it is answered: the contract that `rolewright read` writes, version 1."""

from __future__ import annotations

from pydantic import BaseModel

Span = tuple[int, int]
"""Code points in the text of the reading."""


class Named(BaseModel):
    """A judgement about the whole posting, 0 to 1, with the spans that it rests on."""

    id: str
    score: float
    evidence: list[Span]


class Title(BaseModel):
    """The title and what it alone promises."""

    text: str
    family: str
    level: str
    span: Span | None


class UseCase(BaseModel):
    """What the work is for."""

    text: str
    span: Span


class Line(BaseModel):
    """A statement: its kinds, and the strands of work that it is about."""

    start: int
    end: int
    kinds: list[str]
    strands: list[str]


class Years(BaseModel):
    """Years of experience that are asked for."""

    min: int | None
    max: int | None
    start: int
    end: int


class Degree(BaseModel):
    """A degree that is asked for."""

    level: str
    or_equivalent: bool
    start: int
    end: int


class Requirement(BaseModel):
    """One thing that is asked for: `strength` is must, nice or context; of each list in `any_of` one skill will do."""

    start: int
    end: int
    strength: str
    skills: list[str]
    years: Years | None
    degree: Degree | None
    any_of: list[list[str]]


class Skill(BaseModel):
    """A skill where the text names it."""

    id: str
    name: str
    kind: str
    start: int
    end: int
    strength: str


class Pay(BaseModel):
    """A figure or range of pay."""

    min: float | None
    max: float | None
    currency: str
    interval: str
    start: int
    end: int


class Location(BaseModel):
    """A place of work; `code` is a jurisdiction."""

    code: str
    name: str
    start: int
    end: int


class Said(BaseModel):
    """An entry of the knowledge tables where the text says it."""

    id: str
    start: int
    end: int


class Reading(BaseModel):
    """The reading contract, version 1, as `rolewright read` writes it."""

    version: int
    text: str
    title: Title | None
    families: list[Named]
    level: Named
    stage: Named
    lifecycle: dict[str, list[Span]]
    strands: dict[str, float]
    jobs: int
    use_case: UseCase | None
    lines: list[Line]
    requirements: list[Requirement]
    skills: list[Skill]
    flags: list[str]
    pay: list[Pay]
    places: list[Location]
    work_mode: str
    statements: list[Said]
    words: int
    language: str
