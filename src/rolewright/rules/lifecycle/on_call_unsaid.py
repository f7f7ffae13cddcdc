"""Incidents and uptime are part of the work, and nothing says who is called at night."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._samples import doing
from rolewright.rules._shared import SHIPS, family

if TYPE_CHECKING:
    from collections.abc import Iterable


_FAMILIES = SHIPS | {"software-engineer", "data-engineer"}


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    cues = reading.cues.get("incidents")
    if cues is None or "on_call" in reading.cues or family(reading) not in _FAMILIES:
        return
    duties = {cue.statement for cue in cues if "operate" in reading.statements[cue.statement].strands}
    if len(duties) >= case.limits["lifecycle.stage_duties"]:
        said = f"{len(duties)} duties are about incidents or uptime, and nothing says whether there is on-call work"
        yield Hit(cues[0].start, cues[0].end, said)


_posting = partial(doing, "Run the serving platform of our search.", title="MLOps Engineer")


RULE = Rule(
    code="RW509",
    name="on-call-unsaid",
    topic="lifecycle",
    severity="note",
    since="0.1",
    evidence="field practice",
    sources=("domain.md 1A items 9 (d) and 13 (5)", "own count, 1,764 postings: on-call in 2.4 %"),
    why=(
        "Where incidents and uptime are duties, somebody is called. Candidates with a family ask it first; those who learn "
        "of it in the last interview decline then."
    ),
    advice="Say whether there is on-call work, how many share it, and how it is paid; or that there is none.",
    bad=(
        _posting("Respond to incidents and write the reports.", "Keep uptime above the SLA."),
        _posting("Respond to production incidents at night.", "Monitor production and keep uptime high."),
    ),
    good=(
        _posting("Respond to incidents.", "Keep uptime above the SLA.", "Share an on-call rotation of six."),
        _posting("Write runbooks.", "Improve the deployment."),
        _posting("Build agents for incident response.", "Define SLAs with vendors."),
    ),
    check=_check,
    points=-1,
    most=-1,
    needs=("incidents",),
)
