"""What scoping says of a role: the bottleneck, whom to hire, at which level, how, and what is still open."""

from __future__ import annotations

from typing import Any

from rolewright.model.record import NamedTuple


class Reason(NamedTuple):
    """Why a row of the decision table holds: its id, its words with the facts put in, its source."""

    id: str
    text: str
    source: str
    points: int = 0


class Bottleneck(NamedTuple):
    """A bottleneck with its signs; `points` is their sum."""

    id: str
    points: int
    reasons: tuple[Reason, ...]


class Hire(NamedTuple):
    """A family: what it would solve, what it would leave, and how a wrong hire shows."""

    family: str
    title: str
    solves: str
    leaves: str
    risk: str


class Sourcing(NamedTuple):
    """Hire, contract, agency, managed API or wait; `means` says it in words, `channel` where to look."""

    choice: str
    means: str
    reason: Reason
    channel: str


class Level(NamedTuple):
    """The level that the scope asks for; the first reason decided."""

    id: str
    reasons: tuple[Reason, ...]


class Owner(NamedTuple):
    """Who owns a stage; `finding` is what is wrong with that, or ""."""

    stage: str
    owner: str
    who: str
    boundary: str
    finding: str


class Answer(NamedTuple):
    """One of the five questions: `state` is clear, no-number, vague or open; `note` says what is missing."""

    id: str
    asks: str
    state: str
    note: str


class Judged(NamedTuple):
    """A must-have: `verdict` is essential, optional, unproved (it names no duty) or stated (no table speaks of it).

    `market` says how many postings of the role's family require it, with n and dates; "" where they weren't counted.
    """

    path: str
    what: str
    duty: str
    verdict: str
    because: str
    source: str
    market: str = ""


class Question(NamedTuple):
    """Answers that contradict each other, as a question; `fields` are the paths that the answer would change, `cost` what
    it costs to leave it; `stage` whether it is about the fit to the company's stage.
    """

    id: str
    asks: str
    because: str
    fields: tuple[str, ...]
    source: str
    cost: str = ""
    stage: bool = False


class Headline(NamedTuple):
    """One of the two tests of a strong role: real ownership, and the company's stage; `note` says why or why not."""

    id: str
    holds: bool
    note: str


class Diagnosis(NamedTuple):
    """The whole. `bottlenecks` are ranked, the first decided; `stage` is the stage's row of the table, as it stands."""

    bottlenecks: tuple[Bottleneck, ...]
    means: str
    first: Hire
    first_reason: Reason
    runner_up: Hire
    level: Level
    sourcing: Sourcing
    second_thought: Sourcing | None
    ownership: tuple[Owner, ...]
    answers: tuple[Answer, ...]
    must_haves: tuple[Judged, ...]
    questions: tuple[Question, ...]
    stage: tuple[tuple[str, str], ...]
    headlines: tuple[Headline, ...]

    @property
    def ready(self) -> bool:
        """Whether the five questions have answers and nothing says to wait."""
        return self.sourcing.choice != "wait"

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        out = {name: _plain(value) for name, value in self._asdict().items()}
        out["stage"] = dict(self.stage)
        return {"ready": self.ready, **out}


def _plain(value: Any) -> Any:
    if hasattr(value, "_asdict"):
        return {name: _plain(one) for name, one in value._asdict().items()}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value
