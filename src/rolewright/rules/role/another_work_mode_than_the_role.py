"""Remote, hybrid or on site, other than the role says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules.role._samples import example
from rolewright.rules.spots import top

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    if case.role is None or not case.role.place.mode:
        return
    here, wanted = case.reading.work_mode, case.role.place.mode.replace("on-site", "onsite")
    if here not in ("unknown", wanted):
        cue = case.reading.cues.get(here, ())
        where = (cue[0].start, cue[0].end) if cue else top(case)
        yield Hit(*where, f"{here} here; the role is {case.role.place.mode}")


RULE = Rule(
    code="RW960",
    name="another-work-mode-than-the-role",
    topic="role",
    severity="warning",
    since="0.2",
    evidence="field practice",
    sources=("the role file: where the work is done",),
    why="It is the first filter that candidates set, and the first thing that they hold you to.",
    advice="Say what the role says, or change the role.",
    bad=(example("hybrid, two days a week in the office", "fully remote"),),
    good=(example(), example("hybrid, two days a week in the office", "12 Main Street")),
    check=_check,
    points=-4,
    most=-4,
)
