"""More wishes than requirements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._views import must_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rolewright.model.reading import Requirement


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    nice: dict[int, Requirement] = {}
    for r in reading.requirements:
        if r.strength == "nice":
            nice.setdefault(reading.statements[r.statement].line, r)
    if len(nice) < case.limits["requirements.nice_many"]:
        return
    needed = must_lines(case)
    if len(needed) >= case.limits["requirements.year_counts"] and len(nice) > len(needed):
        first = next(iter(nice.values()))
        yield Hit(
            first.start, first.end, f"{len(nice)} things are only preferred, against {len(needed)} that are required"
        )


def _posting(must: int, nice: int) -> str:
    needed = "\n".join(f"- Experience with {name}." for name in _NAMES[:must])
    wished = "\n".join(f"- Experience with {name}." for name in _NAMES[must : must + nice])
    return f"ML Engineer\n\nResponsibilities\n- Build the ranking of our search.\n\nRequirements\n{needed}\n\nNice to have\n{wished}\n"


_NAMES = (
    "Python", "SQL", "PyTorch", "Docker", "Airflow", "Spark", "Kubernetes", "AWS", "Kafka", "Terraform", "MLflow", "dbt",
    "Snowflake", "FastAPI", "Redis",
)  # fmt: skip


RULE = Rule(
    code="RW413",
    name="nice-list-longer-than-the-must-list",
    topic="requirements",
    severity="note",
    since="0.1",
    evidence="single study",
    sources=(
        "Abraham, Hallermeier & Stein 2024, field experiment: optional qualifications left out",
        "domain.md 1D item 47",
    ),
    why=(
        "In a field experiment at a technology firm, stripping optional qualifications brought more applications. Many "
        "people read a long list of wishes as the real bar, and the screeners do, too."
    ),
    advice="Keep the three or four wishes that would change your decision; drop the rest.",
    bad=(_posting(4, 8), _posting(5, 9)),
    good=(_posting(6, 5), _posting(9, 6), _posting(5, 4)),
    check=_check,
    points=-2,
    most=-2,
)
