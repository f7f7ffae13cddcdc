"""What tells a finding from others of its posting, whatever is edited elsewhere in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rolewright.model.finding import Finding
    from rolewright.model.report import Report

_HASH_LENGTH = 12


def fingerprints(report: Report) -> list[tuple[Finding, str]]:
    """Each problem of a report with its fingerprint."""
    import hashlib

    seen: dict[tuple[str, str], int] = {}
    out = []
    for finding in report.problems:
        sentence = " ".join(_sentence(report, finding).lower().split())
        number = seen[finding.code, sentence] = seen.get((finding.code, sentence), 0) + 1
        digest = hashlib.sha256(f"{sentence}\0{number}".encode("utf-8", "replace")).hexdigest()
        out.append((finding, f"{finding.code} {digest[:_HASH_LENGTH]}"))
    return out


def _sentence(report: Report, finding: Finding) -> str:
    """The statements that a finding touches; its message if it is about the whole posting."""
    start, end = finding.start, max(finding.end, finding.start + 1)
    parts = [report.reading.text[s.start : s.end] for s in report.reading.statements if s.start < end and start < s.end]
    return " ".join(parts[:3]) if finding.end > finding.start else ""
