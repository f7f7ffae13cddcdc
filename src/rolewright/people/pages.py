"""Matches as pages: the index, a matrix for each profile, and the letter that the person could be shown."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from rolewright.interview.page import Block, Page, bold, bullets, clean, heading, quiet, sentence, table, text
from rolewright.knowledge.shelf import shelf
from rolewright.matching.match import figure
from rolewright.matching.show import quote, ranks, total, verdict
from rolewright.model.match import KINDS, NEAR, NONE, SHOWN, Cell, Match, Matching, Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NAMES = {"must-have": "Must-haves", "nice-to-have": "Nice to have", "stage": "Owned stages", "level": "The level"}


def index(made: Matching, sort: str = "id") -> Page:
    """All profiles, by id or by points; ties stay ties."""
    words = _words("index")
    ordered = ranks(made) if sort == "points" else [("", one) for one in made.matches]
    title = f"Evidence for {clean(made.title)}"
    blocks = [heading(1, title), text(words["about"])]
    if sort == "points":
        blocks.append(quiet(words["ties"]))
    head = ("Document", *(_NAMES[kind] for kind in KINDS), "Points", "Not counted")
    rows = [
        (f"{rank} {one.profile}".strip(), *(_counts(one, made.rows, kind) for kind in KINDS), f"{figure(one.points)} of {figure(one.of)}", str(len(one.tricks) or ""))
        for rank, one in ordered
    ]  # fmt: skip
    blocks += [table(head, *rows), heading(2, "By row"), _by_row(made)]
    return Page("index", title, tuple(blocks))


def matrix(one: Match, made: Matching) -> Page:
    """One profile's matrix with its sum."""
    words = _words("matrix")
    title = f"{one.profile} beside {clean(made.title)}"
    blocks = [heading(1, title), quiet(_fill(words["about"], one, made))]
    if one.language not in {"", "en"}:
        name = tongue(one.language)
        blocks.append(text(words["language" if name else "unknown_language"].format(language=name or one.language)))
    for kind in KINDS:
        cells = [(cell, row) for cell, row in zip(one.cells, made.rows, strict=True) if row.kind == kind]
        if cells:
            blocks += [heading(2, _NAMES[kind]), _matrix(cells, one.jobs)]
    blocks += [heading(2, "The sum"), text(total(one)), quiet(words["sum"])]
    blocks += _told(words, one)
    return Page(one.profile, title, tuple(blocks))


def tongue(code: str) -> str:
    """The name of a language whose verbs are known; "" for another."""
    known = shelf("matching/depth_languages").get(code)
    return known["name"] if isinstance(known, dict) else "English" if code == "en" else ""


def letter(one: Match, made: Matching) -> Page:
    """What the candidate may be told: what was looked for, found, not found, and how to correct it."""
    words = _words("letter")
    title = words["title"].format(title=clean(made.title))
    pairs = list(zip(one.cells, made.rows, strict=True))
    found = [f"{bold(sentence(row.text))} {_found(cell)}" for cell, row in pairs if cell.verdict != NONE or cell.vetted]
    lacking = [sentence(row.text) for cell, row in pairs if cell.verdict == NONE and not cell.vetted]
    blocks = [heading(1, title), text(words["opening"]), heading(2, words["looked"]), bullets(found)]
    blocks += [heading(2, words["missing"])]
    blocks += [text(words["missing_about"]), bullets(lacking)] if lacking else [text(words["none_missing"])]
    if one.tricks:
        blocks += [text(words["tricks"]), bullets(_trick(trick) for trick in one.tricks)]
    blocks.append(text(_fill(words["correct"], one, made)))
    return Page(f"{one.profile}-letter", title, tuple(blocks))


def _matrix(cells: Sequence[tuple[Cell, Row]], jobs: Sequence[str]) -> Block:
    rows = [("What is looked for", "Evidence", "How deep, when", "Points", "What would settle it")]
    for cell, row in cells:
        quotes = [quote(one, jobs) for one in cell.evidence] + [_vetted(one) for one in cell.vetted]
        rows.append((
            sentence(row.text), "\n".join(map(clean, quotes)) or "–", verdict(cell, row),
            cell.sum or (f"0 of {row.weight}" if row.weight else "–"), clean(cell.ask) or "–",
        ))  # fmt: skip
    return table(*rows)


def _by_row(made: Matching) -> Block:
    """Each row with how many documents show it; what nobody shows may be what nobody writes."""
    rows: list[tuple[str, ...]] = [("Row", "Weight", "Shown", "Near", "No evidence")]
    for number, row in enumerate(made.rows):
        found = Counter(one.cells[number].verdict for one in made.matches)
        rows.append(
            (f"{sentence(row.text)} [{row.id}]", str(row.weight), *(str(found[kind]) for kind in (SHOWN, NEAR, NONE)))
        )
    return table(*rows)


def _counts(one: Match, rows: Sequence[Row], kind: str) -> str:
    """`3 shown, 1 near of 5`."""
    found = Counter(cell.verdict for cell, row in zip(one.cells, rows, strict=True) if row.kind == kind)
    whole = sum(found.values())
    near = f", {found[NEAR]} near" if found[NEAR] else ""
    return f"{found[SHOWN]}{near} of {whole}" if whole else "–"


def _told(words: dict[str, str], one: Match) -> Iterator[Block]:
    """What isn't counted, and what the reader couldn't read."""
    if one.tricks:
        yield heading(2, words["tricks"])
        yield bullets(_trick(trick) for trick in one.tricks)
    if one.troubles:
        yield heading(2, words["troubles"])
        yield bullets(map(clean, one.troubles))


def _trick(trick: Any) -> str:
    return f"{clean(trick.why)}: “{clean(trick.text)}” ({trick.where})"


def _found(cell: Cell) -> str:
    quotes = "; ".join(quote(one) for one in cell.evidence[:1]) or "seen by people"
    return clean(f"{quotes}{f' (near: {cell.relation})' if cell.relation else ''}")


def _vetted(one: Any) -> str:
    return f"{one.kind} of {one.date} by {one.by}: {one.rating} of 5, {one.says}"


def _fill(words: str, one: Match, made: Matching) -> str:
    return words.format(day=made.day, version=made.version, id=one.profile)


def _words(name: str) -> dict[str, str]:
    found: dict[str, str] = shelf("matching/pages")[name]
    return found
