"""A German title in the masculine alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Example, Rule
from rolewright.rules.pay_and_law import _laws
from rolewright.rules.spots import top

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    title = case.reading.title
    if title is None or not case.places:
        return
    table = case.tables.tables["laws"]["titles"]
    text = title.text.lower()
    word = next(
        (w for w in text.replace("-", " ").split() if w.strip("(),:").endswith(tuple(table["masculine"]))), None
    )
    if word is None or any(mark in text for mark in table["for_all"]):
        return
    laws = _laws.binding(case, "title")
    if laws:
        start, end = top(case)
        said = f"the title “{title.text}” is masculine alone; {_laws.want(laws)} titles for all genders"
        yield Hit(start, end, f"{said}.{_laws.CLOSED}")


RULE = Rule(
    code="RW727",
    name="masculine-title-in-german",
    topic="pay and law",
    severity="warning",
    since="0.1",
    evidence="law",
    sources=("Germany: AGG 11", "Austria: GlBG 9 (1)"),
    why="In German a masculine title is heard as an ad for men, and courts in Germany and Austria have treated it so. A refused applicant can claim up to three months' pay.",
    advice="Add “(m/w/d)”, or write both forms (“Softwareentwickler:in”) or a neutral one.",
    bad=(
        Example(
            "Softwareentwickler für maschinelles Lernen\n\nStandort: Berlin\n\nAufgaben\n- Du baust und betreibst den Dienst.\n",
            title="Softwareentwickler für maschinelles Lernen",
            places=("DE",),
        ),
    ),
    good=(
        Example(
            "Softwareentwickler (m/w/d)\n\nStandort: Berlin\n\nAufgaben\n- Du baust und betreibst den Dienst.\n",
            title="Softwareentwickler (m/w/d)",
            places=("DE",),
        ),
        Example(
            "ML Engineer\n\nStandort: Berlin\n\nAufgaben\n- Du baust und betreibst den Dienst.\n",
            title="ML Engineer",
            places=("DE",),
        ),
        Example(
            "Softwareentwickler\n\nStandort: Basel\n\nAufgaben\n- Du baust und betreibst den Dienst.\n",
            title="Softwareentwickler",
            places=("CH",),
        ),
    ),
    check=_check,
    points=-4,
    most=-4,
    needs=("has/place",),
)
