"""What changed between two postings, every change with its places in both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from rolewright.model.report import Report

VERSION = 1
CHANGES = ("removed", "added", "softened", "hardened", "moved", "changed", "reworded")
"""The order of telling. `changed` is softer in one way and harder in another."""


class Side(NamedTuple):
    """Words of one posting: their span in its text, and their place in the author's file (`12:5`)."""

    text: str
    start: int
    end: int
    place: str


class Change(NamedTuple):
    """One thing that changed: how (`CHANGES`), in what (`must → nice`), and the words on each side, None if absent."""

    change: str
    about: str
    old: Side | None
    new: Side | None


class Fact(NamedTuple):
    """A figure or judgement about the whole posting, as it was and as it is; None where nothing is said."""

    name: str
    old: Any
    new: Any


class Said(NamedTuple):
    """A finding that went (`gone`) or came (`new`), with its place in the posting that has it."""

    change: str
    code: str
    name: str
    severity: str
    message: str
    points: int
    place: str


class Comparison(NamedTuple):
    """Two postings side by side. `facts` are all facts, the same ones too; the rest are changes only.

    `stayed` counts the findings of both, credits left out.
    """

    old: str
    new: str
    facts: tuple[Fact, ...]
    requirements: tuple[Change, ...]
    duties: tuple[Change, ...]
    skills: tuple[Change, ...]
    findings: tuple[Said, ...]
    stayed: int

    @property
    def same(self) -> bool:
        """Whether nothing that is compared changed."""
        told = self.requirements or self.duties or self.skills or self.findings
        return not told and all(fact.old == fact.new for fact in self.facts)

    @property
    def worse(self) -> bool:
        """Whether the score fell, or a finding at warning or above came."""
        fell = any(fact.name == "score" and fact.new < fact.old for fact in self.facts)
        return fell or any(said.change == "new" and said.severity in {"warning", "error"} for said in self.findings)

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON, version 1."""
        return {
            "version": VERSION,
            "old": self.old,
            "new": self.new,
            "same": self.same,
            "worse": self.worse,
            "facts": {fact.name: {"old": fact.old, "new": fact.new} for fact in self.facts},
            **{
                name: [_change(change) for change in getattr(self, name)]
                for name in ("requirements", "duties", "skills")
            },
            "findings": [said._asdict() for said in self.findings],
            "stayed": self.stayed,
        }


def side_of(report: Report, start: int, end: int, text: str = "") -> Side:
    """Words of a posting less the bullet before them, with their place; `text` if they are called something else."""
    words = report.reading.text[start:end].lstrip("-*•●·– \t")
    start = end - len(words)
    return Side(text or " ".join(words.split()), start, end, str(report.posting.place(start)))


def _change(change: Change) -> dict[str, Any]:
    sides = {
        name: None if side is None else side._asdict() for name, side in (("old", change.old), ("new", change.new))
    }
    return {"change": change.change, "about": change.about, **sides}
