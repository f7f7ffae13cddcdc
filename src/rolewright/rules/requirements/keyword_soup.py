"""More named tools than anyone uses in one job."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._samples import asking
from rolewright.rules._views import TOOLS, tools

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    skills = case.reading.skills
    least = case.limits["requirements.tools_note"]
    if len(skills) <= least:
        return
    count = len(tools(case))
    if count <= least:
        return
    first = {s.id: s for s in reversed(skills) if s.kind in TOOLS}
    beyond = sorted(first.values(), key=lambda s: s.start)[int(least)]
    soup = count > case.limits["requirements.tools_warning"]
    said = f"{count} different tools are named; nine in ten postings name {least:g} or fewer"
    yield Hit(beyond.start, beyond.end, said, severity="warning" if soup else "note", points=-4 if soup else -2)


_TOOLS = (
    "Python, Java, Scala and Go.", "PyTorch, TensorFlow, Keras and scikit-learn.", "Spark, Kafka, Airflow and Flink.",
    "Docker, Kubernetes, Terraform and Jenkins.", "Snowflake, MongoDB, Redis and PostgreSQL.",
    "MLflow, Kubeflow, LangChain and Pinecone.", "Grafana, Prometheus, Datadog and Splunk.",
)  # fmt: skip


RULE = Rule(
    code="RW403",
    name="keyword-soup",
    topic="requirements",
    severity="warning",
    since="0.1",
    evidence="house style",
    sources=("own count, 1,764 postings: named tools p50 7, p90 14", "domain.md 1F item 78 and 6: over 25 is soup"),
    why=(
        "A long row of names says that nobody has decided what the job is. No study measures what it costs; the numbers "
        "are percentiles of real postings. A search needs a name once, and repetition wins nothing."
    ),
    advice="Name what runs in production today, in the sentence that says what it is used for.",
    bad=(asking(*_TOOLS), asking(*_TOOLS[:4])),
    good=(
        asking(*_TOOLS[:2]),
        asking("Python, in Python services, with Python tests.", "Python, SQL and Python again; SQL, SQL, SQL.",
                 "Docker with Python.", "SQL and Python.", "Python.", "Docker, Python and SQL.", "SQL with Docker and Python."),
    ),
    check=_check,
    points=-2,
    most=-4,
)  # fmt: skip
