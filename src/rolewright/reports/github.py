"""Annotations of GitHub Actions, one line a finding: `::warning file=…,line=…::message`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.reports.cells import shown
from rolewright.reports.sarif import region
from rolewright.reports.shape import Format, Show, no_tail, nothing

if TYPE_CHECKING:
    from rolewright.model.finding import Finding
    from rolewright.model.report import Report

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def _one(report: Report, _: Show) -> str:
    return "".join(_annotation(report, finding) + "\n" for finding in report.problems)


def _annotation(report: Report, finding: Finding) -> str:
    place = report.posting.place(finding.start)
    properties = {"file": report.name, "title": f"{finding.code} {finding.name}"}
    message = f"{finding.message}\n{finding.advice}"
    if place.unit == "line":
        at = region(report.posting, finding.start, finding.end)
        properties |= {"line": str(at["startLine"]), "col": str(at["startColumn"]), "endLine": str(at["endLine"]),
                       "endColumn": str(at["endColumn"])}  # fmt: skip
    else:
        message = f"{place}: {message}"
    written = ",".join(f"{key}={_safe(value).translate(_PROPERTY)}" for key, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {written}::{_safe(message).translate(_DATA)}"


def _safe(text: str) -> str:
    return "".join([c if c.isprintable() or c in "\r\n" else shown(c) for c in text])


FORMAT = Format(nothing, _one, "", no_tail)
