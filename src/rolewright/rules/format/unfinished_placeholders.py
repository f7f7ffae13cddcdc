"""Gaps of a template that nobody filled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

_BRACKETS = (("[", "]"), ("{{", "}}"), ("<", ">"))
_CODES = frozenset("-_#0123456789")
_GOES_ON = ("(", ".")
"""What follows a link text, and a name that hides an address from robots (`<company>.com`)."""


def _check(case: Case) -> Iterable[Hit]:
    text = case.reading.text
    table = case.tables.tables["placeholders"]
    for cue in case.reading.cues.get("placeholder_mark", ()):
        if text[cue.start - 1 : cue.start] in _CODES:
            continue  # a part of a number or code
        yield Hit(cue.start, cue.end, f"“{text[cue.start : cue.end]}” was left from a template")
    for opens, closes in _BRACKETS:
        if opens in text:
            yield from _gaps(text, opens, closes, table)


def _gaps(text: str, opens: str, closes: str, table: dict[str, list[str]]) -> Iterable[Hit]:
    from rolewright.knowledge.normal import key

    at = text.find(opens)
    while at >= 0:
        start = at + len(opens)
        end = text.find(closes, start, start + 60)
        if end > start and text[end + len(closes) : end + len(closes) + 1] not in _GOES_ON:
            inside = key(text[start:end])
            if inside in table["words"] or (" " in inside and inside.split()[0] in table["firsts"]):
                yield Hit(at, end + len(closes), f"“{text[at : end + len(closes)]}” was left from a template")
        at = text.find(opens, start)


RULE = Rule(
    code="RW811",
    name="unfinished-placeholders",
    topic="format",
    severity="error",
    since="0.1",
    evidence="field practice",
    sources=("field practice",),
    why="A gap of a template in a published posting says that nobody read it, and leaves out the fact that belongs there.",
    advice="Fill it, or delete the sentence.",
    bad=(
        "ML Engineer\n\nAbout us\n[Company] builds software for hospitals.\n",
        "ML Engineer\n\nSalary: TBD\n\nResponsibilities\n- Work on {{product}} with the [insert team name] team.\n",
        "ML Engineer\n\nAbout us\nLorem ipsum dolor sit amet.\n",
    ),
    good=(
        "ML Engineer\n\nAbout us\nSee [our company](https://example.com) and paper [1].\n\nRequirements\n- [x] Python\n- XXXL data sets, `List[int]` types.\n",
        "ML Engineer\n\nResponsibilities\n- Render Jinja templates such as {{ user.id }}.\n",
    ),
    check=_check,
    points=-5,
    most=-10,
)
