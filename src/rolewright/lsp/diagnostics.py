"""Findings as diagnostics. Credits are no problems: the hover tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

if TYPE_CHECKING:
    from rolewright.lsp.opened import Opened
    from rolewright.model.finding import Finding

SOURCE = "rolewright"
_SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "note": types.DiagnosticSeverity.Information,
}


def diagnostics(opened: Opened) -> list[types.Diagnostic]:
    """A diagnostic a problem, in the order of the text."""
    return [diagnostic(opened, finding) for finding in opened.report.problems]


def diagnostic(opened: Opened, finding: Finding) -> types.Diagnostic:
    """A finding; what to do stands on the second line."""
    return types.Diagnostic(
        range=opened.rows.range(*opened.span(finding.start, finding.end)),
        message=f"{finding.message}\n{finding.advice}",
        severity=_SEVERITIES[finding.severity],
        code=finding.code,
        source=SOURCE,
    )


def trouble(message: str) -> types.Diagnostic:
    """Why a document can't be checked, on its first line."""
    start = types.Position(0, 0)
    return types.Diagnostic(types.Range(start, start), message, severity=types.DiagnosticSeverity.Error, source=SOURCE)
