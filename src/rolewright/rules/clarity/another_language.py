"""The posting isn't in English, which is all that the reading knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules.spots import top

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    language = case.reading.language
    if language != "en":
        start, end = top(case)
        yield Hit(start, end, f"reads as another language than English ({language}): most of it was not checked")


RULE = Rule(
    code="RW909",
    name="another-language",
    topic="clarity",
    severity="note",
    since="0.1",
    evidence="house style",
    sources=("languages.toml: the commonest words of eleven languages",),
    why=(
        "What a line is about, what is required and which words put people off is known for English only. Silence about "
        "the rest would look like praise."
    ),
    advice="Check an English version, or let a careful reader of that language check it.",
    bad=(
        "Wir suchen eine Entwicklerin für unser Team. Du entwickelst mit uns die Plattform und arbeitest an Modellen für die Kunden.",
        "Nous cherchons une personne pour notre équipe. Vous travaillez avec les développeurs sur des modèles pour nos clients.",
    ),
    good=(
        "We look for an engineer for our team in München. You build models with us for the customers of our platform.",
        "ML Engineer (m/w/d)\n\nYou will build and run models in production with the platform team.",
    ),
    check=_check,
    points=0,
    most=0,
)
