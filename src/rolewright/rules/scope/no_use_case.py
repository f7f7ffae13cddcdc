"""Nothing says which product, feature or decision the work is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._shared import family, telling
from rolewright.rules._views import use_cases

if TYPE_CHECKING:
    from collections.abc import Iterable

_FAMILIES = frozenset({"ml-engineer", "ai-engineer", "data-scientist"})


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    if reading.use_case is not None or reading.language != "en" or family(reading) not in _FAMILIES:
        return
    if reading.title is not None and reading.title.text.count(",") > 1:
        return  # “Associate, Data Science, Internal Audit” names the department that it serves
    if "purpose" in reading.cues or use_cases(case):
        return
    if not any(s.kinds[0] in {"duty", "role"} for s in reading.statements):
        return
    if reading.stage.id != "agency" and any(s.kinds[0] == "company" for s in reading.statements):
        return  # who the employer is says half of it
    start, end = telling(case, "role", "duty")
    yield Hit(start, end, "no sentence says which product, feature or decision this work is for")


RULE = Rule(
    code="RW103",
    name="no-use-case",
    topic="scope",
    severity="warning",
    since="0.1",
    evidence="field practice",
    sources=("domain.md 1A items 10, 11 and 13", "our labels of 196 public postings: a fifth leave the use case open"),
    why=(
        "Without a use case nobody can tell a good candidate from a good talker, and the work is invented after the "
        "hire. If the hiring team can't name it, the trouble is the role, not the wording."
    ),
    advice="Add one sentence: who uses what, and what changes for them (“ranks the search results of our shop”).",
    bad=(
        (
            "Machine Learning Engineer\n\nResponsibilities\n- Train and evaluate machine learning models.\n"
            "- Deploy models with Docker.\n- Work with PyTorch and Python.\n\nRequirements\n- Python.\n- 5 years of experience.\n"
        ),
        (
            "AI Engineer\n\nOur client is looking for an AI Engineer.\n\nResponsibilities\n- Build LLM pipelines with LangChain.\n"
            "- Fine-tune large language models.\n- Write clean Python.\n\nRequirements\n- Python and LangChain.\n"
        ),
    ),
    good=(
        (
            "Machine Learning Engineer\n\nResponsibilities\n- Train and evaluate the ranking models behind our search.\n"
            "- Deploy models with Docker.\n\nRequirements\n- Python.\n"
        ),
        (
            "Machine Learning Engineer\n\nAbout us\nOur app helps people find flights.\n\nResponsibilities\n"
            "- Train and evaluate machine learning models.\n- Deploy models with Docker.\n"
        ),
        "AI Engineer\n\nResponsibilities\n- Build prototypes with our newsroom partners.\n- Evaluate their answers.\n",
        "AI Engineer\n\nResponsibilities\n- Build the assistant that answers customer support tickets.\n- Evaluate its answers.\n",
    ),
    check=_check,
    points=-4,
    most=-4,
)
