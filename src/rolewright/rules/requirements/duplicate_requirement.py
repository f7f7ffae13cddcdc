"""The same thing is asked for twice, or both required and preferred."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Fix, Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._samples import asking
from rolewright.rules._shared import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rolewright.model.reading import Requirement

_SAID = {"must": "required", "nice": "preferred"}


def _check(case: Case) -> Iterable[Hit]:
    seen: dict[tuple[str, ...], list[Requirement]] = {}
    for r in case.reading.requirements:
        if not r.skills or r.years is not None or r.degree is not None:
            continue
        before = seen.setdefault(r.skills, [])
        other = _said_before(case, r, before) if before else None
        if other is not None:
            both = (
                f", there {_SAID[other.strength]} and here {_SAID[r.strength]}" if r.strength != other.strength else ""
            )
            said = quoted(case, other.start, other.end)
            yield Hit(r.start, r.end, f"says again what {said} says{both}", fix=_fix(case, r))
        before.append(r)


def _said_before(case: Case, of: Requirement, before: list[Requirement]) -> Requirement | None:
    """The first of some requirements that says the same, if neither repeats the title."""
    least = case.limits["requirements.duplicate_overlap"]
    if _is_title(case, of):
        return None
    return next((other for other in before if _overlap(case, of, other) >= least and not _is_title(case, other)), None)


def _fix(case: Case, again: Requirement) -> Fix | None:
    """Without the line, if it says nothing else."""
    text = case.reading.text
    start, end = text.rfind("\n", 0, again.start) + 1, text.find("\n", again.end)
    alone = end > 0 and not text[start : again.start].strip(" -*•") and not text[again.end : end].strip(" .;")
    return Fix(start, end + 1, "", "show") if alone else None


def _is_title(case: Case, of: Requirement) -> bool:
    """A line that repeats the posting's title asks for nothing."""
    title = case.reading.title
    said = case.reading.text[of.start : of.end].strip("-*• ").lower()
    return title is not None and len(said) > _SHORT and (title.text.lower() in said or said in title.text.lower())


_SHORT = 8


def _overlap(case: Case, one: Requirement, other: Requirement) -> float:
    """Words in common as a share of all words of both."""
    first, second = (_words(case, r) for r in (one, other))
    return len(first & second) / max(1, len(first | second))


def _words(case: Case, of: Requirement) -> set[str]:
    words = {word.strip("-*•.,;:()") for word in case.reading.text[of.start : of.end].lower().split()}
    return words - {"", "and", "the", "of", "in", "with", "a"}


RULE = Rule(
    code="RW411",
    name="duplicate-requirement",
    topic="requirements",
    severity="note",
    since="0.1",
    evidence="house style",
    sources=("domain.md 6: a keyword once or twice, in a sentence of work",),
    why="A list that repeats itself looks longer than it is, and shows that it was pasted together from several postings.",
    advice="Keep the sharper of the two.",
    bad=(
        asking("Strong experience with Python and SQL.", "Clear writing.", "Experience with Python and SQL."),
        asking("Experience with Docker and Kubernetes.", "Clear writing.")
        + "\nNice to have\n- Experience with Docker and Kubernetes.\n",
    ),
    good=(
        asking("Experience with Python and SQL.", "You have shipped a service written in Python."),
        asking("Experience with AWS.", "AWS certification or several years on call for AWS services at scale."),
    ),
    check=_check,
    points=-1,
    most=-3,
)
