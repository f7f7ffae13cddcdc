"""The posting as a PDF by typst: tagged for screen readers (PDF/UA-1), with the same bytes each time."""

from __future__ import annotations

import json
import os
from functools import cache
from typing import TYPE_CHECKING, Any

from rolewright.errors import DocumentError, MissingExtraError
from rolewright.writing.grammar import tidy
from rolewright.writing.html_parts import pieces, typeset
from rolewright.writing.where import countries

if TYPE_CHECKING:
    from rolewright.model.role import Role
    from rolewright.model.written import Written

FONTS = ("Libertinus Serif",)
"""Embedded in typst: fonts of the system would give other pages elsewhere."""
_LETTER = frozenset({"US", "CA", "MX", "PH"})
_NO_GLYPH = "could not be displayed"
_TEMPLATE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "posting.typ")


def render(role: Role, written: Written) -> bytes:
    """The file. Raises MissingExtraError without typst, DocumentError for characters that no font here has."""
    data = json.dumps(_data(role, written), ensure_ascii=False)
    try:
        return _compiled(data)
    except RuntimeError as error:
        if _NO_GLYPH not in str(error):
            raise
    try:
        return _compiled(data, own_fonts=False)
    except RuntimeError as error:
        found = str(error).partition("`")[2].partition("`")[0]
        raise DocumentError(f"no font has {found}", "posting.pdf", "leave it out, or write HTML or DOCX") from error


def _compiled(data: str, *, own_fonts: bool = True) -> bytes:
    """`own_fonts`: those embedded in typst alone, the same everywhere; else the system's too, which have more scripts."""
    made: bytes = _compiler(own_fonts).compile(format="pdf", sys_inputs={"posting": data}, pdf_standards=["ua-1"])
    return made


@cache
def _compiler(own_fonts: bool) -> Any:  # noqa: FBT001 - a key of the cache
    try:
        import typst
    except ImportError as error:
        raise MissingExtraError("PDF needs typst", "--output", "pip install 'rolewright[pdf]'") from error
    return typst.Compiler(_TEMPLATE, ignore_system_fonts=own_fonts)


def _data(role: Role, written: Written) -> dict[str, Any]:
    foot = [tidy(text) for text in (role.company.name, role.title, role.application.reference)]
    return {
        "title": typeset(written.title.text), "company": tidy(role.company.name), "language": written.language.partition("-")[0],
        "paper": "us-letter" if countries(role) & _LETTER else "a4", "fonts": FONTS,
        "foot": typeset(" · ".join(part for part in foot if part)), "facts": [typeset(fact.text) for fact in written.facts],
        "sections": [
            {"heading": typeset(section.heading.text),
             "blocks": [{"kind": block.kind, "items": [_parts(text) for text in _items(block)]} for block in section.blocks]}
            for section in written.sections
        ],
    }  # fmt: skip


def _items(block: Any) -> list[str]:
    texts = [sentence.text for sentence in block.sentences]
    return texts if block.kind == "bullets" else [" ".join(texts)]


def _parts(text: str) -> list[dict[str, str]]:
    return [{"text": part, "link": target} for part, target in pieces(text)]
