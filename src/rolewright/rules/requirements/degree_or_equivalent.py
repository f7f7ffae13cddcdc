"""Credit: a degree is named, and the same skill gained otherwise will do."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._samples import PIPELINES, asking

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rolewright.model.reading import Cue


def _check(case: Case) -> Iterable[Hit]:
    escapes = case.reading.cues.get("degree_escape", ())
    if not escapes:
        return
    for r in case.reading.requirements:
        if r.degree is not None and r.degree.or_equivalent and r.strength == "must":
            escape = next((cue for cue in escapes if cue.statement == r.statement and not _of_degree(case, cue)), None)
            if escape is not None:
                yield Hit(escape.start, escape.end, "the degree is a way in, not the only one")
                return


def _of_degree(case: Case, cue: Cue) -> bool:
    """`or equivalent fields`, `or equivalent in mathematics`: another degree, not another way in."""
    after = case.reading.text[cue.end : cue.end + _AFTER].lower().lstrip(" ,").split()
    before = case.reading.text[cue.start - _AFTER : cue.end].lower()
    table = case.tables.tables["checks"]["escape_of_degree"]
    work = case.tables.tables["checks"]["equal_work"]["words"]
    said = case.reading.text[cue.start : cue.end + _AFTER].lower().partition("\n")[0]
    if not any(word in said for word in work):
        return True
    return any(word.strip(".,;()") in table["words"] for word in after[:2]) or any(w in before for w in table["before"])


_AFTER = 24


_posting = partial(asking, "SQL.", title="Data Engineer", duties=PIPELINES)


RULE = Rule(
    code="RC404",
    name="degree-or-equivalent",
    topic="requirements",
    severity="credit",
    since="0.1",
    evidence="field practice",
    sources=(
        "Fuller et al. 2022, The Emerging Degree Reset",
        "own count, 1,764 postings: 15 % of those that name a degree",
    ),
    why="It keeps self-taught and differently trained people in the pool. Whether hiring follows such wording is contested, so hold to it.",
    advice="Tell the screeners what counts as equivalent.",
    bad=(
        _posting("Bachelor's degree in Computer Science or equivalent practical experience."),
        _posting("BSc in a technical field, or equivalent experience."),
    ),
    good=(
        _posting("MS or PhD in Computer Science, Statistics, or equivalent fields."),
        _posting("Bachelor's degree in Computer Science."),
        _posting("Equivalent of three years with SQL."),
    ),
    check=_check,
    points=3,
    most=3,
    needs=("degree_escape",),
)
