"""The work is released, and nobody is said to run it afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._shared import SHIPS, family
from rolewright.rules._views import of_kind

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    done = reading.lifecycle
    if "deploy" not in done or "operate" in done or "after_launch" in reading.cues or "on_call" in reading.cues:
        return
    if "improvement_loop" in reading.cues:
        return
    if family(reading) not in SHIPS or len(of_kind(case, "duty")) < case.limits["lifecycle.duties"]:
        return
    if any("operate" in s.strands for s in reading.statements):
        return
    if reading.level.id == "intern" or (reading.title is not None and reading.title.family == "other"):
        return
    table = case.tables.tables["checks"]["release"]
    for cue in reversed(reading.cues.get("ships", ())):
        duty = reading.statements[cue.statement]
        text = reading.text[duty.start : duty.end].lower()
        if any(word in text for word in table["goes_on"]):
            return
        if duty.kinds[0] == "duty" and "deploy" in duty.strands and not any(word in text for word in table["not"]):
            said = "models or features are released here, and no line says who monitors, retrains or repairs them"
            yield Hit(duty.start, duty.end, said)
            return


_POSTING = """Machine Learning Engineer

Responsibilities
- Train ranking models for our search and compare them with a baseline.
- Deploy models behind an API with Docker and CI/CD.
- Integrate the models into the shop's back end and release them.
- Review code and write tests.
- Prepare training data together with data engineering.
{last}
Requirements
- Python and SQL.
"""

RULE = Rule(
    code="RW501",
    name="no-owner-after-launch",
    topic="lifecycle",
    severity="warning",
    since="0.1",
    evidence="field practice",
    sources=(
        "domain.md 1B item 20 and 1C items 44 to 46",
        "own count, 1,764 postings: on-call in 2.4 %, rollback in 1.6 %",
    ),
    why=(
        "The job barely starts at launch. If the posting is silent, the interviews don’t test for it and the new hire "
        "doesn’t expect it: the gap is found at the first incident."
    ),
    advice="Say who watches the model, who retrains it, and who is called; or name the team that does.",
    bad=(_POSTING.format(last=""), _POSTING.format(last="- Write documentation for callers.\n")),
    good=(
        _POSTING.format(last="- Monitor drift and latency in production and retrain.\n"),
        _POSTING.format(last="- Take part in the on-call rotation.\n"),
        "Data Analyst\n\nResponsibilities\n- Build dashboards.\n- Release reports each week.\n- Write SQL.\n- Meet stakeholders.\n- Train users.\n",
    ),
    check=_check,
    points=-4,
    most=-4,
)
