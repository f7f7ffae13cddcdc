"""Which characters of a PDF's page no reader sees: without ink, in the paper's colour, tiny, off the page, or covered."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any

from rolewright.documents.seen import Hidden, contrast
from rolewright.knowledge.shelf import shelf
from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from rolewright.documents.layout import Glyph

_WHITE = (255, 255, 255)
_NO_INK = frozenset({3, 7})
"""Text render modes: invisible, and clip only."""
_FAINT = 13
"""Of 255: less ink than that is none (5 %)."""
_PATH, _IMAGE = 2, 3


class _Shape(NamedTuple):
    """A picture or filled path: its place in the drawing order, box, colour (None for a picture)."""

    z: int
    box: tuple[float, float, float, float]
    color: tuple[int, int, int] | None


class _Text(NamedTuple):
    """What a text object is painted with."""

    z: int
    mode: int
    color: tuple[int, int, int]
    alpha: int


def split(
    page: Any, text: Any, glyphs: list[Glyph], width: float, height: float, number: int
) -> tuple[list[Glyph], list[Hidden], bool]:
    """The glyphs that can be seen, the others with why, and whether the page is a scan with its OCR's text.

    `glyphs` are those of the text page, one a character.
    """
    judge = _Judge(page, text, width, height)
    reasons = [judge.why(i, glyph) for i, glyph in enumerate(glyphs)]
    inked = any(not why and not glyph.char.isspace() for why, glyph in zip(reasons, glyphs, strict=True))
    if not inked and judge.pictured():
        return glyphs, [], True
    kept = [glyph for why, glyph in zip(reasons, glyphs, strict=True) if not why]
    return kept, _runs(reasons, glyphs, number), False


def _runs(reasons: list[str], glyphs: list[Glyph], number: int) -> list[Hidden]:
    """Unseen characters side by side with one reason, as texts."""
    made: list[Hidden] = []
    last = ""
    for why, glyph in zip(reasons, glyphs, strict=True):
        if last and (why == last or glyph.char.isspace()):
            made[-1] = made[-1]._replace(text=made[-1].text + glyph.char)
            continue
        if why:
            made.append(Hidden(why, glyph.char, f"page {number} ({glyph.left:.0f}, {glyph.bottom:.0f})"))
        last = why
    told = [one._replace(text=" ".join(one.text.split())) for one in made]
    return [one for one in told if one.text]


class _Judge:
    """One page: what is drawn where, in which order."""

    def __init__(self, page: Any, text: Any, width: float, height: float) -> None:
        self.text, self.width, self.height = text, width, height
        self.limits = shelf("matching/tricks")["limits"]
        self.shapes: list[_Shape] = []
        self.order: dict[int, int] = {}
        self.known: dict[int, _Text] = {}
        self._draw(page)

    def why(self, index: int, glyph: Glyph) -> str:
        """Why a character can't be seen, or ""."""
        if glyph.char.isspace():
            return ""
        if glyph.right <= 0 or glyph.left >= self.width or glyph.top <= 0 or glyph.bottom >= self.height:
            return "off the page"
        if glyph.top - glyph.bottom < self.limits["type_points"]:
            return "too small to read"
        paint = self._paint(index)
        if paint.mode in _NO_INK or paint.alpha < _FAINT:
            return "written without ink"
        box = (glyph.left, glyph.bottom, glyph.right, glyph.top)
        if any(shape.z > paint.z and _share(box, shape.box) >= self.limits["covered"] for shape in self.shapes):
            return "covered by a picture or shape"
        paper = self._paper(paint.z, box)
        return "in the colour of the paper" if paper and contrast(paint.color, paper) < self.limits["contrast"] else ""

    def pictured(self) -> bool:
        """Whether one picture covers most of the page."""
        page = (0.0, 0.0, self.width, self.height)
        return any(
            shape.color is None and _share(page, shape.box) >= self.limits["page_picture"] for shape in self.shapes
        )

    def _draw(self, page: Any) -> None:
        """Note the pictures, filled paths and texts in the order in which they are drawn."""
        from pypdfium2 import raw

        box = [ctypes.c_float() for _ in range(4)]
        for z in range(raw.FPDFPage_CountObjects(page)):
            found = raw.FPDFPage_GetObject(page, z)
            kind = raw.FPDFPageObj_GetType(found)
            self.order[_address(found)] = z
            if kind not in {_PATH, _IMAGE} or not raw.FPDFPageObj_GetBounds(found, *box):
                continue
            color = _fill(found) if kind == _PATH else None
            if kind == _IMAGE or color is not None:
                left, bottom, right, top = (side.value for side in box)
                self.shapes.append(_Shape(z, (left, bottom, right, top), color))

    def _paint(self, index: int) -> _Text:
        """What a character is painted with; asked for once a text object."""
        from pypdfium2 import raw

        found = raw.FPDFText_GetTextObject(self.text, index)
        key = _address(found)
        if key not in self.known:
            colors = [ctypes.c_uint(0) for _ in range(4)]
            told = raw.FPDFText_GetFillColor(self.text, index, *colors)
            red, green, blue, alpha = (one.value for one in colors) if told else (0, 0, 0, 255)
            mode = raw.FPDFTextObj_GetTextRenderMode(found) if found else 0
            self.known[key] = _Text(self.order.get(key, len(self.order)), mode, (red, green, blue), alpha)
        return self.known[key]

    def _paper(self, z: int, box: tuple[float, float, float, float]) -> tuple[int, int, int] | None:
        """The colour behind a box: the last shape's below it, white without one, None over a picture."""
        below = [shape for shape in self.shapes if shape.z < z and _share(box, shape.box) >= self.limits["covered"]]
        return below[-1].color if below else _WHITE


def _fill(found: Any) -> tuple[int, int, int] | None:
    """The colour that a path is filled with; None if it isn't filled, or can be seen through."""
    from pypdfium2 import raw

    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(found, mode, stroke) or not mode.value:
        return None
    colors = [ctypes.c_uint(0) for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(found, *colors) or colors[3].value < 255 - _FAINT:
        return None
    return colors[0].value, colors[1].value, colors[2].value


def _address(pointer: Any) -> int:
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0 if pointer else 0


def _share(box: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> float:
    """The part of a box that another one covers."""
    wide = min(box[2], other[2]) - max(box[0], other[0])
    high = min(box[3], other[3]) - max(box[1], other[1])
    area = (box[2] - box[0]) * (box[3] - box[1])
    return wide * high / area if wide > 0 and high > 0 and area > 0 else 0.0
