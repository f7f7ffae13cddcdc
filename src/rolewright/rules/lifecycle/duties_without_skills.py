"""A stage of the lifecycle has duties and no requirement."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._samples import asking
from rolewright.rules._shared import SHIPS, family
from rolewright.rules._views import of_kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rolewright.model.reading import Statement

_ASKED = {
    "data": frozenset({"data", "analytics", "software"}),
    "model": frozenset({"model", "llm", "research"}),
    "deploy": frozenset({"deploy", "platform", "software", "operate"}),
    "operate": frozenset({"operate", "deploy", "platform"}),
}
_SAID = {"data": "data work", "model": "model work", "deploy": "deployment", "operate": "running it in production"}


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    if family(reading) not in SHIPS or len(reading.requirements) < case.limits["lifecycle.duties"]:
        return
    asked = {name for r in reading.requirements for name in reading.statements[r.statement].strands}
    if any("must" in reading.statements[cue.statement].kinds for cue in reading.cues.get("after_launch", ())):
        asked.add("operate")
    own: dict[str, list[Statement]] = {}
    for s in of_kind(case, "duty"):
        stage = "model" if s.strands[:1] == ("llm",) else (*s.strands, "")[0]
        if stage in _ASKED:
            own.setdefault(stage, []).append(s)
    for stage, duties in own.items():
        if len(duties) >= case.limits["lifecycle.stage_musts"] and asked.isdisjoint(_ASKED[stage]):
            said = f"{len(duties)} duties are {_SAID[stage]}, and no requirement asks for it"
            yield Hit(duties[0].start, duties[0].end, said)


_posting = partial(
    asking,
    title="Machine Learning Engineer",
    duties=(
        "Train machine learning models for our search ranking.",
        "Tune and evaluate deep learning models on held-out data.",
        "Monitor model drift and latency in production.",
        "Compare machine learning models with a baseline.",
        "Retrain models and handle incidents in production.",
    ),
)


_PLAIN = ("5+ years of experience.", "Bachelor's degree or equivalent experience.", "Clear writing and communication.",
          "You work well in a team.", "Fluent English.")  # fmt: skip

RULE = Rule(
    code="RW502",
    name="duties-without-skills",
    topic="lifecycle",
    severity="note",
    since="0.1",
    evidence="field practice",
    sources=("domain.md 1C items 32 to 46", "domain.md 1B item 20"),
    why=(
        "What isn’t asked for isn’t screened for. A duty without its requirement is found missing after the hire. Off by default: in 161 labelled postings it never holds; what "
        "looks like it is mostly a line that was read wrongly."
    ),
    advice="Ask for one thing that shows the duty can be done: what the person has run, built or mended.",
    bad=(_posting(*_PLAIN), _posting(*_PLAIN, "A curious mind.")),
    good=(
        _posting(
            *_PLAIN[:3],
            "Experience with training machine learning models in PyTorch.",
            "You have monitored services in production.",
        ),
        "Machine Learning Engineer\n\nResponsibilities\n- Train models for our search.\n\nRequirements\n- Python.\n",
    ),
    check=_check,
    points=-2,
    most=-4,
    on=False,
)
