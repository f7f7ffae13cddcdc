"""Features built on language models, and no word on how their output is judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._shared import family
from rolewright.rules._views import of_kind

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    if "evaluation_said" in reading.cues or family(reading) != "ai-engineer":
        return
    duties = of_kind(case, "duty")
    built = [s for s in duties if "llm" in s.strands]
    if len(built) >= case.limits["lifecycle.stage_musts"] and len(duties) >= case.limits["lifecycle.duties"]:
        said = f"{len(built)} duties build on language models, and no line says how their output is judged"
        yield Hit(built[0].start, built[0].end, said)


_POSTING = """AI Engineer

Responsibilities
- Build the assistant that answers support tickets with RAG over our handbook.
- Design prompts and tool calls for OpenAI and Claude.
- Integrate agents with our CRM.
- Write Python services with FastAPI.
- {last}

Requirements
- Python and LangChain.
"""


RULE = Rule(
    code="RW507",
    name="llm-work-without-evaluation",
    topic="lifecycle",
    severity="warning",
    since="0.1",
    evidence="field practice",
    sources=(
        "domain.md 5: evaluation set and guardrails mark this family",
        "own count, 1,764 postings: evaluation in 65 % of AI Engineer-titled ones",
    ),
    why=(
        "A demo is quick; knowing that the answers are right is the work. Two postings in three name evaluation; without "
        "it you attract people who prompt until it looks good, and find out from customers."
    ),
    advice="Add who builds the evaluation set, which metric decides a release, and who reads the failures.",
    bad=(_POSTING.format(last="Talk to users."), _POSTING.format(last="Document the prompts.")),
    good=(
        _POSTING.format(last="Evaluate answers against a golden set before each release."),
        _POSTING.format(last="Measure hallucinations on live traffic."),
        "Data Engineer\n\nResponsibilities\n- Build pipelines.\n- Load the warehouse.\n- Write SQL.\n- Run Airflow.\n- Call an LLM to tag rows.\n",
    ),
    check=_check,
    points=-3,
    most=-3,
)
