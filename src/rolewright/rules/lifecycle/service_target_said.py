"""Credit: a target that the system has to hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.rule import Case, Rule
from rolewright.rules._samples import serving
from rolewright.rules._shared import first_said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rolewright.model.finding import Hit


def _check(case: Case) -> Iterable[Hit]:
    return first_said(case, "service_target", "names a target that can be measured")


RULE = Rule(
    code="RC506",
    name="service-target-said",
    topic="lifecycle",
    severity="credit",
    since="0.1",
    evidence="field practice",
    sources=(
        "domain.md 1C item 45: service-level targets",
        "domain.md 1B item 19",
    ),
    why="A number tells engineers how hard the problem is, and gives a release its bar.",
    advice="Add the number if it isn't there, and who watches it.",
    bad=(serving("Keep p99 latency under 50 ms."), serving("Define SLOs and error budgets for the ranking service.")),
    good=(serving("Keep the service fast."), serving("Low latency systems.")),
    check=_check,
    needs=("service_target",),
    points=3,
    most=3,
)
