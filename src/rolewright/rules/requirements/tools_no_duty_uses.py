"""A required tool whose kind of work no duty names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._shared import asks, example, listed, plain, strands_of
from rolewright.rules._views import TOOLS, work

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from rolewright.model.reading import Skill

_WORK = {
    "analytics": frozenset({"analytics"}),
    "llm": frozenset({"llm"}),
    "model": frozenset({"model", "llm", "research"}),
}
"""The kinds of work whose tools say something of the job, and the duties that need them. Clouds, containers, databases and
version control serve all work.
"""
_ALL_WORK = frozenset({"language", "database", "vector-store"})
_DONE = {"data": ("data",), "model": ("model", "llm"), "deploy": ("deploy",), "operate": ("operate",)}
"""The strands that a stage of the lifecycle speaks for."""


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    asked: dict[int, list[Skill]] = {}
    everyday = case.tables.tables["checks"]["everyday"]["skills"]
    for skill in reading.skills:
        if (
            skill.strength == "must"
            and skill.kind in TOOLS
            and skill.kind not in _ALL_WORK
            and skill.id not in everyday
        ):
            asked.setdefault(skill.statement, []).append(skill)
    if not asked:
        return
    duties = work(case)
    if len(duties) < case.limits["lifecycle.duties"]:
        return
    done = strands_of(duties) | {name for stage in reading.lifecycle for name in _DONE.get(stage, ())}
    near = _near(case.tables.skills, {s.id for s in reading.skills if s.strength == "context"})
    for index, skills in asked.items():
        strands = reading.statements[index].strands[:1]
        if not strands or strands[0] not in _WORK or not done.isdisjoint(_WORK[strands[0]]):
            continue
        idle = [s for s in skills if near.isdisjoint(_near(case.tables.skills, {s.id}))]
        if len(idle) == len(skills) and asks(case, index) and not example(case, idle[0]):
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
        "nothing. Often it was copied from another posting. Off by default: where a run-on text hides its duties, the "
        "reading finds no use for a tool that has one (4 of 7 reviewed hits were right)."
    ),
    advice="Add the duty that needs it, move it to the preferred list, or drop it.",
    bad=(
        _POSTING.format(duty="Document your models.", line="Experience with Tableau and Power BI dashboards."),
        _POSTING.format(duty="Document your models.", line="Skilled with dashboards in Looker and Power BI."),
    ),
    good=(
        _POSTING.format(
            duty="Document your models.", line="Experience with AWS, Kubernetes and Terraform infrastructure."
        ),
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
    on=False,
)
