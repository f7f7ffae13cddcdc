"""Whether a reader sees the text of an element, by the style that it ends up with. No layout is done: sizes are as written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from rolewright.documents import css_values
from rolewright.documents.css_values import Ink, parsed, pixels
from rolewright.documents.seen import contrast
from rolewright.knowledge.shelf import shelf
from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

_WHITE: Ink = (255.0, 255.0, 255.0, 1.0)
_BLACK: Ink = (0.0, 0.0, 0.0, 1.0)
_POINTS = 0.75
_OUT = frozenset({"absolute", "fixed", "relative", "sticky", "-webkit-sticky"})
_CLOSED = frozenset({"hidden", "clip"})
_FUNCTION = re.compile(r"([a-z0-9]+)\(([^()]*)\)")
_HALF = 50.0
_NOUGHT = re.compile(r"^(?:circle|ellipse)\(\s*0(?:[a-z%]+)?(?:\s|\)|,)|^polygon\(\s*(?:0(?:px|%)?[\s,]*)+\)")


class State(NamedTuple):
    """How the text of an element stands: its properties, its size and paper, why it isn't seen, and whether for good."""

    said: Mapping[str, str] = {}
    size: float = 16.0
    paper: Ink | None = _WHITE
    why: str = ""
    gone: bool = False


def judged(element: Any, said: Mapping[str, str], outer: State) -> State:
    """The state of an element inside another; what is gone for good takes all inside it along."""
    size, paper = _size(said, outer.size), _paper(said, outer.paper)
    if outer.gone:
        return State(said, size, paper, outer.why, gone=True)
    why = _gone(element, said, size)
    if why:
        return State(said, size, paper, why, gone=True)
    return State(said, size, paper, _faint(said, size, paper))


def _gone(element: Any, said: Mapping[str, str], size: float) -> str:
    """Why an element and all in it can't be seen, or ""."""
    limits = shelf("matching/styles")["limits"]
    if said.get("display") == "none" or said.get("content-visibility") == "hidden":
        return "hidden by its style"
    if element.attr("hidden") is not None:
        return "hidden by a switch"
    opacity = css_values.number(said.get("opacity", "1"))
    if (opacity is not None and opacity < limits["opacity"]) or _clear(said.get("filter", "")):
        return "hidden by its style"
    if _cut(said, size, limits["box_px"]) or _shrunk(said, limits["scale"]):
        return "hidden by its style"
    return "off the page" if _off(said, size, limits) else ""


def _faint(said: Mapping[str, str], size: float, paper: Ink | None) -> str:
    """Why the text of an element itself can't be seen, or ""; an element inside may be seen all the same."""
    limits = shelf("matching/tricks")["limits"]
    if said.get("visibility") in {"hidden", "collapse"}:
        return "hidden by its style"
    if size * _POINTS < limits["type_points"]:
        return "too small to read"
    if said.get("background-clip") == "text" and said.get("background-image", "none") != "none":
        return ""
    ink = _ink(said)
    if ink[3] == 0:
        return "in the colour of the paper"
    if paper is None:
        return ""
    color = css_values.over(ink, paper)
    same = contrast(_whole(color), _whole(paper)) < limits["contrast"]
    return "in the colour of the paper" if same else ""


def _ink(said: Mapping[str, str]) -> Ink:
    """The colour of the letters."""
    for name in ("-webkit-text-fill-color", "color"):
        value = said.get(name, "currentcolor")
        if value != "currentcolor":
            return css_values.ink(value) or _BLACK
    return _BLACK


def _paper(said: Mapping[str, str], outer: Ink | None) -> Ink | None:
    """What is behind the letters; None if it is a picture, whose colours aren't known."""
    picture = said.get("background-image", "none")
    if "gradient(" in picture:
        stops = [
            ink
            for one in re.findall(r"#[0-9a-f]+|(?:rgb|hsl)a?\([^()]*\)|\b[a-z]+\b", picture)
            if (ink := css_values.ink(one))
        ]
        plain = bool(stops) and all(contrast(_whole(one), _whole(stops[0])) < 1.1 and one[3] == 1 for one in stops)
        return stops[0] if plain else None
    if picture != "none":
        return None
    value = said.get("background-color", "transparent")
    laid = _ink(said) if value == "currentcolor" else css_values.ink(value)
    if laid is None or laid[3] == 0:
        return outer
    return laid if laid[3] == 1 else None if outer is None else css_values.over(laid, outer)


def _size(said: Mapping[str, str], outer: float) -> float:
    """The size of the letters in px."""
    table = shelf("matching/styles")
    value = said.get("font-size", "")
    if not value or value.endswith(_DONE):
        return float(value[: -len(_DONE)]) if value else outer
    if value in table["sizes"]:
        return float(table["sizes"][value])
    if value in {"smaller", "larger"}:
        return outer / 1.2 if value == "smaller" else outer * 1.2
    found = pixels(parsed(value), outer, outer)
    return outer if found is None or found < 0 else found


_DONE = "px!"


def settled(state: State) -> dict[str, str]:
    """The properties that an element's children see: its size is worked out, a percentage isn't taken twice."""
    return {**state.said, "font-size": f"{state.size}{_DONE}"}


def _off(said: Mapping[str, str], size: float, limits: Mapping[str, float]) -> bool:
    """Whether an element is moved away from the page."""
    screen = shelf("matching/styles")["screen"]
    near, far = limits["off_page_px"], limits["far_px"]

    def away(name: str, whole: float, *, right: bool = True) -> bool:
        moved = pixels(parsed(said.get(name, "auto")), size, whole)
        return moved is not None and (moved <= -near or (right and moved >= far))

    if said.get("position") in _OUT and (
        away("left", screen["width"]) or away("right", screen["width"]) or away("top", screen["height"], right=False)
    ):
        return True
    if any(
        away(name, screen["width"], right=name != "margin-top") for name in ("margin-left", "margin-top", "text-indent")
    ):
        return True
    moved = [
        pixels([one], size, near) for name, body in _FUNCTION.findall(said.get("transform", ""))
        if name.startswith("translate") for one in parsed(body.replace(",", " "))
    ]  # fmt: skip
    return any(one is not None and (one <= -near * 2 or one >= far) for one in moved)


def _cut(said: Mapping[str, str], size: float, least: float) -> bool:
    """Whether an element is clipped to nothing, or a box of no size closes it."""
    clip = said.get("clip", "")
    if clip.startswith("rect(") and said.get("position") in {"absolute", "fixed"}:
        edges = [pixels([one], size) for one in parsed(clip[5:-1].replace(",", " "))]
        if len(edges) == 4 and all(one is not None for one in edges):
            top, right, bottom, left = (one or 0.0 for one in edges)
            return right - left <= least or bottom - top <= least
    path = said.get("clip-path", "")
    if path.startswith("inset("):
        sides = [pixels([one], size, 100) for one in parsed(path[6:-1]) if one.type == "percentage"]
        return bool(sides) and max(one or 0 for one in sides) >= _HALF
    if _NOUGHT.match(path):
        return True
    return any(
        said.get(f"overflow-{axis}") in _CLOSED
        and any((found := pixels(parsed(said.get(name, "auto")), size, 1000)) is not None and found <= least for name in (side, f"max-{side}"))
        for axis, side in (("x", "width"), ("y", "height"))
    )  # fmt: skip


def _shrunk(said: Mapping[str, str], least: float) -> bool:
    """Whether an element is scaled to nothing."""
    factors = [body for name, body in _FUNCTION.findall(said.get("transform", "")) if name.startswith("scale")]
    found = [
        css_values.number(part) for body in (*factors, said.get("scale", "")) for part in body.replace(",", " ").split()
    ]
    return any(one is not None and abs(one) < least for one in found)


def _clear(value: str) -> bool:
    """Whether a filter takes all ink away."""
    found = [css_values.number(body) for name, body in _FUNCTION.findall(value) if name == "opacity"]
    return any(one is not None and one < shelf("matching/styles")["limits"]["opacity"] for one in found)


def _whole(color: Ink) -> tuple[int, int, int]:
    return round(min(255, max(0, color[0]))), round(min(255, max(0, color[1]))), round(min(255, max(0, color[2])))
