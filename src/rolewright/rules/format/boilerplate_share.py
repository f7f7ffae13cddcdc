"""More about the company and the law than about the job."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._views import columns
from rolewright.rules.spots import top

if TYPE_CHECKING:
    from collections.abc import Iterable

_ABOUT = frozenset({"company", "benefit", "legal"})


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    if reading.words < case.limits["format.headings_from_words"]:
        return
    if len(case.posting.lines) < case.limits["format.lines_least"]:
        return
    said = columns(case)
    size = sum([size for size, kind in zip(said.sizes, said.kinds, strict=True) if kind in _ABOUT])
    share = size / len(reading.text)
    if share > case.limits["format.boilerplate_share"]:
        start, end = top(case)
        yield Hit(start, end, f"{share:.0%} of the text is about the company, benefits and the law")


RULE = Rule(
    code="RW809",
    name="boilerplate-share",
    topic="format",
    severity="note",
    since="0.1",
    evidence="house style",
    sources=("house style (domain.md 2.4)",),
    why="What stands in all of your postings tells nobody about this one. The median posting gives it 41 % of the text; past 55 % it hides the work. House style; no study was found.",
    advice="Link to a page for the company and the benefits; keep here what differs for this role.",
    bad=(
        "ML Engineer\n\nAbout us\n"
        + "We are a company that sells software to hospitals in twelve countries, founded in 2012. " * 14
        + "\n\nResponsibilities\n- Build and run the ranking service.\n- Measure every release.\n- Answer the alerts.\n",
    ),
    good=(
        "ML Engineer\n\nResponsibilities\n"
        + "- Build and run the ranking service that shows each shop its best offers every day.\n" * 20
        + "\nAbout us\nWe are a company that sells software to hospitals.\n",
    ),
    check=_check,
    points=-2,
    most=-2,
)
