"""Several requirements are about a stage of the lifecycle that no duty touches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._shared import strands_of
from rolewright.rules._views import work

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rolewright.model.reading import Requirement

_STAGES = {"data": "data", "model": "model", "llm": "model", "deploy": "deploy", "operate": "operate"}
_SAID = {"data": "data work", "model": "models", "deploy": "deployment", "operate": "running systems in production"}
_NEAR = {"data": {"data", "analytics"}, "model": {"model", "llm", "research"}, "deploy": {"deploy", "operate", "platform"},
         "operate": {"operate", "deploy", "platform"}}  # fmt: skip


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    asked: dict[str, list[Requirement]] = {}
    for r in reading.requirements:
        stage = _STAGES.get((*reading.statements[r.statement].strands, "")[0])
        if stage is not None and r.strength == "must" and stage not in reading.lifecycle:
            asked.setdefault(stage, []).append(r)
    if not any(len(rs) >= case.limits["lifecycle.stage_musts"] for rs in asked.values()):
        return
    duties = work(case)
    if len(duties) < case.limits["lifecycle.duties"]:
        return
    done = strands_of(duties)
    for stage, rs in asked.items():
        if len(rs) >= case.limits["lifecycle.stage_musts"] and done.isdisjoint(_NEAR[stage]):
            yield Hit(rs[0].start, rs[0].end, f"{len(rs)} must-haves are about {_SAID[stage]}, and no duty is")


_DUTIES = """Software Engineer

Responsibilities
- Write REST APIs in Java for the mobile app.
- Write unit tests and review code.
- Design micro-services in the back end.
- Fix bugs that users report in the front end.
- Develop React components of the web application.
{duty}
Requirements
- Java and REST APIs.
"""
_MODEL = "- Training of machine learning models with PyTorch.\n- Deep learning and model evaluation.\n- Statistics and hyperparameter tuning of models.\n"

RULE = Rule(
    code="RW503",
    name="skills-without-duties",
    topic="lifecycle",
    severity="note",
    since="0.1",
    evidence="field practice",
    sources=("domain.md 1A item 4: every requirement traces to stated work", "domain.md 1D item 56"),
    why=(
        "Requirements without work behind them filter out people who could do the job and promise the rest a job that "
        "isn’t there: those hired for it leave early. Off by default: where a run-on text hides its duties, "
        "the reading finds requirements without work (half of 34 reviewed hits were right)."
    ),
    advice="Add the duties that need these skills, or move the skills to the preferred list.",
    bad=(_DUTIES.format(duty="") + _MODEL,
         _DUTIES.format(duty="- Keep the documentation of the application in order.\n") + _MODEL),
    good=(
        _DUTIES.format(duty="- Train and evaluate the ranking model of our search.\n- Tune machine learning models.\n") + _MODEL,
        _DUTIES.format(duty="") + "- Experience with unit tests.\n",
    ),
    check=_check,
    points=-2,
    most=-4,
    on=False,
)  # fmt: skip
