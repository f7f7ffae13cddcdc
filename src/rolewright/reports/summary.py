"""A summary in Markdown for a pull request: a row a posting with its score's change, what came and what went below."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rolewright.model.record import NamedTuple
from rolewright.reports.rule_markdown import escaped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.model.comparison import Comparison
    from rolewright.model.report import Report

MARK = "<!-- rolewright summary -->"
"""The first line, by which a comment is found again."""
POSTINGS, FINDINGS = 50, 20
"""The most rows, and findings a posting: a comment holds 65,536 characters."""
_HEAD = "| posting | score | {} | errors | warnings | notes |\n|---|---|--:|--:|--:|--:|\n"


class Summed(NamedTuple):
    """A posting with what changed; `change` None if there was no earlier one."""

    report: Report
    change: Comparison | None = None
    old_score: int = 0


def summary(rows: Sequence[Summed], against: str) -> str:
    """The whole; `against` names what the scores are compared with, "" if nothing."""
    shown = rows[:POSTINGS]
    more = f"\n{len(rows) - len(shown)} more postings are left out.\n" if len(rows) > len(shown) else ""
    head = f"{MARK}\n### Rolewright: {len(rows)} {'posting' if len(rows) == 1 else 'postings'}\n\n"
    against = against[:12] if re.fullmatch(r"[0-9a-f]{40}", against) else against
    table = _HEAD.format(f"against {_safe(against)}" if against else "change") + "".join(map(_row, shown))
    return head + table + more + "".join(_details(one) for one in shown)


def _row(one: Summed) -> str:
    report = one.report
    counts = [sum(f.severity == name for f in report.problems) for name in ("error", "warning", "note")]
    change = "new" if one.change is None else _signed(report.score - one.old_score)
    return f"| {_safe(report.name.removeprefix('./'))} | {report.score}, {report.band} | {change} | {' | '.join(map(str, counts))} |\n"


def _details(one: Summed) -> str:
    """What came and went; all problems of a posting that is new."""
    name = _safe(one.report.name.removeprefix("./"))
    if one.change is None:
        lines = [
            f"- {_safe(str(one.report.posting.place(f.start)))} **{f.code}** {f.severity}: {_safe(f.message)}"
            for f in one.report.problems
        ]
        told = f"{len(lines)} to mend"
    else:
        said = [s for s in one.change.findings if s.severity != "credit"]
        came = [f"- new {s.place} **{s.code}** {s.severity}: {_safe(s.message)}" for s in said if s.change == "new"]
        went = [f"- gone **{s.code}**: {_safe(s.message)}" for s in said if s.change == "gone"]
        lines, told = came + went, f"{len(came)} new, {len(went)} gone"
    if not lines:
        return ""
    more = [f"- {len(lines) - FINDINGS} more"] if len(lines) > FINDINGS else []
    body = "\n".join(lines[:FINDINGS] + more)
    return f"\n<details><summary>{name}: {told}</summary>\n\n{body}\n\n</details>\n"


def _signed(points: int) -> str:
    return f"{points:+d}".replace("-", "−") if points else "±0"


def _safe(text: str) -> str:
    """Words of a posting in a comment: no markup, nobody called by `@`, no issue linked."""
    shown = escaped(text).replace("&", "&amp;").replace("@", "&#64;")
    return shown.replace("://", ":&#47;&#47;").replace("www.", "www&#46;")
