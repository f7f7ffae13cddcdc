"""A doctorate is required for work that isn't research."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Fix, Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._shared import family, plain, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rolewright.model.reading import Title

_RESEARCH = frozenset({"research-scientist", "other"})
_BEFORE, _AFTER = 24, 160


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    asked = [r for r in reading.requirements if r.degree is not None and r.strength == "must"]
    if any(r.degree is not None and r.degree.level != "doctorate" for r in asked):
        return
    for r in asked:
        degree = r.degree
        if degree is None or degree.level != "doctorate":
            continue
        title = reading.title
        if title is not None and title.level == "intern":
            return
        if degree.or_equivalent or family(reading) in _RESEARCH or (title is not None and _of_research(case, title)):
            return
        if "nice" in reading.statements[r.statement].kinds or _otherwise(case, degree.start, degree.end):
            continue
        said = quoted(case, degree.start, degree.end)
        fix = Fix(degree.end, degree.end, ", or the same depth gained at work", "show")
        yield Hit(degree.start, degree.end, f"{said} is required for {plain(family(reading))} work", fix=fix)


def _otherwise(case: Case, start: int, end: int) -> bool:
    """`MS or PhD` has another way in, `PhD preferred` is a wish; `years post PhD` and `your PhD` don't ask for one."""
    text = case.reading.text
    before = text[max(0, start - _BEFORE) : start].lower().replace(",", " , ").replace("/", " / ").split()
    table = case.tables.tables["checks"]["doctorate"]
    after = text[end : end + _AFTER].lower()
    return (
        any(word.strip("(-") in table["not_after"] for word in before[-2:])
        or "not" in before
        or any(word in after for word in table["softened"])
    )


def _of_research(case: Case, title: Title) -> bool:
    words = case.tables.tables["checks"]["research_titles"]["words"]
    return title.family == "research-scientist" or any(word in title.text.lower() for word in words)


def _posting(line: str, duty: str = "Serve models behind an API and monitor drift in production.") -> str:
    return (
        f"Machine Learning Engineer\n\nResponsibilities\n- {duty}\n- Build training pipelines with Airflow.\n"
        f"- Release models with CI/CD.\n\nRequirements\n- Python and Docker.\n- {line}\n"
    )


RULE = Rule(
    code="RW406",
    name="doctorate-outside-research",
    topic="requirements",
    severity="warning",
    since="0.1",
    evidence="field practice",
    sources=("domain.md 2.3: a PhD outside a research role warns", "own count, 1,764 postings: 9 % name a PhD"),
    why=(
        "Nine postings in ten of this field do without. Required, a doctorate cuts the pool to a few percent of those who "
        "do this work, and those who hold one tend to expect research."
    ),
    advice="Ask for what the doctorate stands for (for example: has designed and judged experiments), or prefer it.",
    bad=(_posting("PhD in Computer Science or a related field."), _posting("A Ph.D. in machine learning is required.")),
    good=(
        _posting("Master's or PhD in Computer Science."),
        _posting("PhD preferred."),
        _posting("No PhD needed: you can tell a boosted tree from a regression."),
        _posting("PhD in biology, immunology or a related field with 2 years, or MS with 5 years."),
        "Research Scientist\n\nResponsibilities\n- Invent new methods and publish papers at NeurIPS.\n\nRequirements\n- PhD in machine learning.\n",
    ),
    check=_check,
    points=-4,
    most=-4,
    needs=("word/degree",),
)
