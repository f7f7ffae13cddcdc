"""Retrieval-augmented generation as a duty, and nothing on whether the right passages are found."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._samples import doing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rolewright.model.reading import Skill


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    if "retrieval_quality" in reading.cues:
        return
    for skill in reading.skills:
        if skill.id == "rag" and skill.strength == "context" and _is_built(case, skill):
            yield Hit(
                skill.start, skill.end, f"{skill.name} is to be built, and no line is about finding the right passages"
            )
            return


def _is_built(case: Case, skill: Skill) -> bool:
    """Whether a duty builds it, rather than asks to know of it or to keep up with it."""
    duty = case.reading.statements[skill.statement]
    text = case.reading.text[duty.start : duty.end].lower()
    table = case.tables.tables["checks"]["builds"]
    return (
        duty.kinds[0] == "duty" and any(w in text for w in table["words"]) and not any(w in text for w in table["not"])
    )


_posting = partial(doing, title="AI Engineer")


RULE = Rule(
    code="RW508",
    name="rag-without-retrieval-quality",
    topic="lifecycle",
    severity="note",
    since="0.1",
    evidence="field practice",
    sources=("domain.md 5, LLM-app: evaluation set", "own count, 1,764 postings: RAG in 34 %"),
    why=(
        "Most wrong answers of such systems come from the passages that were fetched. A posting that names only the "
        "generation hires for prompts, and the search stays as bad as it was."
    ),
    advice="Say who judges retrieval and by what: recall on known questions, reranking, citations that hold.",
    bad=(
        _posting("Build RAG pipelines over our handbook.", "Write Python services."),
        _posting("Develop retrieval-augmented generation (RAG) for support.", "Integrate OpenAI."),
    ),
    good=(
        _posting("Build RAG pipelines over our handbook.", "Measure recall of the retrieval on known questions."),
        _posting("Build RAG pipelines over our handbook.", "Evaluate answers weekly."),
        _posting("Stay current on RAG pipelines and vector stores."),
        _posting("Write Python services.") + "- Experience with RAG.\n",
    ),
    check=_check,
    points=-1,
    most=-1,
)
