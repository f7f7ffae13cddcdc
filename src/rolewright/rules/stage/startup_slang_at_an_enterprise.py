"""Startup talk ("wear many hats", "hustle") in the posting of a large organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._shared import large, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    cues = case.reading.cues.get("startup_slang")
    if cues is None or not large(case.reading):
        return
    for cue in cues:
        yield Hit(
            cue.start,
            cue.end,
            f"{quoted(case, cue.start, cue.end)}: startup talk at what reads as a large organisation",
        )


_POSTING = """Data Engineer

About us
{about}

Responsibilities
- Build pipelines with Airflow for the claims team.
- Work with compliance and model risk.

Requirements
- {line}
- SQL.
"""
_LARGE_FIRM = "A Fortune 500 company with 40,000 employees, offices worldwide and more than 100 years of history."

RULE = Rule(
    code="RW302",
    name="startup-slang-at-an-enterprise",
    topic="stage",
    severity="note",
    since="0.1",
    evidence="field practice",
    sources=(
        "domain.md 5, company stage: hustle and many hats are risk words at an enterprise",
        "domain.md 1E items 66 to 74",
    ),
    why=(
        "Work in a large organisation is precision, dependencies and governance. Startup talk draws people who will be "
        "unhappy there, and hides what the employer is good at. Off by default: a large firm’s young team may mean it, and "
        "the text rarely tells (6 of 12 reviewed hits were right)."
    ),
    advice="Say how the organisation works: who decides, which teams are involved, how a release is approved.",
    bad=(
        _POSTING.format(about=_LARGE_FIRM, line="Willing to wear many hats."),
        _POSTING.format(about=_LARGE_FIRM, line="A scrappy startup mentality."),
    ),
    good=(
        _POSTING.format(
            about="We are a seed stage startup backed by Y Combinator, a founding team of five.",
            line="Willing to wear many hats.",
        ),
        _POSTING.format(about=_LARGE_FIRM, line="Experience with change management."),
    ),
    check=_check,
    needs=("startup_slang",),
    points=-2,
    most=-4,
    on=False,
)
