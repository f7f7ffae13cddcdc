"""A posting that is open in an editor: its source by lines and the report on it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from rolewright.documents import sniff
from rolewright.documents.load import from_text
from rolewright.engine import config
from rolewright.engine.checking import report_on
from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from rolewright.lsp.options import Options
    from rolewright.lsp.rows import Rows
    from rolewright.model.finding import Finding
    from rolewright.model.report import Report

_LANGUAGES = {"markdown": "markdown", "html": "html", "plaintext": "text", "json": "json"}
"""What editors call the formats."""


class Opened(NamedTuple):
    """A checked document; `report.posting.source` is what the editor holds."""

    uri: str
    rows: Rows
    report: Report
    settings: config.Settings

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A span of the posting's text as a span of the source."""
        to_source = self.report.posting.map.source
        first = to_source(start)
        return first, to_source(end - 1) + 1 if end > start else first

    def at(self, offset: int) -> tuple[Finding, ...]:
        """The findings at an offset of the source."""
        spans = ((finding, self.span(finding.start, finding.end)) for finding in self.report.findings)
        return tuple(finding for finding, (start, end) in spans if start <= offset <= end)


def opened(uri: str, path: str, language: str, rows: Rows, options: Options) -> Opened:
    """Check a document. Raises RolewrightError if a configuration, a baseline or a role file is wrong."""
    known = _LANGUAGES.get(language, "")
    posting = from_text(rows.source, path, known or sniff.text(rows.source, path))
    settings = config.find(os.path.dirname(path))
    role = config.load_role(options.role) if options.role else None
    report = report_on(
        posting, settings, select=options.select, ignore=options.ignore, places=options.jurisdictions, role=role
    )
    return Opened(uri, rows, report, settings)
