"""Comments that let a finding be: behind its line, or for the whole posting at its end; the reason is for the author to write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from rolewright.engine.suppress import MARK

if TYPE_CHECKING:
    from rolewright.lsp.opened import Opened
    from rolewright.model.finding import Finding

_HIDDEN = frozenset({"markdown", "html"})
"""Formats whose comments readers don't see."""


def excuses(opened: Opened, finding: Finding, *, snippets: bool) -> list[tuple[str, types.WorkspaceEdit]]:
    """(title, edit) of the ways to let a finding be; none for a format without comments.

    With `snippets` the client asks for the reason where it belongs; else it is left empty, and RW002 asks for it.
    """
    kind = opened.report.posting.format
    if kind not in {*_HIDDEN, "text"}:
        return []
    here = f"{MARK} ignore {finding.code} because "
    whole = f"{MARK} ignore-file {finding.code} because "
    code = finding.code
    return [
        (f"Ignore {code} here, with a reason", _edit(opened, *_here(opened, finding, here), snippets=snippets)),
        (f"Ignore {code} in this posting, with a reason", _edit(opened, *_end(opened, whole), snippets=snippets)),
    ]


def _here(opened: Opened, finding: Finding, said: str) -> tuple[int, str, str, str]:
    """(where, before, comment, after): behind the finding's line; in plain text on a line of its own before it."""
    posting, rows = opened.report.posting, opened.rows
    line = next((line for line in posting.lines if line.end > finding.start), None)
    last = len(rows.source) if line is None else opened.span(line.start, line.end)[1]
    if posting.format in _HIDDEN:
        row_end = rows.row(rows.position(last).line)[1]
        return last if posting.format == "html" else row_end, " ", said, ""
    first = 0 if line is None else opened.span(line.start, line.end)[0]
    return rows.row(rows.position(first).line)[0], "", said, _newline(rows.source)


def _end(opened: Opened, said: str) -> tuple[int, str, str, str]:
    source, newline = opened.rows.source, _newline(opened.rows.source)
    before = "" if not source or source.endswith(("\n", "\r")) else newline
    return len(source), before, said, newline


def _edit(opened: Opened, offset: int, before: str, said: str, after: str, *, snippets: bool) -> types.WorkspaceEdit:
    hidden = opened.report.posting.format in _HIDDEN
    opening, closing = ("<!-- ", " -->") if hidden else ("", "")
    at = opened.rows.range(offset, offset)
    if not snippets:
        change = types.TextEdit(at, f"{before}{opening}{said.rstrip()}{closing}{after}")
        return types.WorkspaceEdit(changes={opened.uri: [change]})
    value = types.StringValue(f"{before}{opening}{said}${{1:the reason}}{closing}{after}")
    document = types.OptionalVersionedTextDocumentIdentifier(uri=opened.uri)
    changes = types.TextDocumentEdit(document, [types.SnippetTextEdit(at, value)])
    return types.WorkspaceEdit(document_changes=[changes])


def _newline(source: str) -> str:
    return "\r\n" if "\r\n" in source else "\n"
