"""The debrief as a page: what to settle first, then the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.interview.bank import table as words
from rolewright.interview.page import Block, Page, bold, bullets, clean, heading, numbers, quiet, sentence, table, text

if TYPE_CHECKING:
    from rolewright.model.card import Coefficient, Debrief, Decision

_AGREED = (
    "Alpha is Krippendorff's, for ordered ratings: 1 is full agreement, 0 what chance would give. AC2 is Gwet's, with ordinal "
    "weights; it stays readable where nearly all ratings are the same. “Without one” is alpha's range when each rated thing "
    "in turn is left out. No figure says who is right."
)


def page(made: Debrief) -> Page:
    """The page."""
    title = f"Debrief: {clean(made.title)}"
    blocks = [
        heading(1, title),
        quiet(f"{made.cards} sealed cards, {len(made.candidates)} candidates, {len(made.interviewers)} interviewers"),
    ]
    for name, said in (
        ("Cards that don't count", made.problems), ("The role changed", made.changes), ("Missing", made.missing),
        ("Look at these again", made.warnings),
    ):  # fmt: skip
        if said:
            blocks += [heading(2, name), bullets(map(sentence, said))]
    if made.questions:
        blocks += [heading(2, "To settle, in this order"), numbers(map(clean, made.questions))]
    for one in made.decisions:
        blocks += _decision(one)
    blocks += [heading(2, "Agreement"), _agreement(made), quiet(_AGREED)]
    blocks.append(
        text(
            "This page recommends no one. Decide by the evidence, write the decision and its reasons down, exceptions too, and tell every candidate within the days that you promised."
        )
    )
    return Page("debrief", title, tuple(blocks))


def _decision(one: Decision) -> list[Block]:
    verdicts = words("attributes")["recommendations"]
    rows = [("Check", "Attribute", "Ratings", "Mean")]
    for row in one.rows:
        given = ", ".join(f"{clean(who)} {rating}" for who, rating in row.ratings)
        rows.append((row.check, sentence(row.name), given or "nobody", "–" if row.mean is None else f"{row.mean:.2f}"))
    said = [
        f"{clean(who)}: {verdicts.get(verdict, verdict).partition(':')[0]}, because {clean(because)}"
        for who, verdict, because in one.verdicts
    ]
    means = "; ".join(f"{check} {'–' if mean is None else f'{mean:.2f}'}" for check, mean in one.means)
    return [
        heading(2, sentence(one.candidate)), bullets(said), table(*rows),
        text(f"{bold('Means:')} {means}. {bold('Weighted:')} {one.sum}. It decides nothing."),
    ]  # fmt: skip


def _agreement(made: Debrief) -> Block:
    rows: list[tuple[str, ...]] = [("", "Alpha", "Without one", "AC2", "Pairs", "")]
    rows += [(sentence(name), *_figures(one)) for name, one in made.agreement]
    return table(*rows)


def _figures(one: Coefficient) -> tuple[str, ...]:
    few = words("plan")["debrief"]["few_pairs"]
    note = one.why or (f"{one.pairs} pairs are too few to tell" if one.pairs < few else "")
    around = f"{one.low:.2f} to {one.high:.2f}" if one.low is not None and one.high is not None else "–"
    return (_two(one.alpha), around, _two(one.ac2), str(one.pairs), note)


def _two(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
