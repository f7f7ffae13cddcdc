"""Boxes, pictures and shapes of a DOCX: where they lie, and what they hide. Places of lines are estimates, as no layout is done.

Lengths are points, from the upper left corner of the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.documents.docx_place import Box, Page, estimate
from rolewright.documents.docx_style import A, W, clear
from rolewright.documents.seen import Color, hex_color
from rolewright.knowledge.shelf import shelf

if TYPE_CHECKING:
    from rolewright.documents.docx_style import Styles

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_V = "{urn:schemas-microsoft-com:vml}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_EMU = 12700
_FRAMES = (_WP + "anchor", _WP + "inline", _V + "shape", _V + "rect", _V + "roundrect")
_ALIGNED = {"left": 0.0, "inside": 0.0, "top": 0.0, "center": 0.5, "right": 1.0, "outside": 1.0, "bottom": 1.0}


class Float:
    """One anchored thing: its box if it is known, its page, how high it lies, whether it is in front and opaque."""

    def __init__(self, element: Any, box: Box, page: int, height: int, *, front: bool, opaque: bool) -> None:
        self.element, self.box, self.page, self.height = element, box, page, height
        self.front, self.opaque = front, opaque


class Floats:
    """All that is anchored in a document."""

    def __init__(self, document: Any, styles: Styles) -> None:
        self.styles, self.limits = styles, shelf("matching/word")["limits"]
        self.page = Page(document)
        found = [one for one in document.iter(_WP + "anchor") if next(one.iterancestors(_FALLBACK), None) is None]
        self.lines = estimate(document, styles, self.page) if found else {}
        self.all = [self._float(one) for one in found]
        self.known: dict[Any, str] = {}

    def why(self, run: Any, paragraph: Any) -> str:
        """Why a run can't be seen for what floats, or ""."""
        frame = frame_of(run)
        if frame is not None:
            if frame not in self.known:
                self.known[frame] = self._boxed(frame)
            return self.known[frame]
        return "under a picture or shape" if paragraph is not None and self._covered(paragraph) else ""

    def behind(self, paragraph: Any) -> bool:
        """Whether something opaque may lie behind a paragraph, so that its paper isn't known."""
        line = self.lines.get(paragraph)
        return line is not None and any(
            one.opaque and not one.front and one.page == line.page and line.box.wider(self.limits["blur"] * line.far).meets(one.box)
            for one in self.all
        )  # fmt: skip

    def fill(self, frame: Any) -> Color | str | None:
        """What a text box is filled with: a colour, `picture` for what isn't known, None for nothing."""
        if frame.tag.startswith(_V):
            filled = frame.get("fillcolor") if frame.get("filled", "t") not in {"f", "false"} else None
            return (hex_color(filled.split()[0]) or "picture") if filled else None
        look = frame.find(f".//{_WPS}spPr")
        if look is None:
            return None
        for one in look:
            if one.tag == A + "solidFill":
                return None if clear(one) else self.styles.drawn(one)
            if one.tag in {A + "gradFill", A + "blipFill", A + "pattFill"}:
                return "picture"
        styled = frame.find(f".//{_WPS}style/{A}fillRef")
        return (
            "picture"
            if styled is not None and styled.get("idx", "0") != "0" and look.find(A + "noFill") is None
            else None
        )

    def _boxed(self, frame: Any) -> str:
        """Why the text of a box can't be seen."""
        if frame.tag.startswith(_V):
            return self._drawn(frame)
        named = frame.find(_WP + "docPr")
        if named is not None and named.get("hidden") in {"1", "true"}:
            return "hidden by a switch"
        mine = next((one for one in self.all if one.element is frame), None)
        wide, high = _extent(frame)
        if min(wide, high) < self.limits["box_points"]:
            return "in a box of no size"
        if mine is None:
            return ""
        if self.page.beyond(mine.box):
            return "off the page"
        over = [
            one for one in self.all
            if one.opaque and one.page == mine.page and one is not mine and (one.front, one.height) > (mine.front, mine.height)
        ]  # fmt: skip
        covered = any(mine.box.share(one.box) >= self.limits["covers"] for one in over)
        return "under a picture or shape" if covered else ""

    def _drawn(self, frame: Any) -> str:
        """The same for a box in VML, whose style is CSS."""
        from rolewright.documents import css, css_values

        said = {name: value for name, value, _ in css.inline(frame.get("style") or "")}
        if said.get("visibility") == "hidden" or said.get("display") == "none":
            return "hidden by a switch"
        size = {
            name: found * 0.75 for name in ("left", "top", "margin-left", "margin-top", "width", "height")
            if (found := css_values.pixels(css_values.parsed(said.get(name, "auto")), 16)) is not None
        }  # fmt: skip
        wide, high = size.get("width", 100.0), size.get("height", 100.0)
        if min(wide, high) < self.limits["box_points"]:
            return "in a box of no size"
        left, top = (size.get(f"margin-{one}", 0.0) + size.get(one, 0.0) for one in ("left", "top"))
        left, top = left + self.page.left, top + self.page.top
        return "off the page" if self.page.beyond(Box(left, top, left + wide, top + high)) else ""

    def _covered(self, paragraph: Any) -> bool:
        """Whether something in front covers a paragraph, however its estimated place is wrong."""
        line = self.lines.get(paragraph)
        if line is None:
            return False
        for one in self.all:
            if not (one.opaque and one.front and one.page == line.page):
                continue
            near = one.element in line.anchors
            box = line.box if near else line.box.wider(self.limits["blur"] * line.far, down_only=True)
            if (
                box.share(one.box) >= (self.limits["covers"] if near else 0.99)
                and one.box.width >= self.limits["covers"] * box.width
            ):
                return True
        return False

    def _float(self, anchor: Any) -> Float:
        paragraph = next((one for one in anchor.iterancestors(W + "p") if one in self.lines), None)
        line = self.lines.get(paragraph)
        wide, high = _extent(anchor)
        above = line.box.top if line is not None else self.page.top
        left = self._offset(anchor.find(_WP + "positionH"), wide, self.page.across(), self.page.left)
        top = self._offset(anchor.find(_WP + "positionV"), high, self.page.down(), above)
        raised = anchor.get("relativeHeight", "0")
        return Float(
            anchor, Box(left, top, left + wide, top + high), line.page if line is not None else 0,
            int(raised) if raised.isdigit() else 0, front=anchor.get("behindDoc", "0") in {"0", "false"}, opaque=self._opaque(anchor),
        )  # fmt: skip

    def _opaque(self, anchor: Any) -> bool:
        """Whether it has a picture, or a shape with a fill that can't be seen through."""
        if anchor.find(f".//{_PIC}pic") is not None:
            return True
        return any(
            (one.tag == A + "solidFill" and not clear(one)) or one.tag in {A + "gradFill", A + "blipFill"}
            for look in anchor.iter(_WPS + "spPr") for one in look
        )  # fmt: skip

    def _offset(self, position: Any, size: float, frames: dict[str, tuple[float, float]], here: float) -> float:
        """The left or upper edge: an offset from a frame, or a side of it."""
        if position is None:
            return here
        start, length = frames.get(position.get("relativeFrom", ""), (here, 0.0))
        told = {one.tag.rpartition("}")[2]: (one.text or "").strip() for one in position if isinstance(one.tag, str)}
        try:
            if "posOffset" in told:
                return start + int(told["posOffset"]) / _EMU
            share = next((int(value) / 100_000 for name, value in told.items() if name.startswith("pctPos")), None)
        except ValueError:
            return start
        if share is not None:
            return start + share * length
        return start + (length - size) * _ALIGNED.get(told.get("align", ""), 0.0)


def frame_of(run: Any) -> Any:
    """The box that a run stands in, or None."""
    boxed = next(run.iterancestors(W + "txbxContent"), None)
    return None if boxed is None else next(boxed.iterancestors(*_FRAMES), None)


def _extent(frame: Any) -> tuple[float, float]:
    """Width and height."""
    found = frame.find(_WP + "extent")
    try:
        return (int(found.get("cx")) / _EMU, int(found.get("cy")) / _EMU) if found is not None else (0.0, 0.0)
    except (TypeError, ValueError):
        return 0.0, 0.0
