"""GitLab's code quality report: a JSON array that a merge request shows as a widget and beside the changed lines."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING, Any

from rolewright.reports.as_json import dumps
from rolewright.reports.fingerprints import fingerprints
from rolewright.reports.sarif import region
from rolewright.reports.shape import Format, Show, Tally

if TYPE_CHECKING:
    from rolewright.model.finding import Finding
    from rolewright.model.report import Report

_SEVERITIES = {"error": "critical", "warning": "major", "note": "minor"}


def _head(_: Show) -> str:
    return "[\n"


def _one(report: Report, _: Show) -> str:
    return ",\n".join(dumps(_issue(report, finding, mark)) for finding, mark in fingerprints(report))


def _tail(_: list[Tally], __: Show) -> str:
    return "\n]\n"


def _issue(report: Report, finding: Finding, mark: str) -> dict[str, Any]:
    """A finding; one in a page or a paragraph stands at the file's first line, its place in the words."""
    path = report.name.replace(os.sep, "/")
    place = report.posting.place(finding.start)
    lines = {"begin": 1}
    message = f"{place}: {finding.message}"
    if place.unit == "line":
        at = region(report.posting, finding.start, finding.end)
        lines, message = {"begin": at["startLine"], "end": at["endLine"]}, finding.message
    return {
        "description": message,
        "check_name": f"{finding.code} {finding.name}",
        "fingerprint": hashlib.sha256(f"{path}\0{mark}".encode("utf-8", "replace")).hexdigest(),
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": path.removeprefix("./"), "lines": lines},
    }


FORMAT = Format(_head, _one, ",\n", _tail)
