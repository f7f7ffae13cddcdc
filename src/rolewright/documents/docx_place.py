"""About where the lines of a DOCX come to stand: letters of a mean width, no hyphenation, no keeping together. Points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from rolewright.documents.docx_style import W, first
from rolewright.knowledge.shelf import shelf

if TYPE_CHECKING:
    from rolewright.documents.docx_style import Styles

_ANCHOR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}anchor"


class Box(NamedTuple):
    """A rectangle of a page, in points from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Points."""
        return self.right - self.left

    def share(self, other: Box) -> float:
        """How much of it another covers, 0 to 1."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        whole = self.width * (self.bottom - self.top)
        return across * down / whole if across > 0 and down > 0 and whole > 0 else 0.0

    def meets(self, other: Box) -> bool:
        """Whether they have anything in common."""
        return self.share(other) > 0

    def wider(self, points: float, *, down_only: bool = False) -> Box:
        """The box with a margin above and below, and by default at its sides."""
        side = 0.0 if down_only else points
        return Box(self.left - side, self.top - points, self.right + side, self.bottom + points)


class Line(NamedTuple):
    """A paragraph's box, its page, its distance from a known place, and what is anchored close before it."""

    box: Box
    page: int
    far: float
    anchors: tuple[Any, ...]


class Page:
    """The page of the last section, which resumes have one of."""

    def __init__(self, document: Any) -> None:
        known = shelf("matching/word")["page"]
        section = next(reversed(list(document.iter(W + "sectPr"))), None)
        size = section.find(W + "pgSz") if section is not None else None
        margins = section.find(W + "pgMar") if section is not None else None
        self.width, self.height = _twips(size, "w", known["width"]), _twips(size, "h", known["height"])
        self.left, self.right = _twips(margins, "left", known["margin"]), _twips(margins, "right", known["margin"])
        self.top, self.bottom = _twips(margins, "top", known["margin"]), _twips(margins, "bottom", known["margin"])

    @property
    def body(self) -> float:
        """Width of the text."""
        return max(36.0, self.width - self.left - self.right)

    def across(self) -> dict[str, tuple[float, float]]:
        """Horizontal frames: their start and length."""
        inner = (self.left, self.body)
        return {
            "page": (0.0, self.width), "margin": inner, "column": inner, "character": inner, "leftMargin": (0.0, self.left),
            "insideMargin": (0.0, self.left), "rightMargin": (self.width - self.right, self.right), "outsideMargin": (self.width - self.right, self.right),
        }  # fmt: skip

    def down(self) -> dict[str, tuple[float, float]]:
        """Vertical frames; a paragraph's own is where it stands."""
        inner = (self.top, self.height - self.top - self.bottom)
        return {
            "page": (0.0, self.height), "margin": inner, "topMargin": (0.0, self.top), "insideMargin": (0.0, self.top),
            "bottomMargin": (self.height - self.bottom, self.bottom), "outsideMargin": (self.height - self.bottom, self.bottom),
        }  # fmt: skip

    def beyond(self, box: Box) -> bool:
        """Whether a box lies outside."""
        return box.right <= 1 or box.bottom <= 1 or box.left >= self.width - 1 or box.top >= self.height - 1


def estimate(document: Any, styles: Styles, page: Page) -> dict[Any, Line]:
    """The lines of the body's paragraphs, by element."""
    made = _Flow(styles, page)
    body = document.find(W + "body")
    if body is not None:
        made.blocks(body, page.left, page.body)
    return made.lines


class _Flow:
    """One pass down the pages."""

    def __init__(self, styles: Styles, page: Page) -> None:
        self.styles, self.page, self.type = styles, page, shelf("matching/word")["type"]
        self.lines: dict[Any, Line] = {}
        self.number, self.at, self.since = 0, page.top, 0.0
        self.anchors: tuple[Any, ...] = ()

    def blocks(self, element: Any, left: float, width: float) -> None:
        """Paragraphs and tables below one another."""
        for one in element:
            if one.tag == W + "p":
                self.paragraph(one, left, width)
            elif one.tag == W + "tbl":
                for row in one.iter(W + "tr"):
                    self.row(row, left, width)
            elif one.tag in {W + "sdt", W + "sdtContent", W + "customXml"}:
                self.blocks(one, left, width)

    def row(self, row: Any, left: float, width: float) -> None:
        """Cells side by side; the row is as high as the highest."""
        cells = [one for one in row if one.tag == W + "tc"]
        top, lowest, each = self.at, self.at, width / max(1, len(cells))
        for i, cell in enumerate(cells):
            self.at = top
            self.blocks(cell, left + i * each, each)
            lowest = max(lowest, self.at)
        self.at = lowest

    def paragraph(self, paragraph: Any, left: float, width: float) -> None:
        """One paragraph; a page's end begins another page."""
        before, after, high = self.heights(paragraph, width)
        if (
            paragraph.find(f"{W}pPr/{W}pageBreakBefore") is not None
            or self.at + before + high > self.page.height - self.page.bottom
        ):
            self.at, self.number = self.page.top, self.number + 1
        top = self.at + before
        here = tuple(paragraph.iter(_ANCHOR))
        self.anchors = here or self.anchors
        self.since = 0.0 if here else self.since + before + high + after
        anchors = self.anchors if self.since < self.page.height / 2 else ()
        self.lines[paragraph] = Line(
            Box(left, top, left + width, top + high), self.number, top - self.page.top + high, anchors
        )
        self.at = top + high + after
        if any(one.get(W + "type") == "page" for one in paragraph.iter(W + "br")):
            self.at, self.number = self.page.top, self.number + 1

    def heights(self, paragraph: Any, width: float) -> tuple[float, float, float]:
        """(blank above, blank below, height of the lines)."""
        own = list(self.styles.of_paragraph(paragraph))
        run = paragraph.find(W + "r")
        size = first(list(self.styles.of_run(run)), "sz") if run is not None else None
        value = size.get(W + "val", "") if size is not None else ""
        points = int(value) / 2 if value.isdigit() else float(self.type["size"])
        letters = sum(len(text.text or "") for text in paragraph.iter(W + "t"))
        rows = max(1, -(-letters * points * self.type["letter"] // width))
        blank = first(own, "spacing")
        line = points * self.type["line"]
        if blank is not None and blank.get(W + "line"):
            told = _twips(blank, "line", 12.0)
            line = line * told / 12 if blank.get(W + "lineRule", "auto") == "auto" else max(told, 0.0)
        return _twips(blank, "before", 0.0), _twips(blank, "after", 0.0), rows * line


def _twips(element: Any, name: str, default: float) -> float:
    """A length of twentieths of a point."""
    try:
        return float(element.get(W + name)) / 20 if element is not None else float(default)
    except (TypeError, ValueError):
        return float(default)
