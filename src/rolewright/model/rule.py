"""What a rule is: one frozen value that carries its own proof."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from rolewright.model.finding import Hit
    from rolewright.model.posting import Posting
    from rolewright.model.reading import Reading
    from rolewright.model.role import Role


FACTS = PAY, PLACE = "has/pay", "has/place"
"""What a rule may need beside a cue: a figure of pay, a jurisdiction."""


class Case(NamedTuple):
    """What a rule looks at. Rules take nothing from anywhere else.

    `places` are the jurisdictions that apply (`US-CO`, `GB`), from the text and from the caller; `date` is the
    posting's date (ISO, never today's); `limits` are the thresholds of `knowledge/limits.toml`; `tables` is the book;
    `role` is the role file, if there is one.
    """

    reading: Reading
    posting: Posting
    places: frozenset[str]
    date: str
    limits: Mapping[str, float]
    tables: Any
    role: Role | None = None

    def has(self, need: str) -> bool:
        """Whether what a rule's `needs` names is there."""
        if need in self.reading.cues:
            return True
        return bool(self.reading.pay if need == PAY else need == PLACE and self.places)


class Example(NamedTuple):
    """A posting, or a piece of one, that a rule must or must not object to; `role` is a role file's text."""

    text: str
    title: str | None = None
    places: tuple[str, ...] = ()
    date: str = "2026-11-23"
    role: str = ""


class Rule(NamedTuple):
    """One check. `bad` examples must fire, `good` ones must not: they are its tests and its reference page.

    `code` is never reused; `name` reads after "allow"; `severity` is credit, note, warning or error; `evidence` one of
    `terms.GRADES`; `points` what one hit adds to the score (negative; positive for a credit); `most` the limit of
    points over a posting; `since` the version that brought it; without a cue of one of the groups `needs` (or
    `has/pay`, `has/place`) it has nothing to say, and isn't asked.
    """

    code: str
    name: str
    topic: str
    severity: str
    since: str
    evidence: str
    sources: tuple[str, ...]
    why: str
    advice: str
    bad: tuple[Example | str, ...]
    good: tuple[Example | str, ...]
    check: Callable[[Case], Iterable[Hit]]
    points: int = -2
    most: int = -8
    on: bool = True
    redirects: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
