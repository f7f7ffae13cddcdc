"""Credit: the duties go from the data to what happens after launch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model import terms
from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._shared import SHIPS, family
from rolewright.rules._views import of_kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rolewright.model.reading import Statement


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    if len(reading.lifecycle) < len(terms.LIFECYCLE):
        return
    if family(reading) not in SHIPS and (reading.title is None or reading.title.family not in SHIPS):
        return
    duties = of_kind(case, "duty")
    first: dict[str, Statement] = {}
    for duty in duties:
        for name in duty.strands[:1]:
            first.setdefault(name, duty)
    if (
        "data" in first
        and "operate" in first
        and ("model" in first or "llm" in first)
        and any("deploy" in d.strands for d in duties)
    ):
        last = first["operate"]
        yield Hit(last.start, last.end, "the duties cover data, model, release and what comes after it")


_DUTIES = (
    "Machine Learning Engineer\n\nResponsibilities\n- Build data pipelines and validate training data.\n"
    "- Train and evaluate ranking models for our search.\n- Deploy and serve models behind an API.\n{last}"
)

RULE = Rule(
    code="RC501",
    name="whole-lifecycle-owned",
    topic="lifecycle",
    severity="credit",
    since="0.1",
    evidence="field practice",
    sources=("domain.md 1C items 32 to 46", "own count, 1,764 postings: 20 % name all five stages"),
    why="Strong engineers look for work whose results they will see in production; only one posting in five names every stage.",
    advice="Check that one person can do it all at your volume; if not, say who shares it.",
    bad=(
        _DUTIES.format(last="- Monitor drift and latency in production, retrain and handle incidents.\n"),
        _DUTIES.format(
            last="- Monitor models in production and take part in on-call.\n- Retrain models when drift is detected.\n"
        ),
    ),
    good=(
        _DUTIES.format(last=""),
        "Data Analyst\n\nResponsibilities\n- Build dashboards.\n- Write SQL.\n",
    ),
    check=_check,
    points=4,
    most=4,
)
