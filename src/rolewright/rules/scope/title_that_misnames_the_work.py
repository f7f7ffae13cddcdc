"""The title promises one family of work, the duties and requirements describe another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Example, Rule
from rolewright.rules._shared import plain
from rolewright.rules._views import of_kind

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    title = case.reading.title
    if title is None or not any(flag.id == "title_mismatch" for flag in case.reading.flags):
        return
    if title.level == "manager":
        return  # names the team, whose work the posting then tells
    if len(of_kind(case, "duty")) + len(of_kind(case, "must")) < case.limits["scope.enough_work"]:
        return
    body = case.reading.families[0]
    fair = case.tables.tables["checks"]["fair_titles"].get(title.family, ())
    if body.id == "other" or body.id in fair or _also_named(case, title.text, body.id):
        return
    share = next((f.score for f in case.reading.families if f.id == title.family), 0.0)
    start, end = title.span or body.evidence[0]
    said = f"the title promises a {plain(title.family)}, the work reads as a {plain(body.id)}"
    yield Hit(
        start,
        end,
        f"{said} ({body.score:.0%} against {share:.0%})".replace(" a AI", " an AI").replace(" a ML", " an ML"),
    )


def _also_named(case: Case, title: str, family: str) -> bool:
    """Whether a word of the title stands for the work's own family: `AI Software Engineer` over back-end work."""
    words = case.tables.tables["checks"]["title_words"].get(family, ())
    plain_title = f" {' '.join(title.lower().translate(_MARKS).split())} "
    return any(f" {word} " in plain_title for word in words)


_MARKS = str.maketrans(dict.fromkeys("/-–,()&|:+", " "))

_DASHBOARDS = """{title}

Responsibilities
- Build dashboards in Tableau and Power BI for the sales leadership.
- Answer ad hoc questions from stakeholders with SQL queries.
- Prepare weekly KPI reports and explain trends to the business.
- Define metrics with the finance team and document them.

Requirements
- SQL and Excel.
- Experience with Tableau or Power BI.
- Clear communication of insights to business users.
"""
_SERVING = """{title}

Responsibilities
- Train and tune ranking models for the search product.
- Package models and serve them behind an API.
- Monitor drift and latency in production and retrain models.
- Build feature pipelines together with data engineering.

Requirements
- Python, PyTorch and SQL.
- You have run machine learning models in production.
"""
_PIPELINES = """{title}

Responsibilities
- Build and maintain ETL data pipelines with Spark and Airflow.
- Design the data warehouse and its tables in Snowflake.
- Run data ingestion from forty sources with Kafka.
- Build the data lake and data platform on AWS.
- Own data quality checks, schemas and lineage.

Requirements
- SQL and Python for data engineering.
- Experience with data warehouses, ETL and data modelling.
- Experience with Snowflake, Kafka, Spark, dbt and Airflow pipelines.
"""

RULE = Rule(
    code="RW101",
    name="title-that-misnames-the-work",
    topic="scope",
    severity="warning",
    since="0.1",
    evidence="single study",
    sources=(
        "Indeed Engineering 2018 (one-word title change in near-identical ads)",
        "skillenai 2026: skill overlap of role families",
    ),
    why=(
        "People search and decide by title. In one pair of near-identical ads a single changed word brought more and "
        "better qualified applicants. The skills of a data scientist and an ML engineer overlap by about a quarter "
        "(Jaccard .28), so a wrong name brings the wrong people in, and those hired find another job than the advertised one."
    ),
    advice="Name the job that the duties describe, or rewrite the duties so that they are the job in the title.",
    bad=(
        Example(_DASHBOARDS.format(title="Machine Learning Engineer"), title="Machine Learning Engineer"),
        Example(_PIPELINES.format(title="Data Scientist"), title="Data Scientist"),
    ),
    good=(
        Example(_SERVING.format(title="Machine Learning Engineer"), title="Machine Learning Engineer"),
        Example(_DASHBOARDS.format(title="Data Analyst"), title="Data Analyst"),
        Example(_SERVING.format(title="AI Engineer"), title="AI Engineer"),
        Example(_PIPELINES.format(title="Data Platform ML Engineer"), title="Data Platform ML Engineer"),
        Example(_PIPELINES.format(title="Data Science Manager"), title="Data Science Manager"),
        Example(_SERVING.format(title="Data Scientist"), title="Data Scientist"),
    ),
    check=_check,
    points=-6,
    most=-6,
)
