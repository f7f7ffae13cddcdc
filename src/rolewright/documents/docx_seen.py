"""Which runs of a DOCX no reader sees: hidden by a switch, in the colour of what is behind them, or tiny."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.documents.seen import Color, contrast, hex_color
from rolewright.knowledge.shelf import shelf

if TYPE_CHECKING:
    from collections.abc import Iterator

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WHITE: Color = (255, 255, 255)
_OFF = frozenset({"0", "false", "off", "none"})
_DEEPEST = 12


class Styles:
    """What the styles of a document say of switches, colour and size, their parents' word included."""

    def __init__(self, element: Any) -> None:
        self.found = {style.get(_W + "styleId") or "": style for style in element.iter(_W + "style")}
        self.limits = shelf("matching/tricks")["limits"]

    def why(self, run: Any) -> str:
        """Why a run can't be seen, or ""."""
        if run is None:
            return ""
        asked = list(self._properties(run))
        if any(_on(one.find(_W + name)) for one in asked[:1] for name in ("vanish", "webHidden")) or self._styled(
            asked
        ):
            return "hidden by a switch"
        size = next((one.find(_W + "sz").get(_W + "val", "") for one in asked if one.find(_W + "sz") is not None), "")
        if size.isdigit() and int(size) / 2 < self.limits["type_points"]:
            return "too small to read"
        color = next((_color(one.find(_W + "color")) for one in asked if one.find(_W + "color") is not None), None)
        paper = _paper(run)
        return (
            "in the colour of the paper" if color and paper and contrast(color, paper) < self.limits["contrast"] else ""
        )

    def _styled(self, asked: list[Any]) -> bool:
        """Whether a style hides the run and the run itself doesn't say otherwise."""
        own = asked[0].find(_W + "vanish") if asked else None
        return own is None and any(_on(one.find(_W + "vanish")) for one in asked[1:])

    def _properties(self, run: Any) -> Iterator[Any]:
        """The run's own properties, then those of its style and of its paragraph's style, parents last."""
        own = run.find(_W + "rPr")
        if own is not None:
            yield own
        paragraph = next(run.iterancestors(_W + "p"), None)
        for path, element in ((f"{_W}rPr/{_W}rStyle", run), (f"{_W}pPr/{_W}pStyle", paragraph)):
            named = element.find(path) if element is not None else None
            key = named.get(_W + "val", "") if named is not None else ""
            for _ in range(_DEEPEST):
                style = self.found.get(key)
                if style is None:
                    break
                inner = style.find(_W + "rPr")
                if inner is not None:
                    yield inner
                based = style.find(_W + "basedOn")
                key = based.get(_W + "val", "") if based is not None else ""


def _on(switch: Any) -> bool:
    return switch is not None and switch.get(_W + "val", "1").lower() not in _OFF


def _color(element: Any) -> Color | None:
    """A run's colour; the theme's background counts as white."""
    if element.get(_W + "themeColor") in {"background1", "light1"}:
        return _WHITE
    return hex_color(element.get(_W + "val", ""))


def _paper(run: Any) -> Color | None:
    """The colour behind a run: its own shading, its paragraph's or cell's; None where a pattern or highlight hides it."""
    if run.find(f"{_W}rPr/{_W}highlight") is not None:
        return None
    for element in (run, *run.iterancestors(_W + "p", _W + "tc", _W + "tbl")):
        for properties in ("rPr", "pPr", "tcPr", "tblPr"):
            shade = element.find(f"{_W}{properties}/{_W}shd")
            if shade is not None and shade.get(_W + "fill", "auto") != "auto":
                return hex_color(shade.get(_W + "fill", ""))
    return _WHITE
