"""The posting as a Word document: real headings and lists, a language, no leftover of the template; always the same bytes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from rolewright.documents.package import same_bytes, xml_text
from rolewright.writing.grammar import tidy
from rolewright.writing.html_parts import typeset

if TYPE_CHECKING:
    from rolewright.model.role import Role
    from rolewright.model.written import Block, Written

FONT = "Calibri"
_NO_DAY = "2000-01-01"
_SIZES = {"Normal": 11, "Title": 22, "Heading 1": 14, "List Bullet": 11}
_SPACES = {"Normal": (0, 6), "Title": (0, 4), "Heading 1": (14, 4), "List Bullet": (0, 3)}
"""Points before and after."""


def render(role: Role, written: Written) -> bytes:
    """The file."""
    from docx import Document

    made: Any = Document()
    _styles(made, written.language)
    _properties(made, role, written)
    made.add_paragraph(_plain(written.title.text), style="Title")
    line = made.add_paragraph()
    for n, fact in enumerate(written.facts):
        line.add_run(("  ·  " if n else "") + _plain(fact.text)).bold = n == 0
    for section in written.sections:
        if section.heading.text:
            made.add_paragraph(_plain(section.heading.text), style="Heading 1")
        for block in section.blocks:
            _block(made, block)
    kept = io.BytesIO()
    made.save(kept)
    return same_bytes(kept.getvalue())


def _block(made: Any, block: Block) -> None:
    if block.kind == "bullets":
        for sentence in block.sentences:
            made.add_paragraph(_plain(sentence.text), style="List Bullet")
    else:
        made.add_paragraph(_plain(" ".join(sentence.text for sentence in block.sentences)))


def _plain(text: str) -> str:
    """Text as typeset, less what XML can't hold."""
    return xml_text(typeset(text))


def _styles(made: Any, language: str) -> None:
    """One typeface, dark headings, the language of the text, margins of 2.2 cm."""
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    for name, size in _SIZES.items():
        style = made.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), RGBColor(0x1C, 0x21, 0x27)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{kind}"), None)
        style.paragraph_format.space_before, style.paragraph_format.space_after = map(Pt, _SPACES[name])
        style.paragraph_format.line_spacing = 1.15
    for border in made.styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
        break
    for lang in made.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), language)
    for part in made.sections:
        part.left_margin = part.right_margin = part.top_margin = part.bottom_margin = Cm(2.2)


def _properties(made: Any, role: Role, written: Written) -> None:
    """Title and employer; the day of posting, since a clock would change the bytes."""
    from datetime import datetime

    day = datetime.fromisoformat(f"{role.application.posted or _NO_DAY}T00:00:00")
    about = made.core_properties
    about.title, about.author, about.language = (
        _plain(written.title.text)[:255],
        _plain(tidy(role.company.name))[:255],
        written.language,
    )
    about.comments = about.last_modified_by = ""
    about.created = about.modified = day
    about.revision = 1
