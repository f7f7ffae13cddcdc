"""What requests may hold: every text has a limit, and an unknown field is refused."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import Path, Query
from pydantic import Field, StringConstraints

from rolewright.client.requests import (
    Body,
    Count,
    Number,
    Place,
    Prose,
    Short,
    Text,
    Word,
)

Key = Annotated[str, Path(pattern=r"^[\w-]{1,24}$")]
"""An id in an address."""
Day = Annotated[str, Query(pattern=r"^(\d{4}-\d{2}-\d{2})?$")]
"""A day in an address, 2026-11-23, or none."""
Finite = Annotated[float, Field(allow_inf_nan=False, ge=-1e9, le=1e9)]
Own = Annotated[
    list[Annotated[str, StringConstraints(max_length=20_000, pattern=r"^[^\x00]*$")]], Field(max_length=100)
]
"""Rules of the team, a TOML text each."""


class Checked(Body):
    """A posting to check, held against a role if one is named."""

    text: Text
    title: Short | None = None
    format: Literal["text", "markdown", "html", "json"] = "markdown"
    role: Word = ""
    date: Word = ""


class Fixed(Checked):
    """A posting to fix; `unsafe` applies those fixes too that may change meaning."""

    unsafe: bool = False


class NewRole(Body):
    """A role: from answers, from the text of a role file, or empty."""

    title: Short = ""
    toml: Prose | Annotated[str, StringConstraints(max_length=500_000)] = ""


class Answer(Body):
    """An answer to a question of the scope, given while the role was at revision `base`."""

    path: Word
    value: Any = None
    base: Number


class State(Body):
    """Where something stands."""

    state: Word


class Team(Body):
    """Who works on a role."""

    people: Annotated[list[Word], Field(max_length=500)]


class Save(Body):
    """A text that was made from revision `base` in the editor `tab`."""

    text: Text
    base: Number
    tab: Word = ""
    note: Short = ""


class Remark(Body):
    """A comment on a line, counted from 1; `quote` is the line."""

    line: Annotated[int, Field(ge=1, le=100_000)]
    quote: Short = ""
    body: Annotated[str, StringConstraints(min_length=1, max_length=4000, pattern=r"^[^\x00]*$")]


class Resolved(Body):
    """Whether a comment is settled."""

    resolved: bool


class Approval(Body):
    """Which revision is approved; None takes the approval back."""

    revision: Number | None = None


class Book(Body):
    """The team's settings for the rules."""

    base: Number
    select: Annotated[list[Word], Field(max_length=300)] = []
    ignore: Annotated[list[Word], Field(max_length=300)] = []
    jurisdictions: Annotated[list[Place], Field(max_length=100)] = []
    limits: Annotated[dict[Word, Finite], Field(max_length=200)] = {}
    points: Annotated[dict[Word, Annotated[int, Field(ge=-100, le=100)]], Field(max_length=400)] = {}
    own: Own = []


class OwnRules(Body):
    """Rules of the team as TOML, to test."""

    own: Own = []


class KitChoice(Body):
    """Which kit a role has."""

    seed: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    minutes: Annotated[int, Field(ge=30, le=360)] | None = None


class NewCard(Body):
    """A card for one interview of the kit."""

    interview: Word


class Line(Body):
    """What is typed for one attribute."""

    evidence: Prose = ""
    rating: Annotated[int, Field(ge=0, le=5)] | None = None


class Typed(Body):
    """What is typed on a card."""

    lines: dict[Annotated[str, StringConstraints(max_length=120)], Line] = {}
    verdict: Word = ""
    because: Prose = ""


class Scribble(Body):
    """What is typed on a card that was at revision `base`."""

    typed: Typed
    base: Number


class Sealed(Body):
    """Seal a card that is at revision `base`."""

    base: Number


class NewTakehome(Body):
    """An exercise; kind and level are the role's unless given."""

    kind: Word = ""
    level: Word = ""
    seed: Annotated[int, Field(ge=0, le=1_000_000)] = 0


class Told(Body):
    """Whether a candidate was told how their take-home went."""

    told: bool


class SignIn(Body):
    """Address and password."""

    email: Annotated[str, StringConstraints(max_length=320)]
    password: Annotated[str, StringConstraints(max_length=200)]


class NewPerson(Body):
    """Somebody who uses the studio."""

    email: Annotated[str, StringConstraints(max_length=320, pattern=r"^[^@\s]+@[^@\s]+$")]
    name: Short = ""
    role: Word
    password: Annotated[str, StringConstraints(max_length=200)] | None = None


class ChangedPerson(Body):
    """What changes about somebody."""

    name: Short | None = None
    role: Word | None = None
    active: bool | None = None
    password: Annotated[str, StringConstraints(max_length=200)] | None = None


class NewPassword(Body):
    """The password now, and the one to come."""

    old: Annotated[str, StringConstraints(max_length=200)]
    new: Annotated[str, StringConstraints(max_length=200)]


class Address(Body):
    """A public page."""

    url: Annotated[str, StringConstraints(max_length=2000, pattern=r"^https?://[^\s\x00]+$")]


class Folder(Body):
    """Postings on the studio's own machine: a file, a folder, or a table of readings."""

    path: Annotated[str, StringConstraints(min_length=1, max_length=1000, pattern=r"^[^\x00]+$")]
    name: Short = ""
    text: Short = ""
    findings: bool = False


class Asked(Count):
    """A table of the market, and how it is written."""

    format: Literal["json", "csv"] = "json"


class Crowd(Body):
    """A role, and which of a survey's respondents: `Country=Germany`."""

    role: Word
    where: Annotated[list[Short], Field(max_length=20)] = []
