"""A junior or intern posting in which nobody guides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._shared import also_senior, associate, spot
from rolewright.rules._views import of_kind

if TYPE_CHECKING:
    from collections.abc import Iterable


_STARTS = frozenset({"junior", "intern"})


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    title = reading.title
    if title is None or title.level not in _STARTS or "guided" in reading.cues or also_senior(case) or associate(case):
        return
    if title.family == "other" or "/II" in title.text:
        return
    duties = of_kind(case, "duty")
    if len(duties) < case.limits["lifecycle.stage_musts"] or reading.words < case.limits["level.whole_words"]:
        return
    start, end = title.span or spot(case)
    yield Hit(start, end, f"{title.level} work, and nothing says who guides, reviews or teaches")


_JUNIOR = """Junior Machine Learning Engineer

Responsibilities
- Implement features of the ranking service of our search, in Python, from a written specification.
- Add evaluation cases to the test set and report where the model fails, by segment and by language.
- Fix bugs in the feature pipeline, write a test for each of them, and keep the dashboards of model quality up to date.
- Prepare small experiments, write down what was tried, and show the results to the team each fortnight.
{last}
Requirements
- Python, from courses or projects of your own, and an interest in how search results come about.
- You have written SQL queries against a real database and can say what an index does.
- You write clear English, and you ask when something in a task is unclear.
"""


RULE = Rule(
    code="RW207",
    name="junior-without-support",
    topic="level",
    severity="note",
    since="0.1",
    evidence="field practice",
    sources=("domain.md 1E items 63 and 77: bounded scope, existing code, senior support",),
    why=(
        "Beginners choose by who they will learn from, and without a reviewer their work goes wrong unseen. A junior "
        "posting that names nobody reads as a cheap senior."
    ),
    advice="Say who reviews the work and how help is given: a mentor, pairing on releases, no solo on-call.",
    bad=(
        _JUNIOR.format(last=""),
        _JUNIOR.format(last="- Keep the wiki pages in order.\n").replace(
            "Junior Machine Learning Engineer", "Machine Learning Engineer Intern"
        ),
    ),
    good=(
        _JUNIOR.format(last="- Pair with a senior engineer who reviews your releases; you have a mentor.\n"),
        _JUNIOR.format(last="").replace("Junior ", "Senior "),
    ),
    check=_check,
    points=-2,
    most=-2,
)
