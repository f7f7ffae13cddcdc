"""What is sent: every text has a limit, and an unknown field is refused. The studio's routes take these very models."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

TEXT = 200_000
"""Characters of a posting; one has about three thousand."""

Short = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")]
Word = Annotated[str, StringConstraints(max_length=60, pattern=r"^[\w.+-]*$")]
Prose = Annotated[str, StringConstraints(max_length=10_000, pattern=r"^[^\x00]*$")]
Text = Annotated[str, StringConstraints(max_length=TEXT, pattern=r"^[^\x00]*$")]
RoleFile = Annotated[str, StringConstraints(max_length=500_000, pattern=r"^[^\x00]*$")]
"""The text of a role file (TOML)."""
Place = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2}(-[A-Za-z0-9]{1,3})?$")]
"""A jurisdiction: GB, US-CO."""
Number = Annotated[int, Field(ge=0, le=2**31 - 1)]
Form = Literal["text", "markdown", "html", "json"]


class Body(BaseModel):
    """A request's body."""

    model_config = ConfigDict(extra="forbid")


class Read(Body):
    """A posting to read; `title` is one that stands elsewhere."""

    text: Text
    title: Short | None = None
    format: Form = "markdown"


class Check(Read):
    """A posting to check by the team's settings, held against a role of the studio if its id is given; `date` is ISO."""

    role: Word = ""
    date: Word = ""
    places: Annotated[list[Place], Field(max_length=50)] = []


class Fix(Check):
    """A posting to fix; `unsafe` applies those fixes too that may change meaning."""

    unsafe: bool = False


class NewRole(Body):
    """A role from a role file's text; it may be unfinished."""

    file: RoleFile


class SaveRole(NewRole):
    """A role file in place of revision `base`."""

    base: Number


class NewPosting(Body):
    """A posting: its own text, or drafted from the role if there is none."""

    title: Short = ""
    text: Text = ""
    draft: bool = False


class SavePosting(Body):
    """A text that was made from revision `base`."""

    text: Text
    base: Number
    note: Short = ""


class NewCandidate(Body):
    """A candidate; the details are to go after `keep_days`."""

    name: Short = ""
    email: Short = ""
    notes: Prose = ""
    keep_days: Annotated[int, Field(ge=1, le=3650)] = 180


class Count(Body):
    """What a table of the market counts, by what, of which postings; as `rolewright market table` has it."""

    of: Word = "skill"
    by: Annotated[list[Word], Field(max_length=4)] = []
    where: Annotated[list[Short], Field(max_length=20)] = []
    strength: Word = ""
    weights: Word = "kept"
    least: Annotated[int | None, Field(ge=0, le=1_000_000)] = None


class Page(Body):
    """A part of a list, which is in the order of its ids: `most` of those after the id `after`."""

    after: Word = ""
    most: Annotated[int, Field(ge=1, le=500)] = 100


class NewToken(Body):
    """A token that may do what both its person and the role `scope` may, for so many days."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=r"^[^\x00-\x1f\x7f]*$")]
    scope: Literal["admin", "recruiter", "manager", "interviewer", "viewer"]
    days: Annotated[int, Field(ge=1, le=366)] = 90
