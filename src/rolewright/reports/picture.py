"""The role that a posting describes, in a few lines: what the title promises, what the text says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.terms import LIFECYCLE
from rolewright.reports.cells import clean, wrap
from rolewright.reports.paint import counted, paint, sign

if TYPE_CHECKING:
    from rolewright.model.reading import Reading
    from rolewright.reports.shape import Show

_FULL = 6
"""Duties that fill a stage's bar."""


def picture(reading: Reading, show: Show) -> str:
    """The picture, with a blank line at its end; "" for a posting without text."""
    if not reading.statements:
        return ""
    facts = (
        ("title", _title(reading, show)),
        ("work", _work(reading, show)),
        ("level", f"{reading.level.id}, at a company that reads as {reading.stage.id}"),
        ("lifecycle", _lifecycle(reading, show)),
        ("asks for", _asks(reading)),
        ("pay", _pay(reading, show)),
    )
    lines = [paint("The role as it reads", "bold", show)]
    for label, fact in facts:
        if fact:
            lines.append("  " + paint(f"{label:<11}", "dim", show) + fact)
    return "\n".join(lines) + "\n"


def _title(reading: Reading, show: Show) -> str:
    title = reading.title
    if title is None:
        return "none found; give it a heading or --title"
    level = "" if title.level == "unknown" else f"{title.level} "
    promise = f"promises {level}{title.family}"
    text = wrap(title.text, max(20, show.width - 18), " " * 13, "")
    return f"{text} {paint(sign('→', show), 'dim', show)} {promise}"


def _work(reading: Reading, show: Show) -> str:
    families = [f"{f.id} {f.score:.0%}" for f in reading.families[:2] if f.score >= 0.1]
    jobs = f"{sign('·', show)} {reading.jobs} jobs in one" if reading.jobs > 1 else ""
    return clean(" ".join([", ".join(families) or "nothing that names a family", jobs]).rstrip())


def _lifecycle(reading: Reading, show: Show) -> str:
    """`data ■■■□□□  model …`: how many duties each stage has."""
    bars = []
    for stage in LIFECYCLE:
        count = min(_FULL, len(reading.lifecycle.get(stage, ())))
        bar = sign("■", show) * count + sign("□", show) * (_FULL - count)
        bars.append(f"{stage} {paint(bar, 'good' if count else 'bad', show)}")
    return "  ".join(bars)


def _asks(reading: Reading) -> str:
    must = sum(r.strength == "must" for r in reading.requirements)
    nice = len(reading.requirements) - must
    tools = len({s.id for s in reading.skills if s.strength == "must"})
    return f"{counted(must, 'must-have')} ({counted(tools, 'named skill')}), {counted(nice, 'nice-to-have')}"


def _pay(reading: Reading, show: Show) -> str:
    if not reading.pay:
        return "not stated"
    pay = reading.pay[0]
    ends = [f"{end:,.0f}" for end in (pay.min, pay.max) if end is not None]
    return clean(f"{'–'.join(ends) if show.unicode else '-'.join(ends)} {pay.currency} a {pay.interval}")
