"""One title that names two levels ("Junior/Senior Data Engineer")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Example, Rule
from rolewright.rules._shared import spot

if TYPE_CHECKING:
    from collections.abc import Iterable

_JOINTS = ("/", " or ", " & ", "|")
_HYPHENS = ("-", "–")
_AMBIGUOUS = frozenset({"advanced", "ii", "iii", "iv", "i", "v", "graduate", "associate", "president"})
"""Words of a level that name other things beside a joint (`Principal, Data Science - Advanced Analytics`)."""
_NAMES = {"mid", "junior", "senior", "lead", "intern"}


def _check(case: Case) -> Iterable[Hit]:
    title = case.reading.title
    if title is None or title.level == "unknown" or not any(joint in title.text for joint in _JOINTS + _HYPHENS):
        return
    words = _levels(case)
    named = [level for level in _named(title.text.lower(), words) if level]
    if len(set(named)) > 1:
        start, end = title.span or spot(case)
        yield Hit(start, end, f"the title names {len(set(named))} levels: {' and '.join(dict.fromkeys(named))}")


def _named(title: str, words: dict[str, str]) -> list[str]:
    """The levels on both sides of a joint; of a hyphen only the words right beside it (`Mid-Senior`)."""
    text = title
    for joint in _JOINTS[1:]:
        text = text.replace(joint, "/")
    parts = text.split("/")
    named = [_level(part, words) for part in parts] if len(parts) > 1 else []
    for word in title.replace("–", "-").split():
        named += [words.get(half, "") for half in word.split("-")] if "-" in word else []
    return named


def _levels(case: Case) -> dict[str, str]:
    """Word → level, of the title table's single words."""
    table = case.tables.tables["titles"]["words"]["level"]
    return {
        word: level
        for level, words in table
        if level in _NAMES
        for word in words
        if word.isalpha() and word not in _AMBIGUOUS and "architect" not in word
    }


def _level(part: str, words: dict[str, str]) -> str:
    """The level that a part of the title names, if its first or last word does."""
    here = part.replace("(", " ").replace(")", " ").replace(",", " ").replace(".", " ").split()
    return next((words[word] for word in here[:1] + here[-1:] if word in words), "")


_BODY = "\n\nResponsibilities\n- Build the ranking models of our search.\n\nRequirements\n- Python.\n"

RULE = Rule(
    code="RW205",
    name="several-levels-in-one-title",
    topic="level",
    severity="warning",
    since="0.1",
    evidence="field practice",
    sources=("Indeed posting policy: one job per post, no joined titles", "domain.md 6"),
    why=(
        "Boards file a posting under one level, and people search for one. A double level hides which scope and pay are "
        "meant; each interviewer then assumes another."
    ),
    advice="Post one level, or one posting for each, with its own scope and pay.",
    bad=(
        Example("Junior/Senior Data Engineer" + _BODY, title="Junior/Senior Data Engineer"),
        Example("Mid-Senior ML Engineer" + _BODY, title="Mid-Senior ML Engineer"),
        Example("Senior or Staff AI Engineer" + _BODY, title="Senior or Staff AI Engineer"),
    ),
    good=(
        Example("Senior AI/ML Engineer" + _BODY, title="Senior AI/ML Engineer"),
        Example("Senior Staff Engineer - Machine Learning" + _BODY, title="Senior Staff Engineer - Machine Learning"),
        Example("Senior Data Engineer (Lead Generation)" + _BODY, title="Senior Data Engineer (Lead Generation)"),
        Example(
            "Principal, Data Science - Advanced Analytics" + _BODY, title="Principal, Data Science - Advanced Analytics"
        ),
        Example("Senior AI Engineer – Platform Lead" + _BODY, title="Senior AI Engineer – Platform Lead"),
        Example("Senior Full-Stack Engineer" + _BODY, title="Senior Full-Stack Engineer"),
    ),
    check=_check,
    points=-3,
    most=-3,
)
