"""No work, or no requirements, in the whole posting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._views import columns, of_kind
from rolewright.rules.spots import top

if TYPE_CHECKING:
    from collections.abc import Iterable


_NEEDS = frozenset({"word/years", "word/degree", "hard_must", "soft_nice"})
"""Words of needs: with one of them the needs are somewhere, whatever the statement was taken for."""


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    if reading.words < case.limits["format.section_words"] or reading.language != "en":
        return
    if len(case.posting.lines) < case.limits["format.lines_least"]:
        return
    work, needs = _told(columns(case).kinds)
    if not (work and needs):
        work, needs = _told([kind for s in reading.statements for kind in s.kinds])
    needs = needs or not _NEEDS.isdisjoint(reading.cues)
    if work and needs:
        return
    headed = _headed(case)
    missing = [] if work or "duty" in headed else ["what the person will do"]
    if not needs and "must" not in headed:
        missing.append("what the person needs to have")
    if missing:
        start, end = top(case)
        yield Hit(start, end, f"nothing says {' or '.join(missing)}")


def _told(kinds: list[str]) -> tuple[bool, bool]:
    """Whether anything says what the work is, and what it asks for."""
    return "duty" in kinds or "role" in kinds, "must" in kinds or "nice" in kinds


def _headed(case: Case) -> set[str]:
    """The kinds that plain headings announce, whatever stands under them."""
    from rolewright.knowledge.normal import key

    plain = case.tables.tables["headings"]["plain"]
    said = {key(case.reading.text[s.start : s.end]) for s in of_kind(case, "heading")}
    return {kind for kind, phrases in plain.items() if not said.isdisjoint(phrases)}


RULE = Rule(
    code="RW804",
    name="missing-section",
    topic="format",
    severity="warning",
    since="0.1",
    evidence="field practice",
    sources=(
        "Google JobPosting guideline: a complete description has duties and qualifications",
        "LinkedIn: qualifications and job details are what 49 % find most useful",
    ),
    why="Half of the readers in LinkedIn's study named the duties and the qualifications as most useful, and Google asks for both. Without the work nobody can tell whether they can do it; without the needs everyone applies.",
    advice="Add the part: five to eight duties that begin with a verb, or five to eight things needed on the first day.",
    bad=(
        "ML Engineer\n\nRequirements\n"
        + "- Python and SQL at a working level, with tests.\n- Two years of experience with PyTorch.\n" * 18,
        "ML Engineer\n\nResponsibilities\n"
        + "- Build and run the ranking service that shows each shop its best offers every day.\n" * 20,
    ),
    good=(
        "ML Engineer\n\nResponsibilities\n"
        + "- Build and run the ranking service that shows each shop its best offers every day.\n" * 8
        + "\nRequirements\n- Python and SQL.\n- Two years of experience.\n",
        "ML Engineer\n\nRequirements\n- Python.\n",
    ),
    check=_check,
    points=-4,
    most=-4,
)
