"""Publications are required for work that builds and runs software."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Fix, Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._shared import family, plain, quoted, softened

if TYPE_CHECKING:
    from collections.abc import Iterable

_RESEARCH = frozenset({"research-scientist", "other"})
_NEXT = 60
"""Characters after the statement: a line break that was lost can part a demand from its softening."""


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    cues = reading.cues.get("paper_record")
    if (
        cues is None
        or family(reading) in _RESEARCH
        or (reading.title is not None and (reading.title.family in _RESEARCH or _research(case, reading.title.text)))
    ):
        return
    for index in dict.fromkeys(cue.statement for cue in cues):
        asked = reading.statements[index]
        if asked.kinds == ("must",) and not softened(case, asked.start, asked.end + _NEXT):
            cue = next(c for c in cues if c.statement == index)
            said = quoted(case, cue.start, cue.end)
            message = f"{said} are required, but the work reads as {plain(family(reading))} work"
            at = asked.end - (reading.text[asked.end - 1] in ".;,")
            yield Hit(cue.start, cue.end, message, fix=Fix(at, at, " (preferred)", "show"))


def _research(case: Case, title: str) -> bool:
    """`R&D Statistics`, `Applied Research Engineer`: research is part of the job's name."""
    return any(word in title.lower() for word in case.tables.tables["checks"]["research_titles"]["words"])


_WORK = """Machine Learning Engineer

Responsibilities
- Serve the ranking models of our search behind an API.
- Monitor drift, latency and cost in production.
- Build training pipelines with Airflow.

Requirements
- Python and Docker.
- {line}
"""

RULE = Rule(
    code="RW107",
    name="research-credentials-for-engineering",
    topic="scope",
    severity="warning",
    since="0.1",
    evidence="field practice",
    sources=("codebook: research_for_engineering", "domain.md 1A item 1 and 1B item 16"),
    why=(
        "Papers show that someone finds new methods, not that they keep a service running. Asked of engineers, they "
        "shut out most of those who do this work and draw people who will want to do research."
    ),
    advice="Ask for shipped systems; move papers to the preferred list, or call the job research.",
    bad=(
        _WORK.format(line="Track record of publications at NeurIPS, ICML or ICLR."),
        _WORK.format(line="Peer-reviewed publications in machine learning research."),
    ),
    good=(
        _WORK.format(line="You can read research papers and judge what is worth trying."),
        _WORK.format(line="Publications at NeurIPS or ICML are a plus."),
        _WORK.format(line="New ideas in machine learning, shown by first author publications or projects."),
        (
            "Research Scientist\n\nResponsibilities\n- Invent new methods and publish them.\n- Prototype novel architectures.\n\n"
            "Requirements\n- Track record of publications at NeurIPS, ICML or ICLR.\n"
        ),
    ),
    check=_check,
    points=-3,
    most=-6,
    needs=("paper_record",),
)
