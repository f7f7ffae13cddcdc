"""Evidence that people saw, as entries of a vetted file: sealed scorecards and graded take-homes by row of the matrix."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from rolewright.interview.elements import skill_topics
from rolewright.knowledge.shelf import shelf
from rolewright.model.match import Vetted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rolewright.model.card import Card
    from rolewright.model.grade import Grade
    from rolewright.model.match import Row

_SAYS = 300


def of_cards(cards: Iterable[Card], candidate: str, profile: str, rows: Sequence[Row], date: str) -> list[Vetted]:
    """The ratings of sealed cards on a candidate; open cards and what wasn't seen count for nothing."""
    known = {row.id for row in rows}
    return [
        Vetted(profile, line.id, "scorecard", line.rating, line.evidence[:_SAYS], card.interviewer, date, f"{card.interview}, sealed")
        for card in cards if card.seal and card.candidate == candidate
        for line in card.lines if line.rating and line.id in known
    ]  # fmt: skip


def of_grade(made: Grade, profile: str, rows: Sequence[Row], date: str) -> list[Vetted]:
    """The settled rows of a take-home for the rows of the matrix whose topics they show."""
    shows = shelf("matching/gaps")["rows"]
    found = []
    for row in rows:
        topics = row.topics if row.kind == "must-have" else ()
        topics = topics or tuple(topic for skill in row.skills for topic in skill_topics(skill))
        for name in dict.fromkeys(shows[topic] for topic in topics if topic in shows):
            graded = next((one for one in made.rows if one.row.id == name and one.earned is not None), None)
            if graded is not None and graded.earned is not None:
                says = f"{graded.row.title}: {graded.earned:g} of {graded.row.points} points"
                found.append(
                    Vetted(
                        profile,
                        row.id,
                        "take-home",
                        _rating(graded.earned / graded.row.points),
                        says,
                        "the grader",
                        date,
                        made.assignment,
                    )
                )
    return found


def _rating(share: float) -> int:
    shares = shelf("matching/vetted")["shares"]
    return next((int(rating) for rating, least in shares.items() if share >= least), 1)


def dumps(entries: Iterable[Vetted]) -> str:
    """The entries as a vetted file (TOML)."""
    return "\n".join(
        "[[evidence]]\n" + "".join(f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in one._asdict().items())
        for one in entries
    )  # fmt: skip
