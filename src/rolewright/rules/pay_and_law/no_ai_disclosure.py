"""Nothing on AI in hiring where a law wants it said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Example, Rule
from rolewright.rules.pay_and_law import _laws
from rolewright.rules.spots import top

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    cues = case.reading.cues
    if not case.places or "ai_in_hiring" in cues or "RC708" in cues:
        return
    laws = _laws.binding(case, "ai")
    if laws:
        start, end = laws[0].span or top(case)
        row = laws[0].row
        wanted = "in the ad" if row["when"] == "ad" else "at the latest when it is used"
        said = f"nothing on AI in hiring; {_laws.names(laws[:1])} wants it said {wanted}: {row['says']} ({row['who']})"
        yield Hit(start, end, f"{said}.{_laws.CLOSED}")


RULE = Rule(
    code="RW712",
    name="no-ai-disclosure",
    topic="pay and law",
    severity="note",
    since="0.1",
    evidence="law",
    sources=("Ontario ESA, in force 2026-01-01", "New York City Local Law 144", "Illinois HB 3773"),
    why="Ontario wants public postings to say whether AI screens, assesses or selects applicants; New York City and Illinois want notice. Whether you use AI can't be read from the text, so this is a reminder.",
    advice="If you use AI to screen or assess, say so and how; if you don't, “people read every application” is a sentence worth having.",
    bad=(
        """ML Engineer

Location: Toronto, Ontario

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
        Example(
            """ML Engineer

Salary: $150,000 to $180,000 a year

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
            places=("US-NYC",),
        ),
    ),
    good=(
        """ML Engineer

Location: Toronto, Ontario

How we hire
We do not use AI in hiring: we do not let software decide, and no one uses artificial intelligence to screen applications.

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
        Example(
            """ML Engineer

Location: Toronto, Ontario

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
            date="2025-06-01",
        ),
        """ML Engineer

Location: Austin, Texas

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
    ),
    check=_check,
    points=-1,
    most=-1,
    needs=("has/place",),
)
