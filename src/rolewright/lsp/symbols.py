"""The outline of a posting (its sections with what they ask for) and the strength of requirements beside the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

if TYPE_CHECKING:
    from rolewright.lsp.opened import Opened
    from rolewright.model.posting import Line
    from rolewright.model.reading import Statement

_LONGEST = 60
_TOP = "(top)"


def symbols(opened: Opened) -> list[types.DocumentSymbol]:
    """A symbol a section, its statements below it; what stands before the first heading is a section, too."""
    lines = opened.report.posting.lines
    heads = [i for i, line in enumerate(lines) if line.hint == "heading"]
    starts = heads if heads[:1] == [0] else [0, *heads] if lines else []
    ends = [*starts[1:], len(lines)]
    return [_section(opened, lines, first, end) for first, end in zip(starts, ends, strict=True)]


def _section(opened: Opened, lines: tuple[Line, ...], first: int, end: int) -> types.DocumentSymbol:
    head, last = lines[first], lines[end - 1]
    titled = head.hint == "heading"
    inside = [s for s in opened.report.reading.statements if head.start <= s.start < last.end]
    children = [s for s in inside if not (titled and s.start < head.end)]
    span = opened.span(head.start, last.end)
    return types.DocumentSymbol(
        name=_short(opened, head.start, head.end) if titled else _TOP,
        detail=_kinds(children),
        kind=types.SymbolKind.Namespace,
        range=opened.rows.range(*span),
        selection_range=opened.rows.range(*(opened.span(head.start, head.end) if titled else (span[0], span[0]))),
        children=[_statement(opened, statement) for statement in children],
    )


def _statement(opened: Opened, statement: Statement) -> types.DocumentSymbol:
    at = opened.rows.range(*opened.span(statement.start, statement.end))
    return types.DocumentSymbol(
        name=_short(opened, statement.start, statement.end), detail=statement.kinds[0] if statement.kinds else "",
        kind=types.SymbolKind.String, range=at, selection_range=at,
    )  # fmt: skip


def _kinds(statements: list[Statement]) -> str:
    """The commonest kinds of some statements, with their numbers."""
    counts: dict[str, int] = {}
    for statement in statements:
        for kind in statement.kinds[:1]:
            counts[kind] = counts.get(kind, 0) + 1
    ordered = sorted(counts.items(), key=lambda pair: -pair[1])[:2]
    return ", ".join(f"{number} {kind}" for kind, number in ordered)


def _short(opened: Opened, start: int, end: int) -> str:
    """Words of the posting on one line; the protocol wants a name that isn't blank."""
    words = " ".join(opened.report.reading.text[start:end].split()) or "…"
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def hints(opened: Opened, within: types.Range) -> list[types.InlayHint]:
    """`must` or `nice` behind each requirement that starts in a range."""
    first, last = opened.rows.offset(within.start), opened.rows.offset(within.end)
    out = []
    for need in opened.report.reading.requirements:
        start, end = opened.span(need.start, need.end)
        if first <= start <= last and need.strength in {"must", "nice"}:
            told = "required" if need.strength == "must" else "nice to have"
            out.append(types.InlayHint(
                opened.rows.position(end), need.strength, padding_left=True, tooltip=f"It reads as {told}.",
            ))  # fmt: skip
    return out
