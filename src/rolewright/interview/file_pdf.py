"""A page as a PDF by typst: tagged for screen readers (PDF/UA-1), the same bytes each time."""

from __future__ import annotations

import json
import os
from functools import cache
from typing import TYPE_CHECKING, Any

from rolewright.errors import MissingExtraError
from rolewright.interview.page import runs

if TYPE_CHECKING:
    from rolewright.interview.page import Block, Page

_TEMPLATE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "kit.typ")


def render(page: Page, paper: str = "a4") -> bytes:
    """The file on `a4` or `us-letter`. Raises MissingExtraError without typst."""
    data = {"title": page.title, "paper": paper, "blocks": [_block(block) for block in page.blocks]}
    said = json.dumps(data, ensure_ascii=False)
    made: bytes = _compiler().compile(format="pdf", sys_inputs={"page": said}, pdf_standards=["ua-1"])
    return made


@cache
def _compiler() -> Any:
    try:
        import typst
    except ImportError as error:
        raise MissingExtraError("PDF needs typst", "--format pdf", "pip install 'rolewright[pdf]'") from error
    return typst.Compiler(_TEMPLATE, ignore_system_fonts=True)


def _block(block: Block) -> dict[str, Any]:
    return {
        "kind": block.kind, "level": block.level, "keep": block.keep, "text": _runs(block.text),
        "items": [_runs(i) for i in block.items],
        "rows": [[_runs(cell) for cell in row] for row in block.rows],
    }  # fmt: skip


def _runs(words: str) -> list[dict[str, Any]]:
    return [{"text": part, "bold": strong} for part, strong in runs(words)]
