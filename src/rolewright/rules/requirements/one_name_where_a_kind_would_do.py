"""One product is required where its kind would do, and no duty says that it is the one in use."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rolewright.model.finding import Fix, Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._shared import TOOLS, asks, example, softened

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHOWN = 3

_AFTER = 48
"""Characters after a name in which a word may make the demand a wish."""


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    asked = {s.id: s for s in reversed(reading.skills) if s.strength == "must"}
    if not asked:
        return
    open_ended = {cue.statement for name in ("or_similar", "alternative") for cue in reading.cues.get(name, ())}
    open_ended.update(r.statement for r in reading.requirements if "nice" in reading.statements[r.statement].kinds)
    used = {s.id for s in reading.skills if s.strength == "context"}
    tools = ((s.statement, s.id) for s in reading.skills if s.kind in TOOLS and s.kind != "language")
    crowd = Counter(statement for statement, _ in dict.fromkeys(tools))
    hits = []
    for swap in case.tables.tables["checks"]["swap"]:
        named = [asked[name] for name in swap["skills"] if name in asked]
        if len(named) != 1 or named[0].id in used or named[0].statement in open_ended:
            continue
        if softened(case, named[0].end, named[0].end + _AFTER):
            continue
        if crowd[named[0].statement] == 1 and asks(case, named[0].statement) and not example(case, named[0]):
            message = f"{named[0].name} only: another {swap['name']} would do as a start"
            advice = f"Write “{named[0].name} or a similar {swap['name']}”."
            fix = Fix(named[0].end, named[0].end, f" or a similar {swap['name']}", "show")
            hits.append(Hit(named[0].start, named[0].end, message, advice, fix))
    yield from sorted(hits)[:_SHOWN]


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
