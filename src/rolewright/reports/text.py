"""The report for people: each finding with the author's line and a caret, then what is right, the role, the score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.reports.cells import flow, wrap
from rolewright.reports.paint import counted, paint, sign, signed
from rolewright.reports.picture import picture
from rolewright.reports.shape import SEVERITIES, Format, Show, nothing
from rolewright.reports.text_finding import block, one_line
from rolewright.reports.text_totals import totals

if TYPE_CHECKING:
    from rolewright.model.finding import Finding
    from rolewright.model.report import Report


def one(report: Report, show: Show) -> str:
    """A report as text, with a blank line at its end; one line a finding if `quiet`, nothing if `statistics`."""
    if show.statistics:
        return ""
    if show.quiet:
        return "".join(one_line(report, finding, show) + "\n" for finding in _ordered(report.problems))
    parts = _findings(report, show)
    parts += [_credits(report, show), picture(report.reading, show), _score(report, show)]
    return "\n".join(part for part in parts if part) + "\n"


def _ordered(findings: tuple[Finding, ...]) -> list[Finding]:
    """By severity, then place."""
    return sorted(findings, key=lambda f: (SEVERITIES.index(f.severity), f.start, f.code))


def _findings(report: Report, show: Show) -> list[str]:
    """A block a finding. What was said of a rule before isn't said again, nor is a line shown twice running."""
    told: set[tuple[str, str]] = set()
    before, parts = (-1, -1), []
    for finding in _ordered(report.problems):
        parts.append(block(report, finding, show, told, shown=(finding.start, finding.end) == before))
        told |= {(finding.code, ""), (finding.code, finding.advice)}
        before = (finding.start, finding.end)
    return parts


def _credits(report: Report, show: Show) -> str:
    """What the posting does right, a line each, a rule once."""
    if not report.credits:
        return ""
    lines = [paint("What it does right", "bold", show)]
    for code in dict.fromkeys(f.code for f in report.credits):
        same = [f for f in report.credits if f.code == code]
        points = sum(f.points for f in same)
        place = f"{report.posting.place(same[0].start)}" if same[0].end > same[0].start else ""
        tail = ", ".join(part for part in (place, signed(points, show) if points else "") if part)
        mark = paint(sign("✓", show), "credit", show)
        message = wrap(same[0].message, show.width - len(tail) - 4, "    ", "")
        lines.append(f"  {mark} {message}" + (f"  {paint(tail, 'dim', show)}" if tail else ""))
    return "\n".join(lines) + "\n"


def _score(report: Report, show: Show) -> str:
    """The score, and the sum that makes it."""
    style = "good" if report.score >= 60 else "fair" if report.score >= 40 else "bad"
    counts = [(sum(f.severity == severity for f in report.problems), severity) for severity in SEVERITIES]
    found = ", ".join(counted(count, severity) for count, severity in counts if count) or "nothing to mend"
    lines = [f"{paint(f'Score {report.score} of 100: {report.band}', 'bold', show)}  {paint(found, 'dim', show)}"]
    parts = []
    for row in report.arithmetic:
        if not row.code:
            parts.append(
                f"{row.points} {row.label}" if row.label == "base" else f"{signed(row.points, show)} {row.label}"
            )
        else:
            times = f" ({row.times}{sign('×', show)})" if row.times > 1 else ""
            parts.append(f"{signed(row.points, show)} {row.code}{times}")
    bar = _bar(report.score, show)
    lines[0] = f"{paint(bar, style, show)} {lines[0]}"
    lines.append(paint(flow([*parts, f"= {report.score}"], show.width, "  "), "dim", show))
    quiet = [counted(report.suppressed, "finding") + " suppressed in the document"] if report.suppressed else []
    quiet += [counted(report.baselined, "finding") + " in the baseline"] if report.baselined else []
    if quiet:
        lines.append("  " + paint(", ".join(quiet), "dim", show))
    return "\n".join(lines) + "\n"


def _bar(score: int, show: Show) -> str:
    full = (score + 5) // 10
    return sign("■", show) * full + sign("□", show) * (10 - full)


FORMAT = Format(nothing, one, "", totals)
