"""Patient, payment or other personal data as a duty, and no word on privacy or access."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._samples import doing
from rolewright.rules._shared import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    cues = reading.cues.get("sensitive_data")
    if cues is None or "privacy_said" in reading.cues:
        return
    cue = cues[0]
    said = quoted(case, cue.start, cue.end)
    yield Hit(cue.start, cue.end, f"{said} are worked with, and no line is about privacy, consent or access")


_posting = partial(doing, title="Data Scientist", asked=("Python and SQL.",))


RULE = Rule(
    code="RW511",
    name="sensitive-data-without-privacy",
    topic="lifecycle",
    severity="note",
    since="0.1",
    evidence="field practice",
    sources=(
        "domain.md 1B item 19 and 1C item 34: privacy, access, consent and retention",
        "own count, 1,764 postings: GDPR, HIPAA or SOC 2 in 6 %",
    ),
    why=(
        "Rules on such data shape the whole job: what may be joined, where it may run, how long it is kept. Candidates who "
        "know them look for the word; those who don't cost an incident."
    ),
    advice="Say which rules hold (HIPAA, GDPR), who grants access, and what this person does of it.",
    bad=(
        _posting("Build models on patient data from forty hospitals.", "Present results."),
        _posting("Analyse medical records with NLP.", "Write SQL."),
    ),
    good=(
        _posting(
            "Build models on patient data from forty hospitals.", "Keep to HIPAA: work on de-identified extracts."
        ),
        _posting("Build models of machine data.", "Present results."),
    ),
    check=_check,
    points=-1,
    most=-1,
    needs=("sensitive_data",),
)
