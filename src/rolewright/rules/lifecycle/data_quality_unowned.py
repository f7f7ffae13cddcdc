"""A data engineer's duties, and none is about whether the data are right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._shared import family

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    title = reading.title
    if (
        "data_quality" in reading.cues
        or family(reading) != "data-engineer"
        or title is None
        or title.family != "data-engineer"
        or not any(word in title.text.lower() for word in case.tables.tables["checks"]["pipeline_titles"]["words"])
    ):
        return
    pipes = [s for s in reading.statements if s.kinds[0] == "duty" and s.strands[:1] == ("data",)]
    if len(pipes) >= case.limits["lifecycle.duties"]:
        said = f"{len(pipes)} duties move data, and no line is about whether they are right"
        yield Hit(pipes[0].start, pipes[0].end, said)


_POSTING = """Data Engineer

Responsibilities
- Build and maintain ETL pipelines with Spark and Airflow.
- Design the tables of the data warehouse in Snowflake.
- Load data from forty sources with Kafka.
- Build the data lake on AWS.
- Write data models for reporting in SQL.
- {last}

Requirements
- SQL and Python.
"""


RULE = Rule(
    code="RW512",
    name="data-quality-unowned",
    topic="lifecycle",
    severity="note",
    since="0.1",
    evidence="field practice",
    sources=("domain.md 1C items 34 and 35", "domain.md 5, data engineer: data contracts and lineage"),
    why=(
        "Pipelines that run and deliver wrong numbers are the commonest data incident. If checking isn't in the posting, it "
        "isn't in the interview, and it becomes the analysts' unpaid work."
    ),
    advice="Add one duty: checks, contracts with the sources, who is told when a number is wrong.",
    bad=(_POSTING.format(last="Document the pipelines."), _POSTING.format(last="Build data pipelines for marketing.")),
    good=(
        _POSTING.format(last="Own data quality checks and contracts with the sources."),
        _POSTING.format(last="Test pipelines before each release."),
        _POSTING.format(last="Document the pipelines.").replace("Data Engineer", "Software Engineer"),
        _POSTING.format(last="Document the pipelines.").replace("Data Engineer", "Data Management Analyst"),
    ),
    check=_check,
    points=-1,
    most=-1,
)
