"""Figures as Vega-Lite: bars or points with their intervals, a grid by group, lines by month. Colours that the colour-blind tell apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt

from rolewright.market.names import BETWEEN, shown

if TYPE_CHECKING:
    from rolewright.market.report import Figure

_BAR, _BLUE, _INK = "#4a90b8", "#0b6e99", "#1b1f24"
_ROW = 22
"""Pixels a bar."""
_TICKS = 5
_ROOM = 1.28
"""The axis in lengths of the longest bar: on a telephone its figure needs that much room."""
_TABLEAU = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"]
"""Okabe and Ito's colours, which most people with a colour deficiency tell apart."""


def chart(figure: Figure) -> dict[str, Any]:
    """The specification of a figure's chart, with its numbers in it; values by their names."""
    words = (*figure.table.by, figure.table.of)
    figure = figure._replace(rows=tuple(shown(row, words) for row in figure.rows))
    if figure.trend:
        made = _trend(figure)
    elif figure.table.of == "pair":
        made = _bars(figure, "lift", "pair")
    elif "median" in figure.rows[0]:
        made = _points(figure)
    elif figure.table.by:
        made = _grid(figure)
    else:
        made = _bars(figure, "share", figure.table.of)
    axis = {
        "labelLimit": 190,
        "labelFontSize": 12,
        "labelColor": _INK,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
    }
    drawn: dict[str, Any] = made.configure_view(stroke=None).configure_axis(**axis).to_dict()
    return drawn


def explained(figure: Figure) -> str:
    """How to read the chart, in a sentence."""
    if figure.table.of == "pair":
        return "1 is as often as by chance."
    if "median" in figure.rows[0]:
        return "The dot is the median, the line its 95 % interval, the pale bar the middle 80 % of postings."
    if figure.trend or figure.table.by:
        return "Share of postings."
    return "Share of postings; the line on a bar is its 95 % interval."


def _values(values: list[dict[str, Any]]) -> Any:
    made: Any = alt.Data
    return made(values=values)


def _data(figure: Figure, *names: str) -> Any:
    return _values(values=[{name: row.get(name) for name in names} for row in figure.rows])


def _label(figure: Figure, name: str) -> Any:
    """The axis of names, the two of a pair in two lines."""
    axis = alt.Axis(labelExpr=f"split(datum.label, '{BETWEEN}')", labelLineHeight=13) if name == "pair" else alt.Axis()
    return alt.Y(f"{name}:N", sort=[row[name] for row in figure.rows], title=None, axis=axis)


def _bars(figure: Figure, value: str, name: str) -> Any:
    """Bars with their figures at the end, shares with their intervals."""
    share = value == "share"
    base = alt.Chart(_data(figure, name, "n", "of", value, *(("low", "high") if share else ()))).encode(
        y=_label(figure, name)
    )
    form = ".1%" if share else ".2f"
    tip = [
        alt.Tooltip(f"{name}:N"),
        alt.Tooltip(f"{value}:Q", format=form),
        "n:Q",
        alt.Tooltip("of:Q", title="postings"),
    ]
    most = _ROOM * max(row["high" if share else value] for row in figure.rows)
    axis = alt.Axis(format="%" if share else ".1f", tickCount=_TICKS)
    x = alt.X(f"{value}:Q", title=None, axis=axis, scale=alt.Scale(domain=[0, most], nice=False))
    bars = base.mark_bar(color=_BAR).encode(x=x, tooltip=tip)
    words = base.mark_text(align="left", dx=5, fontSize=11, color=_INK).encode(
        x="high:Q" if share else f"{value}:Q", text=alt.Text(f"{value}:Q", format=".0%" if share else ".1f")
    )
    rules = base.mark_rule(color=_INK, strokeWidth=1.5).encode(x="low:Q", x2="high:Q")
    layers = bars + rules + words if share else bars + words
    return layers.properties(width="container", height=alt.Step(_ROW if name != "pair" else 34))


def _points(figure: Figure) -> Any:
    """Medians with their intervals over the range from the tenth to the ninetieth percentile."""
    by = [*figure.table.by, *(["currency"] if figure.table.of == "pay" else [])]
    rows = [{**row, "label": " · ".join(str(row[name]) for name in by) or figure.table.of} for row in figure.rows]
    data = _values(values=[{k: v for k, v in row.items() if k != "evidence"} for row in rows])
    base = alt.Chart(data).encode(y=alt.Y("label:N", sort=[row["label"] for row in rows], title=None))
    most = _ROOM * max(row["p90"] for row in rows)
    scale = alt.Scale(domain=[0, most], nice=False)
    x = alt.X("p10:Q", title=None, axis=alt.Axis(tickCount=_TICKS, format="~s"), scale=scale)
    wide = base.mark_bar(color=_BLUE, opacity=0.25, height=10).encode(x=x, x2="p90:Q")
    rule = base.mark_rule(color=_INK, strokeWidth=2).encode(x="low:Q", x2="high:Q")
    tip = ["label:N", "median:Q", "low:Q", "high:Q", "n:Q", alt.Tooltip("stated:Q", format=".1%", title="say it")]
    point = base.mark_point(filled=True, size=70, color=_BLUE, opacity=1).encode(x="median:Q", tooltip=tip)
    words = base.mark_text(align="left", dx=5, fontSize=11, color=_INK).encode(
        x="p90:Q", text=alt.Text("median:Q", format=",.3~s")
    )
    return (wide + rule + point + words).properties(width="container", height=alt.Step(_ROW + 4))


def _grid(figure: Figure) -> Any:
    """Shares by group as a grid of squares with their figures."""
    by, of = figure.table.by[0], figure.table.of
    order = list(dict.fromkeys(row[of] for row in sorted(figure.rows, key=lambda row: -row["n"])))
    groups = list(dict.fromkeys(row[by] for row in figure.rows))
    base = alt.Chart(_data(figure, by, of, "share", "n", "of")).encode(
        x=alt.X(f"{by}:N", title=None, sort=groups, axis=alt.Axis(orient="top", labelAngle=0)),
        y=alt.Y(f"{of}:N", sort=order, title=None),
    )
    tip = [f"{of}:N", f"{by}:N", alt.Tooltip("share:Q", format=".1%"), "n:Q", alt.Tooltip("of:Q", title="postings")]
    scale = alt.Color("share:Q", scale=alt.Scale(scheme="blues"), legend=None)
    squares = base.mark_rect().encode(color=scale, tooltip=tip)
    dark = alt.condition("datum.share > 0.35", alt.value("white"), alt.value("#1b1f24"))
    words = base.mark_text(fontSize=11).encode(text=alt.Text("share:Q", format=".0%"), color=dark)
    return (squares + words).properties(width="container", height=alt.Step(_ROW + 4))


def _trend(figure: Figure) -> Any:
    """Lines by month, with bands of their intervals."""
    of = figure.table.of
    rows = [row for row in figure.rows if row["month"]]
    data = _values(
        values=[{name: row[name] for name in ("month", of, "share", "low", "high", "n", "of")} for row in rows]
    )
    colour = alt.Color(f"{of}:N", scale=alt.Scale(range=_TABLEAU), title=None)
    base = alt.Chart(data).encode(x=alt.X("month:O", title=None), color=colour)
    band = base.mark_area(opacity=0.15).encode(y="low:Q", y2="high:Q")
    tip = [f"{of}:N", "month:O", alt.Tooltip("share:Q", format=".1%"), "n:Q"]
    line = base.mark_line(point=True).encode(
        y=alt.Y("share:Q", title="share of postings", axis=alt.Axis(format="%")),
        tooltip=tip,
        strokeDash=alt.StrokeDash(f"{of}:N", legend=None),
    )
    return (band + line).properties(width="container", height=300)
