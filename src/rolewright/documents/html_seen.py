"""HTML whose unseen elements are blanked out, offset for offset: by attribute, or by the style written on them."""

from __future__ import annotations

import re
from typing import Any

from rolewright.documents import html
from rolewright.documents.seen import Hidden, contrast, hex_color
from rolewright.knowledge.shelf import shelf

_SKIPPED = frozenset({"script", "style", "head", "title", "html", "body", "template"})
_RULES = (
    (
        "hidden by its style",
        re.compile(
            r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0\d*)?\s*(?:;|$)|clip\s*:\s*rect\(0",
            re.IGNORECASE,
        ),
    ),
    ("off the page", re.compile(r"(?:left|top|right|text-indent|margin-left)\s*:\s*-\d{3,}", re.IGNORECASE)),
)
_SIZE = re.compile(r"font-size\s*:\s*(\d*\.?\d+)\s*(px|pt|em|rem|%)?", re.IGNORECASE)
_COLOR = re.compile(r"(?<![-\w])color\s*:\s*(#[0-9a-fA-F]{3,6}|white|transparent)", re.IGNORECASE)
_PAPER = re.compile(r"background(?:-color)?\s*:\s*(#[0-9a-fA-F]{3,6}|\w+)", re.IGNORECASE)
_POINTS = {"px": 0.75, "pt": 1.0, "em": 12.0, "rem": 12.0, "%": 0.12, "": 0.75}


def split(source: str) -> tuple[str, list[Hidden]]:
    """The source with blanks for what isn't seen, and that with why."""
    lower = source.lower()
    if "style" not in lower and "hidden" not in lower:
        return source, []
    found: list[Hidden] = []
    starts = html.line_starts(source)
    for element in html.tree(source).select("[style],[hidden],[aria-hidden=true]"):
        why, where = _why(element), element.source_location
        if not why or where is None or element.tag in _SKIPPED:
            continue
        start = starts[where.start_tag.end_line - 1] + where.start_tag.end_col
        end = len(source) if where.end_tag is None else starts[where.end_tag.start_line - 1] + where.end_tag.start_col
        said = " ".join(element.text.split())
        if said and source[start:end].strip():
            found.append(Hidden(why, said, f"{where.start_tag.start_line}:{where.start_tag.start_col + 1}"))
            source = source[:start] + re.sub(r"[^\n]", " ", source[start:end]) + source[end:]
    return source, found


def _why(element: Any) -> str:
    """Why an element can't be seen, or ""."""
    if element.attr("hidden") is not None:
        return "hidden by a switch"
    style = element.attr("style") or ""
    for why, pattern in _RULES:
        if pattern.search(style):
            return why
    size = _SIZE.search(style)
    limits = shelf("matching/tricks")["limits"]
    if size and float(size[1]) * _POINTS[(size[2] or "").lower()] < limits["type_points"]:
        return "too small to read"
    return "in the colour of the paper" if _same(style, limits["contrast"]) else ""


def _same(style: str, least: float) -> bool:
    """Whether the style's colour is that of its paper; a paper that it doesn't name is white."""
    ink, paper = _COLOR.search(style), _PAPER.search(style)
    if ink is None:
        return False
    if ink[1].lower() == "transparent":
        return True
    behind = (255, 255, 255) if paper is None or paper[1].lower() == "white" else hex_color(paper[1])
    color = (255, 255, 255) if ink[1].lower() == "white" else hex_color(ink[1])
    return bool(color and behind and contrast(color, behind) < least)
