"""A page as a Word document to type into: real headings, lists and tables; the same bytes each time."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from rolewright.documents.package import same_bytes
from rolewright.interview.page import runs

if TYPE_CHECKING:
    from rolewright.interview.page import Block, Page

_FONT, _SIZE, _SMALL = "Calibri", 10.5, 9
_MARGIN = 2.0


def render(page: Page) -> bytes:
    """The file."""
    from docx import Document

    made: Any = Document()
    _styles(made)
    _properties(made, page)
    for block in page.blocks:
        _block(made, block)
    kept = io.BytesIO()
    made.save(kept)
    return same_bytes(kept.getvalue())


def _block(made: Any, block: Block) -> None:
    if block.kind == "heading":
        _paragraph(made, block.text, f"Heading{block.level}")
    elif block.kind in {"bullets", "numbers"}:
        for item in block.items:
            _paragraph(made, item, "ListBullet" if block.kind == "bullets" else "ListNumber")
    elif block.kind == "table":
        _table(made, block.rows)
    elif block.kind == "lines":
        _paragraph(made, f"{block.text}:")
        _table(made, (("\n" * (block.level - 1),),), head=False)
    elif block.kind == "choice":
        ticks = [f"☐ {item}" for item in block.items]
        for line in ["   ".join([f"{block.text}:", *ticks])] if block.text else ticks:
            _paragraph(made, line)
    elif block.kind == "break":
        made.add_page_break()
    else:
        _paragraph(made, block.text, {"ask": "IntenseQuote", "quiet": "Caption"}.get(block.kind, ""))


def _paragraph(made: Any, words: str, style: str = "") -> None:
    """A paragraph; a style by its id, since looking its name up takes longer than all the rest."""
    paragraph = made.add_paragraph()
    if style:
        paragraph._p.style = style  # noqa: SLF001
    _runs(paragraph, words)


def _table(made: Any, rows: tuple[tuple[str, ...], ...], *, head: bool = True) -> None:
    from docx.shared import Pt
    from docx.text.paragraph import Paragraph

    grid = made.add_table(rows=len(rows), cols=len(rows[0]))
    grid._tbl.tblStyle_val = "TableGrid"  # noqa: SLF001
    for number, (row, line) in enumerate(zip(rows, grid._tbl.tr_lst, strict=True)):  # noqa: SLF001 - 20 times faster
        for cell, words in zip(line.tc_lst, row, strict=True):
            paragraph = Paragraph(cell.p_lst[0], made)
            _runs(paragraph, words)
            for run in paragraph.runs:
                run.font.size = Pt(_SMALL)
                run.bold = run.bold or (head and number == 0)
    if head:
        _repeat_head(grid.rows[0])
    made.add_paragraph()


def _repeat_head(row: Any) -> None:
    """The head again on each page; screen readers take it for the head of the columns."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - python-docx has no other way


def _runs(paragraph: Any, words: str) -> None:
    if words and not words.strip():
        paragraph.add_run(words)
        return
    for part, strong in runs(words):
        paragraph.add_run(part).bold = strong or None


def _styles(made: Any) -> None:
    from docx.shared import Cm, Pt

    made.styles["Normal"].font.name, made.styles["Normal"].font.size = _FONT, Pt(_SIZE)
    for part in made.sections:
        part.left_margin = part.right_margin = part.top_margin = part.bottom_margin = Cm(_MARGIN)


def _properties(made: Any, page: Page) -> None:
    """A title; no date, since a clock would change the bytes."""
    from datetime import datetime

    about = made.core_properties
    about.title, about.author, about.comments, about.language = page.title[:255], "", "", "en"
    about.created = about.modified = datetime.fromisoformat("2000-01-01T00:00:00")
