"""A grade for those who read it: the team's page (Markdown and HTML), the candidate's letter, and the sides of several."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from rolewright.knowledge.loader import written
from rolewright.model.grade import FAIL, PART, SKIP, Check, Grade, GradedRow

if TYPE_CHECKING:
    from collections.abc import Sequence

_SIGNS = {"pass": "✓", "part": "◐", "fail": "✗", "skipped": "–"}


def markdown(grade: Grade) -> str:
    """Everything, for the team."""
    out = [
        f"# {_plain(grade.submission)}",
        f"Assignment {grade.assignment}. **{grade.points:g} of {grade.of}** points that are settled ({grade.seconds:g} s).",
    ]
    out += [f"> {_plain(note)}" for note in grade.notes]
    out += ["| | points | of | how |", "|---|---|---|---|"]
    out[-2:] = [
        "\n".join(
            [*out[-2:], *(f"| {row.row.title} | {_earned(row)} | {row.row.points} | {row.sum} |" for row in grade.rows)]
        )
    ]
    for row in grade.rows:
        out.append(f"## {row.row.title}")
        out += ["\n".join(_line(check) for check in row.checks)] if row.checks else []
        out += [f"- {mark.reviewer}: {mark.points:g} points. {_plain(mark.evidence)}" for mark in row.marks]
        if row.row.by == "person":
            none, half, full = row.row.anchors
            out.append(f"{row.row.guide}\n\n- 0: {none}\n- {row.row.points / 2:g}: {half}\n- {row.row.points}: {full}")
    if grade.information:
        out += ["## To know, without points", "\n".join(f"- {_plain(check.said)}" for check in grade.information)]
    return "\n\n".join(out) + "\n"


def _earned(row: GradedRow) -> str:
    return "open" if row.earned is None else f"{row.earned:g}"


def _line(check: Check) -> str:
    lines = [f"- {_SIGNS[check.verdict]} {_plain(check.said)}"]
    if check.verdict in {PART, FAIL}:
        lines += [f"    - sent `{_code(one.asked)}`, got `{_code(one.got)}`" for one in check.evidence]
    return "\n".join(lines)


def _plain(text: str) -> str:
    """Text of a submission, harmless in Markdown."""
    return escape(text, quote=False).replace("[", "\\[").replace("`", "'").replace("|", "\\|").replace("\n", " ")


def _code(text: str) -> str:
    return text.replace("`", "'").replace("\n", " ")[:300]


def letter(grade: Grade, most: int = 5) -> str:
    """What the candidate gets: what went well, what to mend with its reason, what comes next. No points of others."""
    table = written("takehome/letter")
    checks = [check for row in grade.rows for check in row.checks]
    good = [check for check in checks if check.verdict == "pass"]
    weak = sorted(
        (check for check in checks if check.verdict in {PART, FAIL}), key=lambda check: (check.share - 1) * check.weight
    )
    parts = [table["opening"].format(submission=_plain(grade.submission), assignment=grade.assignment)]
    parts += ["## What works", "\n".join(f"- {_plain(check.said)}." for check in good[:most])] if good else []
    parts += (
        ["## What we would mend first", "\n".join(_advice(check, table["advice"]) for check in weak[:most])]
        if weak
        else [table["nothing"]]
    )
    rows = "\n".join(f"- {row.row.title}: {_earned(row)} of {row.row.points}" for row in grade.rows)
    parts += ["## How it adds up", rows, f"{grade.points:g} of {grade.of} points so far.", table["closing"]]
    return "\n\n".join(parts) + "\n"


def _advice(check: Check, table: dict[str, str]) -> str:
    said = f"- {_plain(check.said)}."
    if check.evidence:
        said += f" For example, to `{_code(check.evidence[0].asked)[:160]}` it answered `{_code(check.evidence[0].got)[:160]}`."
    return f"{said} {table.get(check.id, '')}".rstrip()


def html(grade: Grade) -> str:
    """The team's page: one file, no scripts, nothing of the submission that a browser would run."""
    rows = "".join(
        f"<tr><th scope=row>{escape(row.row.title)}<td class=n>{_earned(row)}<td class=n>{row.row.points}<td>{escape(row.sum)}"
        for row in grade.rows
    )
    parts = "".join(
        f"<section><h2>{escape(row.row.title)}</h2><ul>{''.join(map(_item, row.checks))}{_marks(row)}</ul></section>"
        for row in grade.rows
    )
    known = "".join(f"<li>{escape(check.said)}" for check in grade.information)
    notes = "".join(f"<p class=note>{escape(note)}" for note in grade.notes)
    return (
        f"<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'><title>{escape(grade.submission)}</title>"
        f"<style>{written('takehome/letter')['style']}</style><main><h1>{escape(grade.submission)}</h1><p>Assignment {escape(grade.assignment)}. "
        f"<strong>{grade.points:g} of {grade.of}</strong> points that are settled.{notes}<table><thead><tr><th scope=col>row<th scope=col class=n>points"
        f"<th scope=col class=n>of<th scope=col>how</thead><tbody>{rows}</table>{parts}<section><h2>To know, without points</h2><ul>{known}</ul></section></main>"
    )


def _item(check: Check) -> str:
    shown = "" if check.verdict in {"pass", SKIP} else "".join(
        f"<div class=e><code>{escape(one.asked)}</code><br>→ <code>{escape(one.got)}</code></div>" for one in check.evidence)  # fmt: skip
    return f"<li class={check.verdict}>{_SIGNS[check.verdict]} {escape(check.said)}{shown}"


def _marks(row: GradedRow) -> str:
    return "".join(f"<li>{escape(mark.reviewer)}: {mark.points:g}. {escape(mark.evidence)}" for mark in row.marks)


def side_by_side(grades: Sequence[Grade]) -> str:
    """Submissions to one assignment, the most points first; rows as they stand, nothing ranked by what is still open."""
    some = sorted(grades, key=lambda grade: (-grade.points, grade.submission))
    head = ["| |" + "|".join(_plain(grade.submission) for grade in some) + "|", "|---|" + "---|" * len(some)]
    rows = [
        f"| {row.row.title} ({row.row.points}) |" + "|".join(_earned(grade.rows[n]) for grade in some) + "|"
        for n, row in enumerate(some[0].rows)
    ]
    last = ["| **settled** |" + "|".join(f"**{grade.points:g} of {grade.of}**" for grade in some) + "|"]
    return "\n".join([*head, *rows, *last]) + "\n"
