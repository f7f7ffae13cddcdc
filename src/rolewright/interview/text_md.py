"""A page as Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rolewright.interview.page import runs

if TYPE_CHECKING:
    from rolewright.interview.page import Block, Page

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~])")
_LEAD = re.compile(r"^(\s*)([#+-]|\d+[.)])(?=\s|$)")
BLANK = "_" * 72


def render(page: Page) -> str:
    """The file's text."""
    return "\n\n".join(_block(block) for block in page.blocks).rstrip() + "\n"


def _block(block: Block) -> str:
    said = _inline(block.text)
    if block.kind == "heading":
        return f"{'#' * block.level} {said}"
    if block.kind == "ask":
        return f"> {said}"
    if block.kind in {"bullets", "numbers"}:
        return "\n".join(
            f"{'-' if block.kind == 'bullets' else f'{n}.'} {_inline(i)}" for n, i in enumerate(block.items, 1)
        )
    if block.kind == "table":
        return _table(block)
    if block.kind == "lines":
        return "\n\n".join([f"{said}:", *[BLANK.replace("_", r"\_")] * block.level])
    if block.kind == "choice":
        return (f"{said}: " if said else "") + ("  " if said else "  \n").join(f"☐ {_inline(i)}" for i in block.items)
    return "---" if block.kind == "break" else _LEAD.sub(r"\1\\\2", said)


def _table(block: Block) -> str:
    head, *rows = [[_inline(cell) or " " for cell in row] for row in block.rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, ["---"] * len(head), *rows])


def _inline(text: str) -> str:
    return "".join(f"**{_escape(part)}**" if strong else _escape(part) for part, strong in runs(text))


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
