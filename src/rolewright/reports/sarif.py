"""SARIF 2.1.0 for code scanning: the rules with their help, results with regions and fixes; credits are left out."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from rolewright.reports.as_json import dumps
from rolewright.reports.excerpt import TYPED
from rolewright.reports.shape import Format, Show, Tally

if TYPE_CHECKING:
    from rolewright.model.finding import Finding, Fix
    from rolewright.model.posting import Posting
    from rolewright.model.report import Report
    from rolewright.model.rule import Rule

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "note": "note", "credit": "none"}


def _head(show: Show) -> str:
    rules = [_rule(rule) for rule in show.rules.values() if rule.severity != "credit"]
    driver = {"name": "rolewright", "version": show.version, "rules": rules}
    run = f'"tool":{dumps({"driver": driver})},"columnKind":"unicodeCodePoints","results":[\n'
    return f'{{"$schema":"{SCHEMA}","version":"2.1.0","runs":[{{{run}'


def _one(report: Report, _: Show) -> str:
    return ",\n".join(dumps(_result(report, finding)) for finding in report.problems)


def _tail(_: list[Tally], __: Show) -> str:
    return "\n]}]}\n"


def _rule(rule: Rule) -> dict[str, Any]:
    sources = "".join(f"\n- {source}" for source in rule.sources)
    text = f"{rule.why}\n\nWhat to do: {rule.advice}"
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.replace("-", " ").split()),
        "shortDescription": {"text": f"Don't allow {rule.name}."},
        "fullDescription": {"text": rule.why},
        "help": {"text": text, "markdown": text + (f"\n\nSources ({rule.evidence}):{sources}" if sources else "")},
        "defaultConfiguration": {"level": _LEVELS[rule.severity], "enabled": rule.on},
        "properties": {"tags": [rule.topic], "evidence": rule.evidence, "since": rule.since},
    }


def _result(report: Report, finding: Finding) -> dict[str, Any]:
    posting = report.posting
    place = posting.place(finding.start)
    where = "" if place.unit == "line" else f" ({place})"
    uri = _uri(report.name)
    location: dict[str, Any] = {"artifactLocation": {"uri": uri}}
    if place.unit == "line":
        location["region"] = region(posting, finding.start, finding.end)
    out: dict[str, Any] = {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message}{where}. {finding.advice}"},
        "locations": [{"physicalLocation": location}],
        "properties": {"points": finding.points, "evidence": finding.evidence},
    }
    fix = None if finding.fix is None else _fix(posting, finding.fix, uri)
    return out if fix is None else {**out, "fixes": [fix]}


def region(posting: Posting, start: int, end: int) -> dict[str, int]:
    """A span as lines and columns from 1, the end column after the last character."""
    first = posting.place(start)
    if end <= start:
        return {"startLine": first.number, "startColumn": first.column,
                "endLine": first.number, "endColumn": first.column}  # fmt: skip
    last = posting.place(end - 1)
    return {"startLine": first.number, "startColumn": first.column,
            "endLine": last.number, "endColumn": last.column + 1}  # fmt: skip


def _fix(posting: Posting, fix: Fix, uri: str) -> dict[str, Any] | None:
    """A fix, if the source is text and holds the span unchanged."""
    if posting.format not in TYPED or posting.places or posting.map.editable(fix.start, fix.end) is None:
        return None
    change = {"deletedRegion": region(posting, fix.start, fix.end), "insertedContent": {"text": fix.text}}
    return {
        "description": {"text": f"Replace ({fix.grade})"},
        "artifactChanges": [{"artifactLocation": {"uri": uri}, "replacements": [change]}],
    }


def _uri(name: str) -> str:
    """A relative path as a URI reference, an absolute one as `file://`."""
    from urllib.parse import quote

    path = quote(name.replace(os.sep, "/").encode("utf-8", "surrogateescape"), safe="/")
    return f"file://{path}" if path.startswith("/") else path


FORMAT = Format(_head, _one, ",\n", _tail)
