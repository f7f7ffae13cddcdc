"""A required tool whose kind of work no duty names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._shared import TOOLS, listed, plain, strands_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from rolewright.model.reading import Skill

_WORK = frozenset({"data", "analytics", "platform", "llm", "deploy", "operate", "model"})

_DONE = {"data": ("data",), "model": ("model", "llm"), "deploy": ("deploy",), "operate": ("operate",)}
"""The strands that a stage of the lifecycle speaks for."""


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    asked: dict[int, list[Skill]] = {}
    for skill in reading.skills:
        if skill.strength == "must" and skill.kind in TOOLS and skill.kind != "language":
            asked.setdefault(skill.statement, []).append(skill)
    if not asked:
        return
    duties = reading.of_kind("duty", "role")
    if len(duties) < case.limits["lifecycle.duties"]:
        return
    done = strands_of(duties) | {name for stage in reading.lifecycle for name in _DONE.get(stage, ())}
    near = _near(case.tables.skills, {s.id for s in reading.skills if s.strength == "context"})
    for index, skills in asked.items():
        strands = reading.statements[index].strands[:1]
        if not strands or strands[0] not in _WORK or strands[0] in done:
            continue
        idle = [s for s in skills if near.isdisjoint(_near(case.tables.skills, {s.id}))]
        if len(idle) == len(skills):
            names = listed(list(dict.fromkeys(s.name for s in idle)))
            yield Hit(idle[0].start, idle[-1].end, f"{names}: required, but no duty is {plain(strands[0])} work")


def _near(table: Mapping[str, Any], ids: set[str]) -> set[str]:
    """The skills and what they imply, one step."""
    return ids.union(*(table[name].get("implies", ()) for name in ids if name in table)) if ids else ids


_POSTING = """Machine Learning Engineer

Responsibilities
- Train ranking models for our search with PyTorch.
- Evaluate models on held-out data and analyse errors.
- Tune hyperparameters and compare models with a baseline.
- Write tests in Python.
- Review code of other engineers.
- {duty}

Requirements
- Python and PyTorch.
- {line}
"""

RULE = Rule(
    code="RW404",
    name="tools-no-duty-uses",
    topic="requirements",
    severity="note",
    since="0.1",
    evidence="field practice",
    sources=("domain.md 1A item 4 and 1D items 47 and 55",),
    why=(
        "A requirement that no piece of work asks for filters on the wrong thing: it costs applicants and gains "
        "nothing. Often it was copied from another posting."
    ),
    advice="Add the duty that needs it, move it to the preferred list, or drop it.",
    bad=(
        _POSTING.format(duty="Document your models.", line="Experience with Tableau and Power BI dashboards."),
        _POSTING.format(
            duty="Document your models.", line="Experience with AWS, Kubernetes and Terraform infrastructure."
        ),
    ),
    good=(
        _POSTING.format(
            duty="Build dashboards and reports on model quality for stakeholders.",
            line="Experience with Tableau and Power BI dashboards.",
        ),
        _POSTING.format(
            duty="Run the Kubernetes cluster that training uses.",
            line="Experience with AWS, Kubernetes and Terraform infrastructure.",
        ),
        _POSTING.format(duty="Document your models.", line="Nice to have: Tableau."),
    ),
    check=_check,
    points=-1,
    most=-4,
)
