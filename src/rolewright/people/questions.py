"""What would settle a gap: the kit's question for the row, one of the bank for its topics, a row of the take-home."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from rolewright.interview.bank import bank
from rolewright.interview.elements import skill_topics
from rolewright.knowledge.shelf import shelf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.model.kit import Kit, Question
    from rolewright.model.match import Row
    from rolewright.model.role import Role


def ask(made: Kit, row: Row, role: Role) -> str:
    """The question for a row's gap, with the interview that it stands in; "" if nothing in kit or bank fits."""
    topics = row.topics or tuple(topic for skill in row.skills for topic in skill_topics(skill))
    question, where = _of_kit(made, row, topics)
    if question is None:
        question, where = _of_bank(made, topics), "in reserve"
    if question is None:
        question, where = _covering(made, _elements().get(row.id, row.id))
    said = f"{question.ask} ({where})" if question else ""
    if role.process.take_home:
        said = " ".join(part for part in (said, _takehome(topics)) if part)
    return said


def _of_kit(made: Kit, row: Row, topics: Sequence[str]) -> tuple[Question | None, str]:
    """The planned question that covers the row, or for what isn't an element of the kit one that is mainly about it."""
    if row.kind in {"must-have", "stage"}:
        return _covering(made, row.id)
    for interview in made.interviews:
        for one in interview.chosen:
            if one.question.topics[:1] and one.question.topics[0] in topics:
                return one.question, interview.name
    return None, ""


def _covering(made: Kit, element: str) -> tuple[Question | None, str]:
    """The first planned question that covers an element of the kit."""
    names = {interview.id: interview.name for interview in made.interviews}
    questions = {one.question.id: one.question for interview in made.interviews for one in interview.chosen}
    for interview, name in made.covered.get(element, ()):
        if name in questions:
            return questions[name], names[interview]
    return None, ""


def _of_bank(made: Kit, topics: Sequence[str]) -> Question | None:
    """The first question of the bank that is mainly about one of the topics, at the role's level and family."""
    for question in bank().questions.values():
        fits = made.level in question.levels and made.family in question.families and question.form == "depth"
        if fits and question.topics[0] in topics and "{" not in question.ask:
            return question
    return None


def _takehome(topics: Sequence[str]) -> str:
    known, rubric = shelf("matching/gaps")["rows"], shelf("takehome/rubric")["rows"]
    titles = dict.fromkeys(rubric[known[topic]]["title"] for topic in topics if topic in known)
    return f"The take-home shows it, too: {', '.join(f'“{title}”' for title in titles)}." if titles else ""


@cache
def _elements() -> dict[str, str]:
    """Row id of what a level asks → the kit's element that settles it."""
    return {entry["id"]: entry["ask"] for entry in shelf("matching/levels")["expectation"]}
