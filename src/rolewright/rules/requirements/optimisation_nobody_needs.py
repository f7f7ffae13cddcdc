"""Model compression or GPU kernels required, and no duty is about speed, size or cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._shared import SHIPS, asks, example, family, listed, wished
from rolewright.rules._views import must_skills, work

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    table = case.tables.tables["checks"]["optimisation"]
    asked = {
        name: s for name, s in must_skills(case).items()
        if name in table["skills"] and asks(case, s.statement) and not wished(case, s.statement) and not example(case, s)
    }  # fmt: skip
    if not asked or family(reading) not in SHIPS:
        return
    done = work(case)
    if len(done) < case.limits["lifecycle.duties"]:
        return
    for s in done:
        text = reading.text[s.start : s.end].lower()
        if any(word in text for word in table["words"]):
            return
    first = min(asked.values(), key=lambda s: s.start)
    names = listed([s.name for s in asked.values()])
    yield Hit(first.start, first.end, f"{names}: required, and no duty is about speed, size or cost")


_POSTING = """Machine Learning Engineer

Responsibilities
- Train ranking models for our internal search with PyTorch.
- Compare models with a baseline on held-out data.
- Build feature pipelines together with data engineering.
- Review code and write tests in Python.
- {duty}

Requirements
- Python and PyTorch.
- {line}
"""


RULE = Rule(
    code="RW419",
    name="optimisation-nobody-needs",
    topic="requirements",
    severity="note",
    since="0.1",
    evidence="field practice",
    sources=("domain.md 1D item 53: essential for low latency or limited resources, optional for internal tools",),
    why="People who compress models and write kernels are few and dear. Asked of a job without such work, they decline, and the others don't apply.",
    advice="Say what has to be fast, small or cheap, with a number; or drop the demand.",
    bad=(
        _POSTING.format(duty="Present results to product.", line="Experience with CUDA and TensorRT."),
        _POSTING.format(
            duty="Present results to product.", line="Knowledge of quantization and knowledge distillation."
        ),
    ),
    good=(
        _POSTING.format(
            duty="Bring the latency of the ranking under 50 ms.", line="Experience with CUDA and TensorRT."
        ),
        _POSTING.format(duty="Present results to product.", line="CUDA is a plus."),
        _POSTING.format(
            duty="Present results to product.", line="Experience with languages such as Python, C++ and/or CUDA."
        ),
    ),
    check=_check,
    points=-1,
    most=-1,
)
