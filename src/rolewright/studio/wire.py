"""Records as the page wants them: plain data whose offsets count UTF-16 units of the source, as a browser does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright import api
from rolewright.store.merge import changes

if TYPE_CHECKING:
    from collections.abc import Callable

    from rolewright.model.finding import Finding
    from rolewright.model.posting import Posting
    from rolewright.model.report import Report


def utf16(text: str) -> Callable[[int], int]:
    """Code points of a text → UTF-16 units."""
    if text.isascii() or max(text) <= "\uffff":
        return lambda offset: offset
    from bisect import bisect_left

    wide = [at for at, char in enumerate(text) if char > "\uffff"]
    return lambda offset: offset + bisect_left(wide, offset)


def report(made: Report) -> dict[str, Any]:
    """A report: findings with their ranges (`from`, `to`) in the source, the score with its sum, the picture of the role."""
    posting = made.posting
    units = utf16(posting.text if posting.source is None else posting.source)
    return {
        "score": made.score,
        "band": made.band,
        "arithmetic": [
            {"label": r.label, "points": r.points, "count": r.times, "code": r.code} for r in made.arithmetic
        ],
        "findings": [_finding(posting, finding, units) for finding in made.findings],
        "suppressed": made.suppressed,
        "picture": api.picture(made),
    }


def _finding(posting: Posting, finding: Finding, units: Callable[[int], int]) -> dict[str, Any]:
    start, end = api.source_span(posting, finding.start, finding.end)
    place = posting.place(finding.start)
    return {
        "code": finding.code, "name": finding.name, "topic": finding.topic, "severity": finding.severity,
        "message": finding.message, "advice": finding.advice, "evidence": finding.evidence, "points": finding.points,
        "source": finding.source, "from": units(start), "to": units(end), "line": place.number, "fix": _fix(posting, finding, units),
    }  # fmt: skip


def _fix(posting: Posting, finding: Finding, units: Callable[[int], int]) -> dict[str, Any] | None:
    """A fix with the edit of the source that it is; `edit` is None where the format can't take it."""
    if finding.fix is None:
        return None
    made = api.edits(posting, [finding.fix])
    edit = {"from": units(made[0].start), "to": units(made[0].end), "insert": made[0].text} if made else None
    return {"grade": finding.fix.grade, "text": finding.fix.text, "edit": edit}


def edits(old: str, new: str) -> list[dict[str, Any]]:
    """The edits that make one text of another, as the editor takes them."""
    units = utf16(old)
    return [{"from": units(start), "to": units(end), "insert": text} for start, end, text in changes(old, new)]
