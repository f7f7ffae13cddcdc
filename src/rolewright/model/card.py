"""A filled scorecard, and what a debrief makes of several."""

from __future__ import annotations

from rolewright.model.record import NamedTuple

VERSION = 1
"""Of the card file."""
VERDICTS = ("strong_yes", "yes", "no", "definitely_not", "no_decision")
NOT_SEEN = 0
"""The rating of an attribute that was not seen."""


class Line(NamedTuple):
    """An attribute of a card. `rating` is 1 to 5, `NOT_SEEN`, or None while open; `stamp` says what its words were when
    it was rated; `gone` that the role no longer has it.
    """

    id: str
    name: str
    check: str
    stamp: str
    strong: str = ""
    adequate: str = ""
    weak: str = ""
    evidence: str = ""
    rating: int | None = None
    gone: bool = False


class Card(NamedTuple):
    """One interviewer's card on one candidate. `seal` is the digest of what was filled in, with `salt`; "" while open."""

    version: int
    role: str
    title: str
    interview: str
    candidate: str
    interviewer: str
    lines: tuple[Line, ...]
    verdict: str = ""
    because: str = ""
    salt: str = ""
    seal: str = ""


class Change(NamedTuple):
    """What became of an attribute since a card was made: `new`, `gone`, `reworded` or `moved` (`to` another interview)."""

    id: str
    name: str
    kind: str
    to: str = ""


class Coefficient(NamedTuple):
    """Agreement: Krippendorff's alpha and Gwet's AC2, None where they aren't defined (`why` says so); `low` and `high`
    are alpha's extremes when each unit in turn is left out.
    """

    alpha: float | None
    ac2: float | None
    units: int
    pairs: int
    low: float | None = None
    high: float | None = None
    why: str = ""


class Spread(NamedTuple):
    """The ratings of one attribute for one candidate: (interviewer, rating), least and most."""

    candidate: str
    attribute: str
    name: str
    ratings: tuple[tuple[str, int], ...]
    least: int
    most: int


class Row(NamedTuple):
    """A line of the decision table: an attribute's mean with the ratings it came from; None without any."""

    check: str
    attribute: str
    name: str
    ratings: tuple[tuple[str, int], ...]
    mean: float | None


class Decision(NamedTuple):
    """A candidate's table. `means` by check, `number` their weighted sum (None if a check has no rating), `sum` its
    arithmetic in words; `verdicts` by interviewer; `missing` what nobody rated.
    """

    candidate: str
    rows: tuple[Row, ...]
    means: tuple[tuple[str, float | None], ...]
    number: float | None
    sum: str
    verdicts: tuple[tuple[str, str, str], ...]
    missing: tuple[str, ...]


class Debrief(NamedTuple):
    """All of it. `agreement` maps an attribute's name, or `all attributes`, to its coefficient."""

    title: str
    cards: int
    candidates: tuple[str, ...]
    interviewers: tuple[str, ...]
    agreement: tuple[tuple[str, Coefficient], ...]
    spreads: tuple[Spread, ...]
    missing: tuple[str, ...]
    warnings: tuple[str, ...]
    decisions: tuple[Decision, ...]
    questions: tuple[str, ...]
    changes: tuple[str, ...]
    problems: tuple[str, ...]
