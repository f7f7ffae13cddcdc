"""PDF by its characters and where they stand: rows in reading order, two columns included.

The only importer of pypdfium2, which is not thread-safe: one thread at a time. A place is a page and the box of a row.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from rolewright.documents import layout
from rolewright.documents.builder import Builder, nothing, troubled
from rolewright.model.posting import Map, Place, Trouble

if TYPE_CHECKING:
    from rolewright.documents.seen import Hidden
    from rolewright.model.posting import Posting

_PAGES = 60
_CHARACTERS = 500_000
_HEADING = 1.15
"""Type so many times as high as the body's is a heading's."""
_HEADING_ROWS = 3
_BOLD = 600


def read(data: bytes, name: str = "", unseen: list[Hidden] | None = None) -> Posting:
    """A posting from the bytes of a PDF. One that is encrypted, broken or a scan is empty with a trouble.

    With a list `unseen` text that no reader sees is left out and added to it.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            return nothing("pdf", name, "encrypted", "is password-protected; save it without a password")
        return nothing("pdf", name, "broken", "isn't a readable PDF: the file is damaged or of another kind")
    try:
        return _read(document, name, unseen)
    finally:
        document.close()


def _read(document: Any, name: str, unseen: list[Hidden] | None) -> Posting:
    """The pages one after the other, up to the limits."""
    count, left = len(document), _CHARACTERS
    writer = _Writer()
    seen, broken, scanned = 0, 0, 0
    for index in range(min(count, _PAGES)):
        if left <= 0:
            break
        try:
            glyphs, width, height, scan = _glyphs(document, index, left, unseen)
        except Exception:  # noqa: BLE001 - damaged parts raise many kinds
            broken += 1
            continue
        left -= len(glyphs)
        seen += 1
        scanned += scan
        writer.page(index + 1, layout.pieces(glyphs), width, height)
    made = writer.out.finish("pdf", name, places=tuple(writer.places))._replace(map=Map(()))
    if not made.lines:
        return troubled(
            made,
            Trouble(
                "no-text",
                "holds no text, only pictures or nothing: read it with OCR first, or add --ocr where tesseract is installed",
            ),
        )
    if seen + broken < count or left <= 0:
        made = troubled(made, Trouble("truncated", f"has {count} pages; the first {seen} are read"))
    if scanned:
        made = troubled(
            made, Trouble("scan", f"has {scanned} scanned pages: what is read is the scanner's text, not the picture")
        )
    return troubled(made, Trouble("broken", f"has {broken} damaged pages, which are left out")) if broken else made


def _glyphs(
    document: Any, index: int, limit: int, unseen: list[Hidden] | None
) -> tuple[list[layout.Glyph], float, float, bool]:
    """The characters of a page in the order of the file, the page's width and height, and whether it is a scan."""
    from pypdfium2 import raw

    page = document[index]
    text = page.get_textpage()
    box, made, bold, rect = raw.FS_RECTF(), list[layout.Glyph](), _Weights(text), layout.Glyph
    for i in range(min(raw.FPDFText_CountChars(text), limit)):
        code = raw.FPDFText_GetUnicode(text, i)
        char = "\n" if code in {10, 13} else chr(code) if code <= sys.maxunicode else "\ufffd"
        raw.FPDFText_GetLooseCharBox(text, i, box)
        made.append(rect(char, box.left, box.bottom, box.right, box.top, bold.of(i, char)))
    width, height = page.get_size()
    scan = False
    if unseen is not None:
        from rolewright.documents import pdf_seen

        made, hidden, scan = pdf_seen.split(page, text, made, width, height, index + 1)
        unseen += hidden
    text.close()
    page.close()
    return _paired(made), width, height, scan


def _paired(glyphs: list[layout.Glyph]) -> list[layout.Glyph]:
    """Two halves of a UTF-16 pair as one glyph; a half alone as U+FFFD."""
    if not any("\ud800" <= glyph.char <= "\udfff" for glyph in glyphs):
        return glyphs
    made: list[layout.Glyph] = []
    for glyph in glyphs:
        if made and "\udc00" <= glyph.char <= "\udfff" and "\ud800" <= made[-1].char < "\udc00":
            pair = (made[-1].char + glyph.char).encode("utf-16-le", "surrogatepass").decode("utf-16-le")
            made[-1] = made[-1]._replace(char=pair)
        else:
            made.append(glyph)
    return [glyph._replace(char="\ufffd") if "\ud800" <= glyph.char <= "\udfff" else glyph for glyph in made]


class _Weights:
    """Whether characters are bold, asked at the first letter of each word: fonts change there or not at all."""

    def __init__(self, text: Any) -> None:
        self.text, self.last, self.fresh = text, False, True

    def of(self, index: int, char: str) -> bool:
        """The weight of a character; asked for in rising order."""
        if char.isspace():
            self.fresh = True
        elif self.fresh:
            self.fresh = False
            self.last = self.ask(index)
        return self.last

    def ask(self, index: int) -> bool:
        """By the font's weight, or by its name where the weight isn't told."""
        import ctypes

        from pypdfium2 import raw

        if raw.FPDFText_GetFontWeight(self.text, index) >= _BOLD:
            return True
        name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
        raw.FPDFText_GetFontInfo(self.text, index, name, 128, flags)
        return any(word in name.value.lower() for word in (b"bold", b"black", b"heavy"))


class _Writer:
    """Pages in, text and places out."""

    def __init__(self) -> None:
        self.out = Builder()
        self.places: list[tuple[int, Place]] = []

    def page(self, number: int, pieces: list[layout.Piece], width: float, height: float) -> None:
        """One page: its blocks become lines, their rows hard wraps."""
        body = layout.body_height(pieces)
        for group in layout.rows(pieces, width, height):
            for block in layout.blocks(group):
                self.block(number, block, body)

    def block(self, number: int, block: list[layout.Row], body: float) -> None:
        """One block; a row of several pieces is a table's row."""
        out, first = self.out, block[0][0]
        heading = first.height >= body * _HEADING and len(block) <= _HEADING_ROWS
        out.line("heading" if heading else "row" if len(block[0]) > 1 else "")
        broken = False
        for i, row in enumerate(block):
            if i and not broken:
                out.row(0)
            for j, piece in enumerate(row):
                if j:
                    out.space(0, " | ")
                out.bold = int(piece.bold)
                text, broken = _unbroken(piece)
                out.put(text, 0, exact=False)
                box = tuple(round(side, 1) for side in (piece.left, piece.bottom, piece.right, piece.top))
                self.places.append((out.at - len(text), Place("page", number, 1, box)))
        out.bold = 0
        out.end()


def _unbroken(piece: layout.Piece) -> tuple[str, bool]:
    """A piece's text, and whether the next row goes on in the middle of its last word."""
    if not piece.hyphen:
        return piece.text, False
    word = piece.text.rsplit(" ", 1)[-1]
    return (piece.text, True) if word.isalpha() else (piece.text + "-", True)
