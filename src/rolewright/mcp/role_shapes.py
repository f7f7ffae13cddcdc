"""What the tools about role files return; see `shapes`."""

from __future__ import annotations

from pydantic import BaseModel, Field

from rolewright.mcp.shapes import Quoted


class Parted(BaseModel):
    """A thing that only a posting or only its role says, or that both say differently."""

    kind: str
    said: Quoted
    field: str
    other: Quoted
    place: str = Field(description="in the posting; empty if it isn't there")


class Drift(BaseModel):
    """Where a posting and its role have parted."""

    same: bool
    only_posting: list[Parted]
    only_role: list[Parted]
    changed: list[Parted]


class Gap(BaseModel):
    """A field that lacks or is wrong, and what to write."""

    field: str
    what: Quoted
    do: Quoted


class Hire(BaseModel):
    """A family to hire: what it would solve, what it would leave, how a wrong hire shows."""

    family: str
    title: str
    solves: str
    leaves: str
    risk: str


class Answer(BaseModel):
    """One of the five questions; `state` is clear, no-number, vague or open."""

    asks: str
    state: str
    note: Quoted


class Need(BaseModel):
    """A must-have: essential, optional, unproved (it names no duty) or stated (no table speaks of it)."""

    field: str
    said: Quoted
    verdict: str
    because: Quoted


class Question(BaseModel):
    """Answers that contradict each other, as a question."""

    asks: Quoted
    because: Quoted
    fields: list[str]


class Scope(BaseModel):
    """The diagnosis of a role, and the role file as it stands with what was filled in."""

    ready: bool
    choice: str = Field(description="hire, contract, agency, managed API or wait")
    because: Quoted
    bottleneck: str
    bottleneck_because: list[Quoted]
    first: Hire
    runner_up: Hire
    level: str
    level_because: list[Quoted]
    answers: list[Answer]
    must_haves: list[Need]
    questions: list[Question]
    missing: list[Gap] = Field(description="what the role file still lacks")
    filled: dict[str, Quoted] = Field(description="fields that were filled in, each with its reason")
    role: Quoted = Field(description="the role file (TOML)")


class Sentence(BaseModel):
    """A sentence of a draft with the role's fields that it came from."""

    section: str
    text: Quoted
    fields: list[str]
    reason: str


class Draft(BaseModel):
    """A posting made from a role file; `gaps` is empty if it is clean."""

    posting: Quoted
    clean: bool
    gaps: list[Gap]
    sentences: list[Sentence]
    score: int


class Kit(BaseModel):
    """An interview kit. `files` holds the pages that were asked for; `names` all that there are."""

    minutes: int
    budget: int
    interviews: list[str]
    missing: list[Quoted] = Field(description="what doesn't fit into the time")
    names: list[str]
    files: dict[str, Quoted]
