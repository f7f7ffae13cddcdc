"""A profile: what a candidate's document shows of their work, every fact with its span; nothing of who they are."""

from __future__ import annotations

from rolewright.model.record import NamedTuple

VERSION = 1
"""Of the rows that profiles are kept as."""
DEPTHS = ("mentioned", "used", "owned", "led")
"""How deep a statement says someone went, shallowest first."""

SAID = "said"
"""The key of a statement that names no known skill or topic: a wish's own words may stand in it."""


class Fact(NamedTuple):
    """Words of the document: code points in the text that its reader made, and where they stand in the file."""

    text: str
    start: int
    end: int
    where: str = ""


class When(NamedTuple):
    """From when to when, as months since year 0 (`12 * year + month - 1`), each as (earliest, latest) that the words allow:
    “2018” is any month of it. `end` is None for what still goes on.
    """

    start: tuple[int, int]
    end: tuple[int, int] | None
    fact: Fact


class Job(NamedTuple):
    """A dated piece of work: `kind` is work, project or volunteer. What the words don't say is None."""

    kind: str
    title: Fact | None
    org: Fact | None
    when: When | None


class Study(NamedTuple):
    """A study: `level` is doctor, master, bachelor, other or "". The school is kept for the person, never matched."""

    level: str
    area: Fact | None
    school: Fact | None
    when: When | None


class Shown(NamedTuple):
    """A statement that shows something. `key` is `skill:ID`, `topic:ID` or `SAID`, `depth` of `DEPTHS`, `job` an index or -1.

    `quote` is the statement with what is personal as `█`.
    """

    key: str
    depth: str
    quote: str
    job: int
    start: int
    end: int
    where: str


class Trick(NamedTuple):
    """Text that no reader sees or that talks to a machine: `kind`, why in words, and its beginning. It counts for nothing."""

    kind: str
    why: str
    text: str
    where: str


class Profile(NamedTuple):
    """One document, read. `id` is a digest of its bytes; `withheld` maps kinds of personal facts to how many there were.

    `troubles` are what the reader has to say; a document that can't be read has those and nothing else. `language` is ISO 639-1.
    """

    id: str
    format: str
    jobs: tuple[Job, ...] = ()
    studies: tuple[Study, ...] = ()
    shown: tuple[Shown, ...] = ()
    tricks: tuple[Trick, ...] = ()
    withheld: tuple[tuple[str, int], ...] = ()
    troubles: tuple[str, ...] = ()
    words: int = 0
    language: str = ""
