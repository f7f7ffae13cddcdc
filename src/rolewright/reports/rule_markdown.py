"""A rule as Markdown, for editors and assistants: what, why, what to do, examples both ways, evidence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rolewright.reports.cells import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.model.rule import Example, Rule

_MARKS = re.compile(r"([\\`*_\[\]<>|#~])")


def markdown(rule: Rule) -> str:
    """The page of a rule."""
    verb = "gives credit for" if rule.severity == "credit" else "doesn't allow"
    parts = [
        f"# {rule.code} {verb} {escaped(rule.name.replace('-', ' '))}",
        f"{rule.topic.replace('_', ' ')} · {rule.severity} · {rule.points:+d} points a hit"
        + ("" if rule.on else " · off unless selected"),
        f"## Why\n\n{escaped(rule.why)}",
        f"## What to do\n\n{escaped(rule.advice)}",
        *_examples("Credits" if rule.severity == "credit" else "Objects to", rule.bad),
        *_examples("Leaves alone", rule.good),
        "\n".join([f"## Evidence\n\n{rule.evidence}", *(f"- {escaped(source)}" for source in rule.sources)]),
    ]
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """Text on one line that Markdown shows as it is."""
    return _MARKS.sub(r"\\\1", clean(text))


def _examples(heading: str, examples: Sequence[Example | str]) -> list[str]:
    """The examples as quoted blocks; a fence longer than any in them."""
    texts = [example if isinstance(example, str) else _titled(example) for example in examples]
    fence = "`" * max(3, 1 + max((len(run) for text in texts for run in re.findall(r"`+", text)), default=0))
    blocks = "\n\n".join(f"{fence}text\n{text.strip()}\n{fence}" for text in texts)
    return [f"## {heading}\n\n{blocks}"] if texts else []


def _titled(example: Example) -> str:
    return f"[{example.title}] {example.text}" if example.title else example.text
