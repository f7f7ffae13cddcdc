"""A demand for a name: a top university, a FAANG company."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Fix, Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._samples import asking
from rolewright.rules._shared import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    first = {cue.statement: cue for cue in reversed(case.reading.cues.get("pedigree", ()))}
    for cue in reversed(first.values()):
        said = quoted(case, cue.start, cue.end)
        wish = "wanted" if "nice" in case.reading.statements[cue.statement].kinds else "required"
        fix = (
            Fix(cue.start, cue.end, "a team that runs ML in production", "show")
            if _company(case, cue.start, cue.end)
            else None
        )
        yield Hit(cue.start, cue.end, f"{said}: a name is {wish}, not what was learned or built there", fix=fix)


def _company(case: Case, start: int, end: int) -> bool:
    """Whether the name is an employer's, so that what was done there can stand in its place."""
    return any(
        word in case.reading.text[start:end].lower() for word in case.tables.tables["checks"]["employers"]["words"]
    )


RULE = Rule(
    code="RW412",
    name="pedigree-demanded",
    topic="requirements",
    severity="warning",
    since="0.1",
    evidence="replicated study",
    sources=(
        "Schmidt & Hunter 1998: years of education predict performance at .10",
        "Sackett et al. 2022: work samples at .33, structured interviews at .42",
    ),
    why=(
        "Where somebody studied or worked says little about how well they will work (education .10, a work sample .33), "
        "and it keeps out most of those who can do the job. Such filters also follow class, place and origin."
    ),
    advice="Say what people learn there that you need, and ask for that.",
    bad=(
        asking("BSc from a top university."),
        asking("Three years at FAANG or another big tech company."),
        asking("Graduates of a tier 1 institute."),
    ),
    good=(
        asking("BSc in computer science or equivalent experience."),
        asking("You have run a service with millions of users."),
        "ML Engineer\n\nAbout us\nOur founders come from leading universities and big tech.\n\nRequirements\n- Python.\n",
    ),
    check=_check,
    points=-3,
    most=-6,
    needs=("pedigree",),
)
