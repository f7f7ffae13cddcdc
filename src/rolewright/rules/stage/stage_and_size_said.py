"""Credit: the posting says how far and how large the company or team is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._shared import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable


_FIGURES = frozenset("0123456789,.")
_STAGES = ("stage/startup", "stage/scaleup", "stage/enterprise", "stage/public")


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    cues = reading.cues.get("team_size") or reading.cues.get("company_size")
    if cues is None or not any(name in reading.cues for name in _STAGES):
        return
    cue = cues[0]
    start, end = _whole(reading.text, cue.start, cue.end)
    yield Hit(start, end, f"{quoted(case, start, end)} tells how large it is, and the text how far")


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the whole of its figure: `000 employees` of `20,000 employees`, `team of 7` of `team of 7,000`."""
    while start > 0 and text[start - 1] in _FIGURES:
        start -= 1
    if text[end - 1].isdigit():
        while end < len(text) and text[end] in _FIGURES:
            end += 1
        end -= text[end - 1] in ",."
    return start, end


def _posting(about: str) -> str:
    return f"ML Engineer\n\nAbout us\n{about}\n\nResponsibilities\n- Serve the ranking models of our search.\n\nRequirements\n- Python.\n"


RULE = Rule(
    code="RC301",
    name="stage-and-size-said",
    topic="stage",
    severity="credit",
    since="0.1",
    evidence="field practice",
    sources=("domain.md 1E items 61, 66 to 71 and 95: a strong posting reflects the stage",),
    why="The same title is another job at ten people and at ten thousand. A number lets candidates place themselves.",
    advice="Keep the number up to date.",
    bad=(
        _posting("We are a seed stage startup. You join a team of six engineers."),
        _posting("A global leader with 20,000 employees in 40 countries."),
    ),
    good=(_posting("We value honesty."), _posting("You join a team of six engineers.")),
    check=_check,
    points=2,
    most=2,
)
