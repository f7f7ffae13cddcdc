"""The duties add up to three or more full-time jobs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._shared import listed, spot

if TYPE_CHECKING:
    from collections.abc import Iterable

_EVERYBODYS = frozenset({"soft", "domain", "edu"})


def _check(case: Case) -> Iterable[Hit]:
    jobs = case.reading.jobs
    if jobs < case.limits["scope.jobs"]:
        return
    counts: dict[str, int] = {}
    for statement in case.reading.of_kind("duty"):
        for name in statement.strands[:1]:
            counts[name] = counts.get(name, 0) + 1
    least = case.limits["lifecycle.stage_duties"]
    full = sorted(((n, name) for name, n in counts.items() if n >= least and name not in _EVERYBODYS), reverse=True)
    if len(full) < jobs:
        return
    parts = [f"{name} ({n})" for n, name in full]
    start, end = spot(case)
    yield Hit(start, end, f"the duties add up to {jobs} full-time jobs; duties by kind: {listed(parts, 6)}")


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
        "interviewer tests another job, and the one who is hired does a third of it."
    ),
    advice="Choose the bottleneck that you have today, keep its duties, and name who does the rest.",
    bad=(_FIVE,),
    good=(
        _ONE,
        "Data Analyst\n\nResponsibilities\n- Build dashboards in Tableau.\n- Write SQL queries for the finance team.\n",
    ),
    check=_check,
    points=-6,
    most=-6,
)
