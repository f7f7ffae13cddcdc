"""A rule explained, and the list of rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.model.rule import Example
from rolewright.reports.cells import clean, wrap
from rolewright.reports.paint import paint, sign, signed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.model.rule import Rule
    from rolewright.reports.shape import Show


def page(rule: Rule, show: Show) -> str:
    """What a rule looks for, why, what to do, examples both ways, evidence and sources."""
    verb = "credits" if rule.severity == "credit" else "don't allow"
    lines = [
        f"{paint(rule.code, 'code', show)} {paint(rule.severity, rule.severity, show)}  "
        + paint(f"{verb} {rule.name}", "bold", show),
        paint(f"{rule.topic}, {f'since {rule.since}' if rule.since else 'of your own'}, {signed(rule.points, show)} points a hit, at most "
              f"{signed(_most(rule), show)}" + ("" if rule.on else "; off unless selected"), "dim", show),
        "",
    ]  # fmt: skip
    lines += [_part("Why", rule.why, show), _part("What to do", rule.advice, show)]
    lines += _examples("Objects to" if rule.severity != "credit" else "Credits", rule.bad, "bad", show)
    lines += _examples("Leaves alone", rule.good, "good", show)
    sources = "".join(f"\n    {sign('·', show)} {clean(source)}" for source in rule.sources)
    lines.append(f"{paint('Evidence', 'bold', show)}\n    {rule.evidence}{sources}")
    return "\n".join(lines) + "\n"


def listing(rules: Sequence[Rule], show: Show) -> str:
    """A line a rule under its topic."""
    lines: list[str] = []
    for topic in dict.fromkeys(rule.topic for rule in rules):
        lines += ["", paint(topic, "bold", show)] if lines else [paint(topic, "bold", show)]
        for rule in rules:
            if rule.topic == topic:
                severity = paint(f"{rule.severity:<7}", rule.severity, show)
                off = paint("  (off)", "dim", show) if not rule.on else ""
                lines.append(f"  {paint(rule.code, 'code', show)} {severity}  {rule.name}{off}")
    lines.append(paint(f"\n{len(rules)} rules; `rolewright rule CODE` explains one", "dim", show))
    return "\n".join(lines) + "\n"


def data(rule: Rule) -> dict[str, Any]:
    """A rule as plain data, without its check."""
    out = rule._asdict()
    del out["check"]
    for key in ("bad", "good"):
        out[key] = [e._asdict() if isinstance(e, Example) else {"text": e} for e in out[key]]
    return out


def _most(rule: Rule) -> int:
    return abs(rule.most) if rule.points > 0 else -abs(rule.most)


def _part(heading: str, text: str, show: Show) -> str:
    return f"{paint(heading, 'bold', show)}\n{wrap(text, show.width, '    ', '    ')}\n"


def _examples(heading: str, examples: Sequence[Example | str], style: str, show: Show) -> list[str]:
    if not examples:
        return []
    lines = [paint(heading, "bold", show)]
    for example in examples:
        text = example if isinstance(example, str) else example.text
        title = "" if isinstance(example, str) or not example.title else f"[{example.title}] "
        mark = paint(sign("│", show), style, show)
        lines += [f"    {mark} {title if i == 0 else ''}{clean(row)}" for i, row in enumerate(text.strip().split("\n"))]
        lines.append("")
    return lines
