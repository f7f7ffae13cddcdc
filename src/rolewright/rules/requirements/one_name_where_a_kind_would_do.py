"""One product is required where its kind would do, and no duty says that it is the one in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Fix, Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._shared import asks, example, softened
from rolewright.rules._views import TOOLS, must_swaps, open_ended, used_skills

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rolewright.model.reading import Skill

_SHOWN = 3

_AFTER = 48
"""Characters after a name in which a word may make the demand a wish."""


def _check(case: Case) -> Iterable[Hit]:
    alone = [(members[0], swap["name"]) for swap, members in must_swaps(case) if len(members) == 1]
    if alone:
        yield from sorted(_hits(case, alone))[:_SHOWN]


def _hits(case: Case, alone: list[tuple[Skill, str]]) -> Iterable[Hit]:
    reading = case.reading
    used, similar = used_skills(case), open_ended(case)
    for skill, kind in alone:
        at = skill.statement
        if skill.id in used or at in similar or "nice" in reading.statements[at].kinds:
            continue
        if softened(case, skill.end, skill.end + _AFTER) or not asks(case, at) or example(case, skill):
            continue
        tools = {s.id for s in reading.skills if s.statement == at and s.kind in TOOLS and s.kind != "language"}
        if len(tools) == 1:
            message = f"{skill.name} only: another {kind} would do as a start"
            advice = f"Write “{skill.name} or a similar {kind}”."
            yield Hit(
                skill.start, skill.end, message, advice, Fix(skill.end, skill.end, f" or a similar {kind}", "show")
            )


def _posting(line: str, duty: str = "Build the ranking of our search.") -> str:
    return f"ML Engineer\n\nResponsibilities\n- {duty}\n\nRequirements\n- Python.\n- {line}\n"


RULE = Rule(
    code="RW410",
    name="one-name-where-a-kind-would-do",
    topic="requirements",
    severity="note",
    since="0.1",
    evidence="field practice",
    sources=("domain.md 1D items 47, 50 and 55", "domain.md 7: no cloud is named by more than 53 % of postings"),
    why=(
        "Who knows one cloud, tracker or vector store learns the next in weeks. A single name as a must-have cuts the pool "
        "to those who happened to work with it."
    ),
    advice="Add “or similar”, or say in a duty that this is the one you run.",
    bad=(
        _posting("Experience with Pinecone."),
        _posting("Hands-on experience with Azure."),
        _posting("Experience with Airflow in production."),
    ),
    good=(
        _posting("Experience with Pinecone or a similar vector store."),
        _posting("Experience with AWS, Azure or GCP."),
        _posting("Airflow in production.", duty="Run our Airflow pipelines."),
        _posting("Pinecone is a plus."),
        _posting("Deployment with Terraform, Docker and Helm."),
        _posting("Experience with BI tools (Tableau)."),
        _posting("Experience with BI tools, ex. Tableau."),
        _posting("Cloud: AWS"),
        _posting("Complex SQL against our Redshift cluster."),
    ),
    check=_check,
    points=-1,
    most=-3,
)
