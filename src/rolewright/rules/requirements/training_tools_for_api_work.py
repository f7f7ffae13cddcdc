"""Frameworks for training required where every duty builds on finished models."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._shared import asks, example, family, listed
from rolewright.rules._views import must_skills, work

if TYPE_CHECKING:
    from collections.abc import Iterable


_TRAINING = frozenset({"model", "research"})


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    if family(reading) != "ai-engineer":
        return
    table = case.tables.tables["checks"]["training"]
    either = {name for r in reading.requirements for group in r.any_of if len(group) > _SOME for name in group}
    asked = {
        name: s for name, s in must_skills(case).items()
        if name in table["skills"] and name not in either and asks(case, s.statement) and not example(case, s)
    }  # fmt: skip
    done = work(case)
    if not asked or sum("llm" in s.strands for s in done) < case.limits["lifecycle.stage_duties"]:
        return
    for s in done:
        text = reading.text[s.start : s.end].lower()
        if not _TRAINING.isdisjoint(s.strands[:1]) or any(word in text for word in table["words"]):
            return
    first = min(asked.values(), key=lambda s: s.start)
    names = listed([s.name for s in sorted(asked.values(), key=lambda s: s.start)])
    yield Hit(
        first.start,
        first.end,
        f"{names}: required for training, and every duty builds on models that are trained already",
    )


_SOME = 3


_POSTING = """AI Engineer

Responsibilities
- Build the assistant that answers support tickets, with RAG over our handbook.
- Design prompts and tool calls for OpenAI and Claude.
- Evaluate answers against a golden set and release behind a flag.
- {duty}

Requirements
- Python and FastAPI.
- {line}
"""


RULE = Rule(
    code="RW417",
    name="training-tools-for-api-work",
    topic="requirements",
    severity="note",
    since="0.1",
    evidence="field practice",
    sources=(
        "domain.md 1D items 50, 52 and 53",
        "own count: PyTorch in 30 % of 514 AI Engineer-titled postings, LLM in 79 %",
    ),
    why=(
        "Building on finished models needs software, evaluation and judgement, not a training framework. As a must-have it "
        "screens out product engineers who do this work best, and attracts people who want to train models."
    ),
    advice="Drop it or prefer it; if models are fine-tuned, say so in a duty.",
    bad=(
        _POSTING.format(duty="Watch token cost and latency.", line="Experience with PyTorch."),
        _POSTING.format(duty="Write tests.", line="Strong experience with TensorFlow and CUDA."),
    ),
    good=(
        _POSTING.format(duty="Fine-tune small models where prompts don't suffice.", line="Experience with PyTorch."),
        _POSTING.format(duty="Watch token cost.", line="PyTorch is a plus."),
        _POSTING.format(duty="Watch token cost.", line="Experience with LangChain."),
    ),
    check=_check,
    points=-1,
    most=-1,
)
