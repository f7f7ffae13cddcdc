"""One JSON document: `{"version": 1, "tool": …, "reports": […], "summary": {…}}`, a report a line."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from rolewright.reports.shape import Format, Show, Tally

if TYPE_CHECKING:
    from rolewright.model.report import Report

VERSION = 1


def dumps(value: Any) -> str:
    """Compact JSON whose control characters are all escaped, those of Latin-1 and lone surrogates too."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if text.isprintable():
        return text
    return "".join([c if c.isprintable() or c == "\n" else _escaped(c) for c in text])


def _escaped(char: str) -> str:
    code = ord(char)
    if code >= 0x10000:
        code -= 0x10000
        return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
    return f"\\u{code:04x}"


def _head(show: Show) -> str:
    tool = {"name": "rolewright", "version": show.version}
    return f'{{"version":{VERSION},"tool":{dumps(tool)},"reports":[\n'


def _one(report: Report, show: Show) -> str:
    """A report; each finding with the `why` of its rule."""
    data = report.as_dict()
    for finding in data["findings"]:
        rule = show.rules.get(finding["code"])
        finding["why"] = "" if rule is None else rule.why
    return dumps(data)


def _tail(tallies: list[Tally], _: Show) -> str:
    found: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    for tally in tallies:
        found.update(tally.severities)
        codes.update(tally.codes)
    summary = {"postings": len(tallies), "severities": dict(found), "rules": dict(sorted(codes.items()))}
    return f'\n],"summary":{dumps(summary)}}}\n'


FORMAT = Format(_head, _one, ",\n", _tail)
