"""A self-contained page: the posting with its marks, the findings in a margin, no script, light and dark.

Every mark leads to its finding and back; nothing of the posting reaches the page unescaped.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from rolewright.reports.html_style import STYLE
from rolewright.reports.junit import xml
from rolewright.reports.shape import SEVERITIES, Format, Show, Tally

if TYPE_CHECKING:
    from rolewright.model.finding import Finding
    from rolewright.model.report import Report


def _head(show: Show) -> str:
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>Rolewright report</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f'<header><h1>Rolewright report</h1><p class="dim">rolewright {xml(show.version)}</p></header>\n<main>\n'
    )


def _one(report: Report, show: Show) -> str:
    """A section: the heading with the score, the posting with marks, the findings, the sum."""
    key = _key(report.name)
    findings = sorted(report.problems, key=lambda f: (SEVERITIES.index(f.severity), f.start, f.code))
    numbers = {id(f): f"{key}-f{i}" for i, f in enumerate((*findings, *report.credits), 1)}
    title = report.reading.title
    heading = xml(title.text) if title else xml(report.name)
    return (
        f'<section aria-labelledby="{key}"><h2 id="{key}">{heading}</h2>\n'
        f'<p class="score s{report.score // 20}"><strong>{report.score}</strong> of 100: {xml(report.band)} '
        f'<span class="dim">{xml(report.name)}</span></p>\n<div class="two">\n'
        f'<article lang="{xml(report.reading.language or "en")}" aria-label="The posting">{_marked(report, numbers)}</article>\n'
        f'<aside aria-label="Findings"><ol class="findings">{"".join(_finding(report, f, numbers, show) for f in findings)}'
        f"</ol>{_credits(report, numbers)}</aside>\n</div>\n{_sum(report)}</section>\n"
    )


def _tail(tallies: list[Tally], _: Show) -> str:
    """A table of the postings, if there are several, lowest score first."""
    table = ""
    if len(tallies) > 1:
        rows = "".join(
            f'<tr><td class="n">{t.score}</td><td><a href="#{_key(t.name)}">{xml(t.name)}</a></td><td>{xml(t.band)}</td>'
            f'<td class="n">{t.severities["error"]}</td><td class="n">{t.severities["warning"]}</td></tr>\n'
            for t in sorted(tallies, key=lambda t: t.score)
        )
        heads = "".join(f'<th scope="col">{head}</th>' for head in ("score", "posting", "", "errors", "warnings"))
        table = f"<section><h2>All postings</h2><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></section>\n"
    return f"{table}</main>\n</body>\n</html>\n"


def _marked(report: Report, numbers: dict[int, str]) -> str:
    """The text line by line as the author laid it out, its marked stretches as links to the gravest finding there."""
    top = _gravest(report)
    edges = sorted(top)
    first: set[str] = set()
    heads = {s.line for s in report.reading.statements if s.kinds[0] == "heading"}
    out = []
    for number, line in enumerate(report.posting.lines):
        inner = edges[bisect_right(edges, line.start) : bisect_left(edges, line.end)]
        stops = [line.start, *inner, line.end]
        body = "".join(_stretch(report, top, edges, span, numbers, first) for span in pairwise(stops))
        out.append(f"<p{_line_class(report, number, heads)}>{body}</p>\n")
    return "".join(out)


def _gravest(report: Report) -> dict[int, Finding | None]:
    """Where a stretch of text begins, and the gravest finding over it, if there is one."""
    spans = sorted(
        (f for f in report.findings if f.end > f.start), key=lambda f: (SEVERITIES.index(f.severity), f.start)
    )
    edges = sorted({0, *(f.start for f in spans), *(f.end for f in spans)})
    top: dict[int, Finding | None] = dict.fromkeys(edges)
    for finding in reversed(spans):
        for edge in edges[bisect_left(edges, finding.start) : bisect_left(edges, finding.end)]:
            top[edge] = finding
    return top


def _stretch(
    report: Report,
    top: dict[int, Finding | None],
    edges: list[int],
    span: tuple[int, int],
    numbers: dict[int, str],
    first: set[str],
) -> str:
    piece = xml(report.reading.text[span[0] : span[1]]).replace("&#10;", "\n")
    over = top[edges[bisect_right(edges, span[0]) - 1]]
    if over is None:
        return piece
    target = numbers[id(over)]
    name = "" if target in first else f' id="{target}-m"'
    first.add(target)
    return f'<a class="{over.severity}"{name} href="#{target}" title="{xml(over.message)}">{piece}</a>'


def _line_class(report: Report, number: int, heads: set[int]) -> str:
    line = report.posting.lines[number]
    if number in heads or line.hint == "heading":
        return ' class="h"'
    if line.hint != "bullet":
        return ""
    return ' class="li"' if report.reading.text[line.start].isalnum() else ' class="li own"'


def _finding(report: Report, finding: Finding, numbers: dict[int, str], show: Show) -> str:
    key = numbers[id(finding)]
    rule = show.rules.get(finding.code)
    why = f"<p>{xml(rule.why)}</p>" if rule else ""
    fix = ""
    if finding.fix is not None:
        old = xml(report.reading.text[finding.fix.start : finding.fix.end])
        fix = f"<p><del>{old}</del> <ins>{xml(finding.fix.text)}</ins></p>"
    place = xml(str(report.posting.place(finding.start)))
    back = f'<a href="#{key}-m">{place}</a>' if finding.end > finding.start else place
    note = " · ".join(xml(part) for part in (finding.evidence, finding.source, f"{finding.points:+d} points") if part)
    return (
        f'<li id="{key}" class="{finding.severity}"><h3><span class="tag">{finding.severity}</span> {xml(finding.message)}</h3>'
        f'<p class="dim">{finding.code} · {back}</p>{why}<p><strong>Do:</strong> {xml(finding.advice)}</p>{fix}'
        f'<p class="dim">{note}</p></li>\n'
    )


def _credits(report: Report, numbers: dict[int, str]) -> str:
    if not report.credits:
        return ""
    items = "".join(
        f'<li id="{numbers[id(f)]}" class="credit">{xml(f.message)} <span class="dim">{f.points:+d}</span></li>'
        for f in report.credits
    )
    return f'<h3>What it does right</h3><ul class="findings">{items}</ul>'


def _sum(report: Report) -> str:
    """The score's rows as a table that adds up."""
    rows = "".join(
        f'<tr><td>{xml(f"{r.code} {r.label}".strip())}</td><td class="n">{r.times}</td><td class="n">{r.points:+d}</td></tr>'
        for r in report.arithmetic
    )
    total = f'<tr><th scope="row">score</th><td></td><td class="n"><strong>{report.score}</strong></td></tr>'
    heads = '<tr><th scope="col">for</th><th scope="col">times</th><th scope="col">points</th></tr>'
    body = f"<table><thead>{heads}</thead><tbody>{rows}{total}</tbody></table>"
    return f"<details><summary>How the score adds up</summary>{body}</details>\n"


def _key(name: str) -> str:
    """An id for a posting, the same wherever its name is the same."""
    import hashlib

    return "p" + hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:10]


FORMAT = Format(_head, _one, "", _tail)
