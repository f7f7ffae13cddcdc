"""What is answered. The studio's routes answer with these very models; kits and matches are the library's own records."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel


class Me(BaseModel):
    """Whose token it is, what it may do, and which version the studio has."""

    name: str
    role: str
    scope: str
    can: list[str]
    version: str


class Place(BaseModel):
    """Where something stands in what was sent, counted from 1: `unit` is line, paragraph or page."""

    unit: str
    number: int
    column: int


class Change(BaseModel):
    """Replace a span by a text. `safe` never changes meaning, `unsafe` may, `show` is a suggestion."""

    start: int
    end: int
    text: str
    grade: str


class Finding(BaseModel):
    """What a rule objects to or, with points above 0, credits."""

    code: str
    name: str
    topic: str
    severity: str
    start: int
    end: int
    message: str
    advice: str
    evidence: str
    points: int
    fix: Change | None
    source: str
    place: Place
    why: str


class Sum(BaseModel):
    """A line of the score's sum."""

    label: str
    points: int
    count: int
    code: str


class Report(BaseModel):
    """A checked posting, as `rolewright check --format json` writes one."""

    file: str
    format: str
    title: str | None
    score: int
    band: str
    arithmetic: list[Sum]
    findings: list[Finding]
    suppressed: int
    baselined: int

    def problems(self, *severities: str) -> list[Finding]:
        """The findings that aren't credits; of some severities if they are named."""
        return [one for one in self.findings if one.severity in (severities or ("error", "warning", "note"))]


class Fixed(BaseModel):
    """A text with its fixes applied, and the report on what is left."""

    text: str
    applied: int
    report: Report


class RoleCard(BaseModel):
    """A role on the desk; `missing` are the paths of fields that it lacks, `next` the next step."""

    id: str
    title: str
    state: str
    revision: int
    postings: int
    candidates: int
    family: str
    level: str
    missing: list[str]
    next: str


class Gap(BaseModel):
    """A field that lacks or is wrong, and what to write."""

    field: str
    what: str
    do: str


class Role(RoleCard):
    """A role with its file (TOML), its diagnosis, and what its file lacks."""

    file: str
    diagnosis: dict[str, Any]
    gaps: list[Gap]


class Saved(BaseModel):
    """What was made or saved, and its revision."""

    id: str
    revision: int


class Drafted(BaseModel):
    """A posting written from a role; `gaps` is empty if it is clean."""

    text: str
    score: int
    gaps: list[Gap]


class PostingCard(BaseModel):
    """A posting without its text; `approved` is the revision that was approved, if any."""

    id: str
    title: str
    revision: int
    state: str
    approved: int | None


class Posting(PostingCard):
    """A posting."""

    role: str
    format: str
    text: str


class SavedPosting(BaseModel):
    """A posting as it is now; `merged` says whether somebody else's changes were woven in."""

    revision: int
    merged: bool
    text: str


class Corpus(BaseModel):
    """A corpus of postings, or a survey; `read` says whether tables can be made of it."""

    id: str
    kind: str
    name: str
    read: bool
    created: int


class MarketTable(BaseModel):
    """A table, as `rolewright market table --format json` writes it; `hidden` counts cells too small to show."""

    of: str
    about: str
    by: list[str]
    postings: int
    weight: float
    hidden: int
    notes: list[str]
    rows: list[dict[str, Any]]


class Candidate(BaseModel):
    """A candidate by the label that cards and matches use."""

    id: str
    label: str


class Document(BaseModel):
    """A document that was read; `document` is its digest, the profile's id in a match."""

    document: str


class Trouble(BaseModel):
    """What went wrong, where, and what to do."""

    what: str
    where: str
    do: str


class Problem(BaseModel):
    """Every answer that isn't a result."""

    error: Trouble
