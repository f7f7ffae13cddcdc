"""The posting with “why this wording works” beside each sentence: its fields, the reason, the source."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from rolewright.knowledge.shelf import shelf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rolewright.model.written import Sentence, Written

_INDENT = "      "


def explain(written: Written, width: int = 100) -> str:
    """Every sentence in reading order, wrapped to `width` columns. A reason's source is told the first time."""
    told: set[str] = set()
    lines: list[str] = []
    for section, sentence in written.sentences():
        heading = sentence.reason == "heading"
        if heading:
            lines.append("")
        lines += _wrapped(f"## {sentence.text}" if heading else sentence.text, "" if heading else "  ", width)
        if not heading or section not in told:
            lines += _beside(sentence, told, width)
        lines.append("")
    return "\n".join(lines).strip("\n") + "\n"


def _beside(sentence: Sentence, told: set[str], width: int) -> Iterator[str]:
    """What stands beside a sentence; for a reason told before, the fields only."""
    yield from _wrapped(f"from {', '.join(sentence.fields)}", _INDENT, width)
    if sentence.reason in told:
        return
    told.add(sentence.reason)
    entry = shelf("writing/reasons")[sentence.reason]
    yield from _wrapped(f"why  {entry['why']}", _INDENT, width)
    yield from _wrapped(f"src  {entry['source']}", _INDENT, width)


def _wrapped(text: str, indent: str, width: int) -> list[str]:
    return textwrap.wrap(text, max(40, width), initial_indent=indent, subsequent_indent=indent + "  ") or [indent]
