"""A modelling job in which nobody touches the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._shared import family
from rolewright.rules._views import work

if TYPE_CHECKING:
    from collections.abc import Iterable

_FAMILIES = frozenset({"ml-engineer", "data-scientist"})
_DATA = frozenset({"data", "analytics"})


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    if family(reading) not in _FAMILIES or "model" not in reading.lifecycle:
        return
    elsewhere = case.tables.tables["checks"]["no_training_here"]
    if reading.title is not None and any(word in reading.title.text.lower() for word in elsewhere["title"]):
        return
    duties = work(case)
    if len(duties) < case.limits["lifecycle.duties"]:
        return
    table = case.tables.tables["checks"]["data_work"]
    if not all(_DATA.isdisjoint(s.strands) for s in duties):
        return
    if any(_of_data(reading.text[s.start : s.end].lower(), table) for s in duties):
        return
    if (
        sum(_of_data(reading.text[s.start : s.end].lower(), {"not": [], "words": elsewhere["duties"]}) for s in duties)
        > 1
    ):
        return
    start, end = reading.lifecycle["model"][0]
    yield Hit(start, end, "models are built here, and no duty collects, checks or prepares their data")


def _of_data(text: str, table: dict[str, list[str]]) -> bool:
    """Whether a duty has to do with data themselves (`data scientists` are people, `data-driven` is a manner)."""
    for other in table["not"]:
        text = text.replace(other, "")
    return any(word in text for word in table["words"])


_POSTING = """Machine Learning Engineer

Responsibilities
- Train ranking models for our search with PyTorch.
- Tune and evaluate models against a baseline.
- Deploy models behind an API.
- Monitor drift and latency in production.
- Review code and write tests.
{duty}
Requirements
- Python.
"""

RULE = Rule(
    code="RW504",
    name="no-data-work",
    topic="lifecycle",
    severity="note",
    since="0.1",
    evidence="field practice",
    sources=("domain.md 1C items 33 to 35", "own count: 64 % of 286 ML-titled postings name data work"),
    why=(
        "A model is as good as what it is fed. A posting that skips the data treats the two as apart; the work is then "
        "done unplanned, or by nobody."
    ),
    advice="Say which data exist, who prepares them, and what this person does of it (checks, labels, features).",
    bad=(_POSTING.format(duty=""), _POSTING.format(duty="- Explain results to product managers.\n")),
    good=(
        _POSTING.format(duty="- Build feature pipelines and data quality checks.\n"),
        _POSTING.format(duty="- Work with data engineering on the training set.\n"),
        _POSTING.format(duty="- Label images and curate the training set.\n"),
        "AI Engineer\n\nResponsibilities\n- Write prompts for the assistant.\n- Evaluate answers.\n- Release it.\n- Monitor cost.\n- Write tests.\n",
    ),
    check=_check,
    points=-2,
    most=-2,
)
