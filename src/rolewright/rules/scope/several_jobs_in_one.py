"""The duties add up to three or more full-time jobs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._shared import family, listed
from rolewright.rules._views import of_kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rolewright.model.reading import Statement

_LEADERS = frozenset({"senior", "lead", "manager"})
_LEADING = "leading people"
_JOBS = {
    "research": "research", "model": "model work", "llm": "model work", "data": "data pipelines",
    "analytics": "analysis and reporting", "software": "software", "deploy": "release and operation",
    "operate": "release and operation", "platform": "infrastructure", "product": "product", "lead": "leading people",
}  # fmt: skip
"""Strand → the job that it is a full share of."""


def _check(case: Case) -> Iterable[Hit]:
    if family(case.reading) == "other":
        return
    least = case.limits["lifecycle.stage_duties"]
    duties = of_kind(case, "duty")
    if len(duties) < least * case.limits["scope.jobs"]:
        return
    leads = case.reading.level.id in _LEADERS
    jobs: dict[str, list[Statement]] = {}
    count = 0
    sure = case.limits["scope.sure"]
    for duty in duties:
        if duty.strands and duty.sure >= sure and not _learns(case, duty):
            count += 1
            job = _JOBS.get(duty.strands[0])
            if job is not None and not (leads and job == _LEADING):
                jobs.setdefault(job, []).append(duty)
    full = {job: some for job, some in jobs.items() if len(some) >= least}
    if len(full) < case.limits["scope.jobs"]:
        return
    if len(full) == case.limits["scope.jobs"] and sum(map(len, full.values())) < case.limits["scope.jobs_duties"]:
        return
    even = all(len(some) >= case.limits["scope.job_share"] * count for some in full.values())
    if not even and len(full) <= case.limits["scope.jobs"]:
        return
    parts = [f"{job} ({len(some)})" for job, some in sorted(full.items(), key=lambda item: -len(item[1]))]
    last = max((some[0] for some in full.values()), key=lambda duty: duty.start)
    said = f"two duties or more of each of {len(full)} kinds of work: {listed(parts, 6)}"
    yield Hit(last.start, last.end, said, severity="warning" if even else "note", points=-6 if even else -3)


def _learns(case: Case, duty: Statement) -> bool:
    """Whether the duty is to learn or keep up (`Stay current with research`): no share of a job."""
    said = case.reading.text[duty.start : duty.end].lower().lstrip("-*•· ")
    return said.startswith(tuple(case.tables.tables["checks"]["learning"]["words"]))


_FIVE = """AI Engineer

Responsibilities
- Publish novel research papers at NeurIPS and ICML.
- Conduct original research on new algorithms and publish the results.
- Train, tune and evaluate deep learning models with PyTorch.
- Train machine learning models and tune their hyperparameters.
- Build ETL pipelines and data ingestion with Spark and Airflow.
- Maintain the data warehouse and its data pipelines.
- Define the product roadmap with stakeholders and customers.
- Gather requirements from customers and prioritise the product backlog.
- Administer Kubernetes clusters and cloud infrastructure with Terraform.
- Manage AWS infrastructure, networking and Kubernetes.
"""
_ONE = """Machine Learning Engineer

Responsibilities
- Train and evaluate ranking models for the search product.
- Compare models with a baseline on held-out data.
- Serve the models behind an API and release them with a canary.
- Monitor drift and latency in production.
- Retrain the models when the monitored metric falls.
- Tune features together with the data engineers.
"""

_NEWCOMER = """AI Engineer

In your first year
- Stay current with research, and publish what you find at NeurIPS and ICML.
- Learn original research on new algorithms and publish the results.
- Train, tune and evaluate deep learning models with PyTorch.
- Train machine learning models and tune their hyperparameters.
- Build ETL pipelines and data ingestion with Spark and Airflow.
- Maintain the data warehouse and its data pipelines.
- Define the product roadmap with stakeholders and customers.
- Gather requirements from customers and prioritise the product backlog.
- Administer Kubernetes clusters and cloud infrastructure with Terraform.
- Manage AWS infrastructure, networking and Kubernetes.
"""
_FOUR_THIN = """AI Engineer

Responsibilities
- Train, tune and evaluate deep learning models with PyTorch.
- Train machine learning models and tune their hyperparameters.
- Build ETL pipelines and data ingestion with Spark and Airflow.
- Maintain the data warehouse and its data pipelines.
- Define the product roadmap with stakeholders and customers.
- Gather requirements from customers and prioritise the product backlog.
- Administer Kubernetes clusters and cloud infrastructure with Terraform.
- Manage AWS infrastructure, networking and Kubernetes.
"""

RULE = Rule(
    code="RW102",
    name="several-jobs-in-one",
    topic="scope",
    severity="warning",
    since="0.1",
    evidence="field practice",
    sources=(
        "field guide, 1,764 postings: 45 % of ML-titled ads signal four or more role families",
        "domain.md 5, four-hat rule",
    ),
    why=(
        "Nobody has each of these jobs at full depth, so the list turns away those who do one of them well, every "
        "interviewer tests another job, and the one who is hired does a third of it. All of ten such postings were labelled as two jobs or more by hand."
    ),
    advice="Choose the bottleneck that you have today, keep its duties, and name who does the rest.",
    bad=(_FIVE,),
    good=(
        _ONE,
        _NEWCOMER,
        _FOUR_THIN,
        "Data Analyst\n\nResponsibilities\n- Build dashboards in Tableau.\n- Write SQL queries for the finance team.\n",
    ),
    check=_check,
    points=-6,
    most=-6,
)
