"""Credit: the posting says whether there is on-call work."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._samples import doing
from rolewright.rules._shared import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rolewright.model.reading import Statement

_ABOUT = frozenset({"company", "legal"})


def _check(case: Case) -> Iterable[Hit]:
    for cue in case.reading.cues.get("on_call", ()):
        statement = case.reading.statements[cue.statement]
        if statement.kinds[0] not in _ABOUT and _is_duty(case, statement):
            said = quoted(case, statement.start, statement.end)
            yield Hit(cue.start, cue.end, f"{said} tells candidates about on-call work")
            return


def _is_duty(case: Case, said: Statement) -> bool:
    """Whether a line is about this person's own on-call work, not about agents for it or skill with it."""
    text = case.reading.text[said.start : said.end].lower()
    table = case.tables.tables["checks"]["on_call"]
    return any(word in text for word in table["words"]) and not any(word in text for word in table["not"])


_posting = partial(doing, "Run the serving platform of our search.", title="MLOps Engineer")


RULE = Rule(
    code="RC502",
    name="on-call-said",
    topic="lifecycle",
    severity="credit",
    since="0.1",
    evidence="field practice",
    sources=("own count, 1,764 postings: on-call in 2.4 %", "domain.md 1A item 13"),
    why="Whether and how often the phone rings decides for many candidates, and forty of forty-one postings leave it out.",
    advice="Say how many share the rotation and how it is paid.",
    bad=(_posting("Share an on-call rotation of six, one week in six."), _posting("There is no on-call duty.")),
    good=(
        _posting("Call customers when their data is late."),
        _posting("Phone screens with candidates."),
        _posting("Build agents for tasks such as incident triage and on-call support."),
        _posting("Fluency in SLOs, on-call and incident practices."),
    ),
    check=_check,
    needs=("on_call",),
    points=3,
    most=3,
)
