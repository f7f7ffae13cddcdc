"""The posting as Markdown: what `check` reads, and what people edit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rolewright.model.written import Block, Written

_MARKS = re.compile(r"[\\`*<>\[\]|]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)|~(?=~)")
_LINE = re.compile(r"^(\d+)([.)])(?=\s|$)|^([#+-]|={2,}|-{2,})(?=\s|$)|^(~{3,})|^(:?-+:?)(?=$)")


def render(written: Written) -> str:
    """The whole text, its last line ended."""
    facts = [escaped(fact.text) for fact in written.facts]
    head = f"# {escaped(written.title.text)}\n"
    if facts:
        head += "\n" + " · ".join([f"**{facts[0]}**", *facts[1:]]) + "\n"
    parts = [head]
    for section in written.sections:
        parts.append(f"\n## {escaped(section.heading.text)}\n")
        parts += [f"\n{_block(block)}\n" for block in section.blocks]
    return "".join(parts)


def _block(block: Block) -> str:
    if block.kind == "bullets":
        return "\n".join(f"- {escaped(sentence.text)}" for sentence in block.sentences)
    return escaped(" ".join(sentence.text for sentence in block.sentences))


def escaped(text: str) -> str:
    """Text in which no character is markup."""
    text = _MARKS.sub(lambda found: "\\" + found[0], text)
    return _LINE.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else "\\" + m[0], text)
