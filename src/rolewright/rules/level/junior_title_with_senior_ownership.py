"""A junior title over duties that need a senior: architecture, incidents, direction, other people's work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._shared import also_senior, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    title = case.reading.title
    if title is None or title.level not in {"junior", "intern"}:
        return
    cues = case.reading.cues.get("senior_ownership", ())
    if not cues or also_senior(case):
        return
    for index in dict.fromkeys(cue.statement for cue in cues):
        cue = next(c for c in cues if c.statement == index)
        said = quoted(case, cue.start, cue.end)
        yield Hit(cue.start, cue.end, f"{said} is a senior's work under the title “{title.text}”")


_JUNIOR = """Junior Machine Learning Engineer

Responsibilities
- {line}
- Add evaluation cases to our test set for the search ranking.
- Fix bugs in the feature pipeline.

Requirements
- Python.
"""

RULE = Rule(
    code="RW201",
    name="junior-title-with-senior-ownership",
    topic="level",
    severity="warning",
    since="0.1",
    evidence="field practice",
    sources=("domain.md 1E items 62, 63, 76 and 77", "domain.md 5, seniority ladder"),
    why=(
        "Juniors work on defined problems in an existing code base, with a senior near. Junior pay for a senior's duties "
        "shows up as failed interviews and declined offers, or as an outage that nobody could handle."
    ),
    advice="Call the role mid or senior (and pay it so), or narrow the duty to work that is done under guidance.",
    bad=(
        _JUNIOR.format(line="Define the architecture of our ML platform."),
        _JUNIOR.format(line="Mentor junior engineers and lead incident response."),
    ),
    good=(
        _JUNIOR.format(line="Support senior engineers who define the architecture of our platform."),
        _JUNIOR.format(line="Implement well-specified tasks and pair on releases."),
        "Senior Machine Learning Engineer\n\nResponsibilities\n- Define the architecture of our ML platform.\n- Mentor junior engineers.\n",
    ),
    check=_check,
    points=-4,
    most=-8,
    needs=("senior_ownership",),
)
