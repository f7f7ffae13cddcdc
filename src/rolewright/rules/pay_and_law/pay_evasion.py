"""Words in the place of a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    if case.reading.pay or "pay_evasion" not in case.reading.cues:
        return
    cue = case.reading.cues["pay_evasion"][0]
    yield Hit(cue.start, cue.end, f"“{case.reading.text[cue.start : cue.end]}”, and no figure anywhere")


RULE = Rule(
    code="RW704",
    name="pay-evasion",
    topic="pay and law",
    severity="warning",
    since="0.1",
    evidence="field practice",
    sources=(
        "Adzuna survey of 2,000 job seekers",
        "ResumeBuilder survey of 1,200",
        "ZipRecruiter economist in Barron's",
    ),
    why="In a survey of 2,000 job seekers 32 % thought that such a firm hides something, and 54 % had declined an offer on learning the pay. These are surveys and vendor figures, not experiments.",
    advice="Put the range in the place of the adjective.",
    bad=(
        """ML Engineer

Benefits
- Competitive salary and a pension.

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
        """ML Engineer

Salary commensurate with experience.

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
    ),
    good=(
        """ML Engineer

Competitive salary: $150,000 to $180,000 a year.

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
        """ML Engineer

About us
We sell software in a competitive market.

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
    ),
    check=_check,
    points=-3,
    most=-3,
    needs=("pay_evasion",),
)
