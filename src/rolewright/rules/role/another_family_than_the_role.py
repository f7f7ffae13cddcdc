"""A title, or work under a title that names no family, of another family than the role's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._shared import plain
from rolewright.rules.role._samples import example
from rolewright.rules.role._titles import own_title
from rolewright.rules.spots import top

if TYPE_CHECKING:
    from collections.abc import Iterable

_LIKELY = 2
"""The role's family must be among so many of the likeliest."""


def _check(case: Case) -> Iterable[Hit]:
    if case.role is None or not case.role.family:
        return
    reading, wanted = case.reading, case.role.family
    title = reading.title
    if title is not None and title.family not in ("", "other"):
        if title.family != wanted:
            message = f"the title promises {plain(title.family)}; the role is {plain(wanted)}"
            yield Hit(*top(case), message, fix=own_title(case))
        return
    found = [family.id for family in reading.families[:_LIKELY]]
    if found and wanted not in found and found[0] != "other":
        evidence = reading.families[0].evidence
        where = evidence[0] if evidence else top(case)
        yield Hit(*where, f"the work reads as {plain(found[0])}; the role is {plain(wanted)}")


RULE = Rule(
    code="RW958",
    name="another-family-than-the-role",
    topic="role",
    severity="warning",
    since="0.2",
    evidence="field practice",
    sources=("the role file: the family that the work belongs to",),
    why="The title decides who searches and who stops reading; another family brings other people.",
    advice="Use the role's title, or write the duties of the role.",
    bad=(
        example("Machine Learning Engineer\n", "Data Analyst\n"),
        example(role=('family = "ml-engineer"', 'family = "data-analyst"')),
    ),
    good=(example(), example("Machine Learning Engineer\n", "ML Engineer\n")),
    check=_check,
    points=-4,
    most=-4,
)
