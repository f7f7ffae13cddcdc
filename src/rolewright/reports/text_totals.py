"""The end of a text report over many postings: totals, the postings that need most work, or counts by rule."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rolewright.reports.cells import clean
from rolewright.reports.paint import counted, paint, sign

if TYPE_CHECKING:
    from rolewright.reports.shape import Show, Tally

_WORST = 5


def totals(tallies: list[Tally], show: Show) -> str:
    """What many postings come to; "" for one, unless statistics are asked for or all is quiet."""
    if show.statistics:
        return _by_rule(tallies, show)
    found: Counter[str] = Counter()
    for tally in tallies:
        found.update(tally.severities)
    kinds = ", ".join(counted(found[s], s) for s in ("error", "warning", "note") if found[s]) or "nothing to mend"
    if show.quiet:
        return f"{kinds} in {counted(len(tallies), 'posting')}\n"
    if not show.many or not tallies:
        return ""
    middle = sorted(t.score for t in tallies)[len(tallies) // 2]
    lines = [paint(f"{counted(len(tallies), 'posting')}: {kinds}; median score {middle}", "bold", show)]
    worst = sorted(tallies, key=lambda t: t.score)[:_WORST]
    if len(tallies) > 1:
        lines += [f"  {t.score:>3}  {clean(t.name)}  {paint(t.band, 'dim', show)}" for t in worst]
    if len(tallies) > _WORST:
        lines.append(paint(f"       {sign('…', show)} the lowest {_WORST} of {len(tallies)}", "dim", show))
    return "\n".join(lines) + "\n"


def _by_rule(tallies: list[Tally], show: Show) -> str:
    """`count  postings  CODE severity  name`, the most frequent first."""
    hits: Counter[str] = Counter()
    postings: Counter[str] = Counter()
    for tally in tallies:
        hits.update(tally.codes)
        postings.update(tally.codes.keys())
    lines = [paint(f"{'hits':>7} {'postings':>9} {'share':>6}  rule", "dim", show)]
    for code, count in sorted(hits.items(), key=lambda item: (-item[1], item[0])):
        rule = show.rules.get(code)
        severity = "" if rule is None else rule.severity
        name = "" if rule is None else rule.name
        share = f"{100 * postings[code] / len(tallies):.0f} %"
        styled = paint(f"{severity:<7}", severity, show) if severity else " " * 7
        lines.append(f"{count:>7} {postings[code]:>9} {share:>6}  {paint(code, 'code', show)} {styled}  {name}")
    lines.append(paint(f"{sum(hits.values()):>7} {len(tallies):>9}", "dim", show))
    return "\n".join(lines) + "\n"
