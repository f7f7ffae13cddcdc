"""The HTML of a report: its frame, its style, and a figure with its table."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from rolewright.market.names import named, shown

if TYPE_CHECKING:
    from rolewright.market.report import Figure

STYLE = """
:root{color-scheme:light;--ink:#1b1f24;--pale:#57606a;--line:#d0d7de;--blue:#0b5c80}
*{box-sizing:border-box}
body{margin:0;font:16px/1.55 system-ui,sans-serif;color:var(--ink);background:#fff}
header,main,footer{max-width:62rem;margin:0 auto;padding:1.5rem}
h1{font-size:2rem;line-height:1.2;margin:.5rem 0}
h2{font-size:1.3rem;margin:0 0 .25rem}
nav ol{columns:2;padding-left:1.2rem}
a{color:var(--blue)}
a:focus-visible,summary:focus-visible{outline:3px solid var(--blue);outline-offset:2px}
figure{margin:0 0 2.5rem;padding:1.25rem 0 0;border-top:1px solid var(--line)}
figcaption p{margin:.1rem 0 .8rem;color:var(--pale)}
.chart{width:100%;overflow-x:auto}
table{border-collapse:collapse;font-size:.88rem;margin-top:.6rem}
caption{text-align:left;color:var(--pale);padding-bottom:.3rem}
th,td{padding:.2rem .8rem .2rem 0;border-bottom:1px solid var(--line);text-align:right;font-variant-numeric:tabular-nums}
th:first-child,td:first-child,td.word,th.word{text-align:left}
.scroll{overflow-x:auto;max-height:30rem}
.skip{position:absolute;left:-999px}.skip:focus{left:1rem}
@media(max-width:40rem){nav ol{columns:1}}
@media print{nav,summary{display:none}figure{break-inside:avoid}}
"""
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; img-src data:">
<title>{title}</title><style>{style}</style></head><body>
<a class="skip" href="#figures">To the figures</a>
<header><h1>{title}</h1><p>{count} postings of {source}. Each chart has its table below it.</p>
<ul>{notes}</ul><nav aria-label="Figures"><ol>{contents}</ol></nav></header>
<main id="figures">{figures}</main>
<footer><p>Made by Rolewright. All figures stand beside this page as CSV, JSON and Parquet. A posting says what an employer wrote, not
what the work is; a sample of boards is not the market.</p></footer>
<script>{bundle}</script>
<script>
const specs={specs};
for(const id in specs){{const e=document.getElementById("chart-"+id);vegaEmbed(e,specs[id],{{renderer:"svg",actions:false}}).catch(()=>{{e.textContent="The chart can't be drawn here; its table is below."}})}}
</script></body></html>
"""
_PERCENT = frozenset({"share", "stated", "stated_low", "stated_high"})


def figure_html(figure: Figure, how: str) -> str:
    """A figure: title, what it counts and how it is read, the chart's place with a text for those who don't see it, the table."""
    table = figure.table
    strength = next((note for note in table.notes if note.startswith("strength")), "")
    about = "" if table.about.lower() in figure.title.lower() else f"{table.about[:1].upper()}{table.about[1:]}; "
    count = f"{table.total.rows:,} postings" + (f", {strength}" if strength else "")
    said = f"{about}{count}. {how}"
    return (
        f'<figure id="{figure.id}"><figcaption><h2>{escape(figure.title)}</h2><p>{escape(said)}</p></figcaption>'
        f'<div class="chart" id="chart-{figure.id}" role="img" aria-label="{escape(summary(figure))}"></div>'
        f'<details><summary>Table: {len(figure.rows)} rows</summary><div class="scroll" tabindex="0" role="region" '
        f'aria-label="{escape(figure.title)}">{_table(figure)}</div></details></figure>'
    )


def summary(figure: Figure) -> str:
    """The chart in a sentence."""
    of = figure.table.of
    parts = []
    for row in figure.rows[:3]:
        label = " ".join(
            named(row[name], name)
            for name in (*figure.table.by, of, "currency")
            if name in row and row[name] is not None
        )
        value = f"{100 * row['share']:.0f} %" if "share" in row else f"median {row['median']:,.0f}"
        parts.append(f"{label} {value}")
    return f"{figure.title}: {'; '.join(parts)}; the table below has all rows."


def _table(figure: Figure) -> str:
    names = [name for name in figure.rows[0] if name != "evidence"]
    words = {*figure.table.by, figure.table.of, "currency"}
    number = "median" in figure.rows[0]
    rows = [shown(row, (*figure.table.by, figure.table.of)) for row in figure.rows]
    head = "".join(f'<th scope="col"{_word(name in words)}>{escape(name.replace("_", " "))}</th>' for name in names)
    body = "".join(
        "<tr>"
        + "".join(f"<td{_word(name in words)}>{escape(_cell(name, row[name], number=number))}</td>" for name in names)
        + "</tr>"
        for row in rows
    )
    hidden = f"; {figure.table.hidden:,} small cells hidden" if figure.table.hidden else ""
    return f"<table><caption>{len(figure.rows)} of {len(figure.table.rows)} rows{hidden}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _word(yes: bool) -> str:  # noqa: FBT001 - one use
    return ' class="word"' if yes else ""


def _cell(name: str, value: Any, *, number: bool) -> str:
    if value is None:
        return "not said"
    if isinstance(value, float):
        if name in _PERCENT or (name in {"low", "high"} and not number):
            return f"{100 * value:.1f} %"
        return f"{value:,.2f}" if abs(value) < 10 else f"{value:,.0f}"
    return f"{value:,}" if isinstance(value, int) and name != "year" else str(value)
