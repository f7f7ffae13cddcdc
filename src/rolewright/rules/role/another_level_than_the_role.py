"""A title or a text of another level than the role's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules.role._samples import example
from rolewright.rules.role._titles import own_title
from rolewright.rules.spots import top

if TYPE_CHECKING:
    from collections.abc import Iterable

_SURE = 0.6
_UNSAID = ("", "unknown")


def _check(case: Case) -> Iterable[Hit]:
    if case.role is None or case.role.level in _UNSAID:
        return
    reading, wanted = case.reading, case.role.level
    title = reading.title
    if title is not None and title.level not in _UNSAID:
        if title.level != wanted:
            message = f"the title says {title.level}; the role is {wanted}"
            yield Hit(*top(case), message, fix=own_title(case))
    elif reading.level.id not in (*_UNSAID, wanted) and reading.level.score >= _SURE:
        where = reading.level.evidence[0] if reading.level.evidence else top(case)
        yield Hit(*where, f"the text reads as {reading.level.id}; the role is {wanted}")


RULE = Rule(
    code="RW957",
    name="another-level-than-the-role",
    topic="role",
    severity="warning",
    since="0.2",
    evidence="field practice",
    sources=("the role file: its level follows from its scope",),
    why="Junior pay with senior duties, or the reverse, shows up as failed interviews and declined offers.",
    advice="Use the role's level, or change the role, its scope and its pay.",
    bad=(
        example("Machine Learning Engineer\n", "Senior Machine Learning Engineer\n"),
        example(role=('level = "mid"', 'level = "junior"'), old="Machine Learning Engineer\n",
                new="Staff Machine Learning Engineer\n"),
    ),
    good=(
        example(),
        example("Machine Learning Engineer\n", "Senior Machine Learning Engineer\n", role=('level = "mid"', 'level = "senior"')),
    ),
    check=_check,
    points=-4,
    most=-4,
)  # fmt: skip
