"""One product is required where its kind would do, and no duty says that it is the one in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Fix, Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._shared import TOOLS, asks, example, swaps

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rolewright.model.reading import Skill

_SHOWN = 3


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    asked = {s.id: s for s in reversed(reading.skills) if s.strength == "must"}
    alone = []
    for swap in swaps(case, asked):
        members = [asked[name] for name in swap["skills"] if name in asked]
        if len(members) == 1:
            alone.append((swap, members[0]))
    if not alone:
        return
    open_ended = {cue.statement for name in ("or_similar", "alternative") for cue in reading.cues.get(name, ())}
    open_ended.update(r.statement for r in reading.requirements if "nice" in reading.statements[r.statement].kinds)
    used = {s.id for s in reading.skills if s.strength == "context"}
    hits = []
    for swap, named in alone:
        if named.id not in used and named.statement not in open_ended and _by_itself(case, named):
            message = f"{named.name} only: another {swap['name']} would do as a start"
            advice = f"Write “{named.name} or a similar {swap['name']}”."
            fix = Fix(named.end, named.end, f" or a similar {swap['name']}", "show")
            hits.append(Hit(named.start, named.end, message, advice, fix))
    yield from sorted(hits)[:_SHOWN]


def _by_itself(case: Case, skill: Skill) -> bool:
    """Whether its statement asks for this product alone, and not for its kind."""
    others = (s for s in case.reading.skills if s.statement == skill.statement and s.id != skill.id)
    if any(s.kind in TOOLS and s.kind != "language" for s in others):
        return False
    return asks(case, skill.statement) and not example(case, skill)


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
        _posting("Cloud: AWS"),
        _posting("Complex SQL against our Redshift cluster."),
    ),
    check=_check,
    points=-1,
    most=-3,
)
