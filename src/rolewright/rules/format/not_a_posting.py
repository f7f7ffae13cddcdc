"""A document that is something else: a recipe, a licence, a page of documentation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright._kernel import column
from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules.spots import top

if TYPE_CHECKING:
    from collections.abc import Iterable

_SURE = 5
"""Where a statement says how sure its kind is."""


def _check(case: Case) -> Iterable[Hit]:
    reading, limits = case.reading, case.limits
    if reading.pay or reading.words < limits["format.other_words"] or reading.language != "en":
        return
    each = column(reading.statements, _SURE)
    sure = sum(each) / max(1, len(each))
    if sure >= limits["format.other_sure_unsaid"]:
        return
    from rolewright.knowledge.normal import key

    said = set(key(reading.text).split()).intersection(case.tables.tables["checks"]["hiring"]["words"])
    if not said or (len(said) == 1 and sure < limits["format.other_sure"]):
        start, end = top(case)
        yield Hit(start, end, "this doesn’t read like a job posting")


_NOTES = """# Release notes

The parser accepts comments now. A file with an unknown key is refused, with the key's line in the message. The default
port changed from 8000 to 8080; set the old one in the configuration if a proxy points at it. Caches of the version before are
thrown away at the first start.
"""
_RECIPE = """Lentil soup

Cut an onion and two carrots into small pieces and let them brown in oil. Add a cup of red lentils, a spoon of cumin and a litre
of water. It is done after twenty minutes; salt it then, not before. A little lemon keeps it from being dull.
"""
_SHORT = """Brightloaf | ML engineer | Denver or remote | $140k-$160k

We plan the deliveries of small bakeries. You keep the forecast right. Write to jobs@brightloaf.example.
"""

RULE = Rule(
    code="RW818",
    name="not-a-posting",
    topic="format",
    severity="warning",
    since="0.2",
    evidence="field practice",
    sources=(
        "own count: fires on 8 of 6,961 collected texts, none of them a posting, and on 331 of 577 READMEs, licences, pages of documentation and sources",
    ),
    why="Findings and a score about something else mislead whoever counts them. A README or a note in the folder of the postings is the usual cause.",
    advice="Leave the file out (`exclude` in rolewright.toml), or check that the right one was saved.",
    bad=(_NOTES, _RECIPE),
    good=(_SHORT, "ML Engineer\n\nResponsibilities\n- Build and run the ranking service.\n\nRequirements\n- Python.\n"),
    check=_check,
    points=-10,
    most=-10,
)
