"""What a DOCX says of a run's look: its own word first, then its styles with their parents, the table's, the document's defaults."""

from __future__ import annotations

import colorsys
from typing import TYPE_CHECKING, Any

from rolewright.documents.seen import Color, hex_color
from rolewright.knowledge.shelf import shelf

if TYPE_CHECKING:
    from collections.abc import Iterator

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_OFF = frozenset({"0", "false", "off", "none"})
_DEEPEST = 12
_WHOLE = 100_000


class Styles:
    """The styles of a document, and the colours of its theme."""

    def __init__(self, element: Any, theme: Any = None) -> None:
        self.found = {style.get(W + "styleId") or "": style for style in element.iter(W + "style")}
        self.default = {style.get(W + "type"): key for key, style in self.found.items() if on(style.get(W + "default"))}
        self.rest = (
            element.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"),
            element.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr"),
        )
        scheme = theme.find(f".//{A}clrScheme") if theme is not None else None
        self.theme = {
            one.tag.removeprefix(A): next((part.get("lastClr") or part.get("val") for part in one), "")
            for one in (scheme if scheme is not None else ())
        }

    def chain(self, key: str, kind: str) -> Iterator[Any]:
        """A style and its parents; without a key the default of its kind."""
        key = key or self.default.get(kind, "")
        for _ in range(_DEEPEST):
            style = self.found.get(key)
            if style is None:
                return
            yield style
            based = style.find(W + "basedOn")
            key = based.get(W + "val", "") if based is not None else ""

    def of_run(self, run: Any) -> Iterator[Any]:
        """The `w:rPr` that say something of a run, the strongest first."""
        yield from _child(run, "rPr")
        for style in self.chain(_named(run, "rPr", "rStyle"), "character"):
            yield from _child(style, "rPr")
        paragraph = next(run.iterancestors(W + "p"), None)
        for style in self._of(paragraph):
            yield from _child(style, "rPr")
        if self.rest[0] is not None:
            yield self.rest[0]

    def of_paragraph(self, paragraph: Any) -> Iterator[Any]:
        """The `w:pPr` that say something of a paragraph, the strongest first."""
        yield from _child(paragraph, "pPr")
        for style in self._of(paragraph):
            yield from _child(style, "pPr")
        if self.rest[1] is not None:
            yield self.rest[1]

    def _of(self, paragraph: Any) -> Iterator[Any]:
        """The styles of a paragraph, then those of the table around it."""
        if paragraph is None:
            return
        yield from self.chain(_named(paragraph, "pPr", "pStyle"), "paragraph")
        yield from self.of_table(next(paragraph.iterancestors(W + "tbl"), None))

    def of_table(self, table: Any) -> Iterator[Any]:
        """The styles of a table."""
        if table is not None:
            yield from self.chain(_named(table, "tblPr", "tblStyle"), "table")

    def color(self, element: Any, name: str = "val", theme: str = "theme") -> Color | None:
        """The colour that a `w:color` or `w:shd` gives in an attribute; None for automatic."""
        themed = element.get(f"{W}{theme}Color" if theme == "theme" else f"{W}{theme}")
        if themed:
            base = self.themed(themed)
            return (
                None if base is None else _toned(base, element.get(f"{W}{theme}Tint"), element.get(f"{W}{theme}Shade"))
            )
        return hex_color(element.get(W + name, ""))

    def themed(self, name: str) -> Color | None:
        """A colour of the theme by its name."""
        known = shelf("matching/word")["theme"].get(name)
        return None if known is None else hex_color(self.theme.get(known[0]) or "") or hex_color(known[1])

    def drawn(self, fill: Any) -> Color | None:
        """The colour of a DrawingML or `w14` fill (`solidFill`); None for what has none."""
        for one in fill.iter():
            tag = one.tag.rpartition("}")[2] if isinstance(one.tag, str) else ""
            value = one.get("val") or one.get(W14 + "val") or ""
            if tag == "srgbClr":
                return hex_color(value)
            if tag == "schemeClr":
                return self.themed(value)
            if tag == "sysClr":
                return hex_color(one.get("lastClr") or "")
        return None


def on(value: str | None) -> bool:
    """Whether an attribute switches something on."""
    return value is not None and value.lower() not in _OFF


def switch(element: Any) -> bool:
    """Whether a switch such as `w:vanish` stands and isn't off."""
    return element is not None and on(element.get(W + "val", "1"))


def first(asked: list[Any], name: str) -> Any:
    """The element of a name in the strongest properties that have one, or None."""
    return next((found for one in asked if (found := one.find(W + name)) is not None), None)


def clear(fill: Any) -> bool:
    """Whether a fill is none, or as good as transparent."""
    most = shelf("matching/word")["limits"]["clear_percent"] * _WHOLE / 100
    for one in fill.iter():
        tag = one.tag.rpartition("}")[2] if isinstance(one.tag, str) else ""
        value = one.get("val") or one.get(W14 + "val") or ""
        if tag == "noFill":
            return True
        if tag == "alpha" and value.isdigit():
            gone = int(value) if one.tag.startswith(W14) else _WHOLE - int(value)
            return bool(gone >= most)
    return False


def _child(element: Any, name: str) -> Iterator[Any]:
    found = element.find(W + name)
    if found is not None:
        yield found


def _named(element: Any, properties: str, name: str) -> str:
    found = element.find(f"{W}{properties}/{W}{name}")
    return (found.get(W + "val") if found is not None else "") or ""


def _toned(color: Color, tint: str | None, shade: str | None) -> Color:
    """A theme's colour made lighter or darker, as 17.3.2.6 says."""
    hue, light, full = colorsys.rgb_to_hls(*(part / 255 for part in color))
    try:
        light = light * int(shade, 16) / 255 if shade else light
        light = light * int(tint, 16) / 255 + 1 - int(tint, 16) / 255 if tint else light
    except ValueError:
        return color
    red, green, blue = (round(255 * min(1.0, max(0.0, part))) for part in colorsys.hls_to_rgb(hue, light, full))
    return red, green, blue
