"""One finding as text: where and what, the author's line with a caret, why, what to do, the fix, the evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.reports.cells import clean, wrap
from rolewright.reports.excerpt import fit, rows
from rolewright.reports.paint import paint, sign, signed

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from rolewright.model.finding import Finding, Fix
    from rolewright.model.report import Report
    from rolewright.reports.excerpt import Row
    from rolewright.reports.shape import Show

_FIX_UP_TO = 60
_HOW = {"safe": "safe: --fix", "unsafe": "changes meaning: --fix --unsafe-fixes", "show": "a suggestion"}


def one_line(report: Report, finding: Finding, show: Show) -> str:
    """`posting.md:12:5 RW412 warning  Message`, which editors know how to open."""
    return _prefix(report, finding, show) + clean(finding.message)


def _prefix(report: Report, finding: Finding, show: Show) -> str:
    place = str(report.posting.place(finding.start))
    join = ":" if place[:1].isdigit() else ": "
    code, severity = paint(finding.code, "code", show), paint(finding.severity, finding.severity, show)
    return f"{clean(report.name)}{join}{place} {code} {severity}  "


def block(
    report: Report,
    finding: Finding,
    show: Show,
    told: AbstractSet[tuple[str, str]] = frozenset(),
    *,
    shown: bool = False,
) -> str:
    """A finding in full, with a blank line at its end.

    `told` holds (code, advice) of what was said before, (code, "") for the rule itself: it isn't said again. `shown`
    leaves out the author's line.
    """
    again = (finding.code, "") in told
    found = [] if shown else rows(report.posting, finding.start, finding.end)
    gutter = max([4, *(len(row.label) + 1 for row in found)])
    lines = [_head(report, finding, show), *_quote(found, finding.severity, gutter, show)]
    rule = show.rules.get(finding.code)
    if not again and rule is not None:
        lines.append(_note("why", rule.why, gutter, show))
    if (finding.code, finding.advice) not in told:
        lines.append(_note("do", finding.advice, gutter, show))
    if finding.fix is not None:
        lines.append(_note("fix", _fix(report, finding.fix, show), gutter, show))
    lines.append(_evidence(finding, gutter, show, again=again))
    return "\n".join(line for line in lines if line) + "\n"


def _quote(found: list[Row], severity: str, gutter: int, show: Show) -> list[str]:
    """The author's lines with the marks under them."""
    if not found:
        return []
    edge = paint(" " * (gutter + 1) + sign("│", show), "dim", show)
    lines = [edge]
    for row in found:
        text, at, length = fit(row, max(20, show.width - gutter - 3), sign("…", show))
        label = paint(f"{row.label:>{gutter}} {sign('│', show)}", "dim", show)
        lines += [f"{label} {text}".rstrip(), f"{edge} {' ' * at}{paint('^' * length, severity, show)}"]
    return lines


def _head(report: Report, finding: Finding, show: Show) -> str:
    """The line of `one_line`, its message broken under itself if it is long."""
    plain = _prefix(report, finding, show._replace(color=False))
    message = wrap(finding.message, show.width, "    ", plain)[len(plain) :]
    return _prefix(report, finding, show) + paint(message, "bold", show)


def _note(label: str, text: str, gutter: int, show: Show) -> str:
    """`    = why  …`, broken under its first word."""
    lead = " " * (gutter + 1) + "= "
    wrapped = wrap(text, show.width, " " * (len(lead) + 5), f"{lead}{label:<4} ")
    return wrapped.replace(f"= {label}", f"{paint('=', 'dim', show)} {paint(label, 'bold', show)}", 1)


def _fix(report: Report, fix: Fix, show: Show) -> str:
    """`“old” → “new” (safe: --fix)`."""
    old, new = (_short(text, show) for text in (report.reading.text[fix.start : fix.end], fix.text))
    left, right, arrow = (sign(char, show) for char in "“”→")
    how = f"({_HOW.get(fix.grade, fix.grade)})"
    if not new:
        return f"delete {left}{old}{right} {how}"
    if not old:
        return f"insert {left}{new}{right} {how}"
    return f"{left}{old}{right} {arrow} {left}{new}{right} {how}"


def _short(text: str, show: Show) -> str:
    text = clean(" ".join(text.split()))
    return text if len(text) <= _FIX_UP_TO else text[: _FIX_UP_TO - 1] + sign("…", show)


def _evidence(finding: Finding, gutter: int, show: Show, *, again: bool) -> str:
    """The evidence grade, the source and the points, dimmed."""
    unit = "point" if abs(finding.points) == 1 else "points"
    points = f"{signed(finding.points, show)} {unit}" if finding.points else ""
    parts = [points] if again else [finding.evidence, finding.source, points]
    text = f" {sign('·', show)} ".join(part for part in parts if part)
    lead = " " * (gutter + 1) + "= "
    return paint(wrap(text, show.width, " " * len(lead), lead), "dim", show) if text else ""
