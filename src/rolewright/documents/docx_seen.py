"""Which runs of a DOCX no reader sees: hidden by a switch, in the colour of what is behind them, tiny, off the page, covered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.documents.docx_floats import Floats, frame_of
from rolewright.documents.docx_style import W14, Styles, W, clear, first, switch
from rolewright.documents.seen import Color, contrast, hex_color
from rolewright.knowledge.shelf import shelf

if TYPE_CHECKING:
    from collections.abc import Iterator

_WHITE: Color = (255, 255, 255)


class Judge:
    """Says of each run whether it is seen. `document` is python-docx's."""

    def __init__(self, document: Any) -> None:
        self.styles = Styles(document.styles.element, _theme(document))
        self.limits = {**shelf("matching/tricks")["limits"], **shelf("matching/word")["limits"]}
        self.floats = Floats(document.element, self.styles)
        self.page = _page(document, self.styles)

    def why(self, run: Any) -> str:
        """Why a run can't be seen, or ""."""
        if run is None:
            return ""
        asked = list(self.styles.of_run(run))
        if self._switched(asked):
            return "hidden by a switch"
        paragraph = next(run.iterancestors(W + "p"), None)
        away = self._away(asked, paragraph) or self.floats.why(run, paragraph)
        if away:
            return away
        if self._tiny(asked, paragraph):
            return "too small to read"
        return "in the colour of the paper" if self._faint(asked, run, paragraph) else ""

    def _switched(self, asked: list[Any]) -> bool:
        """Whether `w:vanish` holds, by the run or a style; `w:webHidden` only on the run itself."""
        return (
            switch(first(asked, "vanish"))
            or switch(first(asked, "specVanish"))
            or switch(first(asked[:1], "webHidden"))
        )

    def _tiny(self, asked: list[Any], paragraph: Any) -> bool:
        """Whether letters, their line or their table's row are too small."""
        size, narrow = _number(first(asked, "sz")), _number(first(asked, "w"))
        if size is not None and size / 2 < self.limits["type_points"]:
            return True
        if narrow is not None and 0 < narrow < self.limits["width_percent"]:
            return True
        if paragraph is None:
            return False
        line = first(list(self.styles.of_paragraph(paragraph)), "spacing")
        low = line is not None and line.get(W + "lineRule") == "exact" and self._low(line.get(W + "line"))
        return low or any(
            height.get(W + "hRule") == "exact" and self._low(height.get(W + "val"))
            for row in paragraph.iterancestors(W + "tr") for height in row.iterfind(f"{W}trPr/{W}trHeight")
        )  # fmt: skip

    def _low(self, twips: str | None) -> bool:
        height = _int(twips)
        return height is not None and height / 20 < self.limits["line_points"]

    def _away(self, asked: list[Any], paragraph: Any) -> str:
        """Whether a run is raised out of its page, or its paragraph set beside it."""
        raised = _number(first(asked, "position"))
        if raised is not None and abs(raised) / 2 >= self.limits["raised_points"]:
            return "off the page"
        found = list(self.styles.of_paragraph(paragraph)) if paragraph is not None else []
        indent, frame = first(found, "ind"), first(found, "framePr")
        moved = _int(indent.get(W + "left") or indent.get(W + "start")) if indent is not None else None
        width = self.floats.page.width
        if moved is not None and abs(moved) / 20 >= width:
            return "off the page"
        if frame is None:
            return ""
        across, down = _int(frame.get(W + "x")) or 0, _int(frame.get(W + "y")) or 0
        gone = abs(across) / 20 >= width or abs(down) / 20 >= self.floats.page.height
        return "off the page" if gone else ""

    def _faint(self, asked: list[Any], run: Any, paragraph: Any) -> bool:
        """Whether the ink is that of what is behind it, or none."""
        fill = next((found for one in asked if (found := one.find(W14 + "textFill")) is not None), None)
        if fill is not None and clear(fill):
            return True
        written = first(asked, "color")
        color = self.styles.drawn(fill) if fill is not None else None
        if (
            color is None
            and written is not None
            and (written.get(W + "val") != "auto" or written.get(W + "themeColor"))
        ):
            color = self.styles.color(written)
        if color is None:
            return False
        paper = self._paper(asked, run, paragraph)
        return paper is not None and contrast(color, paper) < self.limits["contrast"]

    def _paper(self, asked: list[Any], run: Any, paragraph: Any) -> Color | None:
        """The colour behind a run, the nearest that is known; None where a pattern or a picture may lie there."""
        marked = first(asked, "highlight")
        if marked is not None and marked.get(W + "val") != "none":
            return hex_color(shelf("matching/word")["highlight"].get(marked.get(W + "val"), ""))
        for shade in (first(asked, "shd"), *self._shades(paragraph)):
            if shade is None or shade.get(W + "val") == "nil":
                continue
            if shade.get(W + "val") == "solid":
                return self.styles.color(shade, "color")
            if shade.get(W + "fill", "auto") != "auto" or shade.get(W + "themeFill"):
                plain = shade.get(W + "val") == "clear"
                return self.styles.color(shade, "fill", "themeFill") if plain else None
        frame = frame_of(run)
        if frame is not None:
            filled = self.floats.fill(frame)
            return None if filled == "picture" else filled if isinstance(filled, tuple) else self.page
        return None if paragraph is not None and self.floats.behind(paragraph) else self.page

    def _shades(self, paragraph: Any) -> Iterator[Any]:
        """The shading of a paragraph, its cells, tables and their styles, from the inside out."""
        if paragraph is None:
            return
        yield first(list(self.styles.of_paragraph(paragraph)), "shd")
        for element in paragraph.iterancestors(W + "tc", W + "tbl", W + "txbxContent"):
            if element.tag == W + "txbxContent":
                return
            yield element.find(f"{W}tcPr/{W}shd" if element.tag == W + "tc" else f"{W}tblPr/{W}shd")
            if element.tag == W + "tbl":
                for style in self.styles.of_table(element):
                    yield from (style.find(f"{W}{name}/{W}shd") for name in ("tcPr", "tblPr"))
                    yield from (None if _conditional(style) is None else _PATTERN,)


_PATTERN: Any = {W + "val": "pattern", W + "fill": "unknown"}
"""Stands for shading of some rows or columns, whose place isn't worked out."""


def _conditional(style: Any) -> Any:
    """Whether a table's style shades some of its rows or columns."""
    return style.find(f"{W}tblStylePr/{W}tcPr/{W}shd")


def _theme(document: Any) -> Any:
    """The root of the theme, or None."""
    from docx.oxml import parse_xml

    for related in document.part.rels.values():
        if not related.is_external and related.reltype.endswith("/theme"):
            return parse_xml(related.target_part.blob)
    return None


def _page(document: Any, styles: Styles) -> Color:
    """The colour of the page; Word shows a background only if the settings say so."""
    found = document.element.find(W + "background")
    shown = document.settings.element.find(W + "displayBackgroundShape")
    color = styles.color(found, "color") if found is not None and shown is not None and switch(shown) else None
    return color or _WHITE


def _number(element: Any) -> int | None:
    return None if element is None else _int(element.get(W + "val"))


def _int(value: str | None) -> int | None:
    try:
        return None if value is None else int(float(value))
    except (ValueError, OverflowError):
        return None
