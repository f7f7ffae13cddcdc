"""Values of CSS: lengths in px, numbers, colours, and what shorthands stand for."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from rolewright.knowledge.shelf import shelf

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Ink = tuple[float, float, float, float]
"""Red, green, blue from 0 to 255, and how much of it there is, 0 to 1."""
WIDE = frozenset({"inherit", "initial", "unset", "revert", "revert-layer"})
_SIDES = ("top", "right", "bottom", "left")
_LOGICAL = {
    "inset-inline-start": "left", "inset-inline-end": "right", "inset-block-start": "top", "inset-block-end": "bottom",
    "margin-inline-start": "margin-left", "margin-block-start": "margin-top", "inline-size": "width", "block-size": "height",
    "max-inline-size": "max-width", "max-block-size": "max-height", "-webkit-background-clip": "background-clip",
    "-webkit-clip-path": "clip-path", "-webkit-transform": "transform", "-webkit-opacity": "opacity",
}  # fmt: skip


def text(tokens: Sequence[Any]) -> str:
    """Tokens as text in lower case, but for names of variables."""
    import tinycss2

    written = str(tinycss2.serialize(tokens)).strip()
    return written if "var(" in written else written.lower()


@lru_cache(4096)
def parsed(value: str) -> tuple[Any, ...]:
    """A value's tokens without blanks."""
    import tinycss2

    return tuple(
        one for one in tinycss2.parse_component_value_list(value, skip_comments=True) if one.type != "whitespace"
    )


def longhands(name: str, tokens: Sequence[Any]) -> Iterator[tuple[str, str]]:
    """(property, value) of a declaration that is valid; of a shorthand those parts that decide about sight."""
    name, value = _LOGICAL.get(name, name), text(tokens)
    parts = parsed(value)
    if name in {"inset", "margin"} and parts:
        sides = _four(parts)
        yield from (
            (side if name == "inset" else f"margin-{side}", text([one]))
            for side, one in zip(_SIDES, sides, strict=True)
        )
    elif name == "overflow" and parts:
        yield from (("overflow-x", text(parts[:1])), ("overflow-y", text(parts[-1:])))
    elif name == "background":
        yield from _background(value, parts)
    elif name == "font":
        size = next((one for one in parts if one.type in {"dimension", "percentage"} or _keyword(one)), None)
        if size is not None or value in WIDE:
            yield "font-size", value if size is None else text([size])
    elif name.startswith("--") or valid(name, value):
        yield name, value


def valid(name: str, value: str) -> bool:
    """Whether a value is one that its property can have; variables are judged when they are known."""
    table = shelf("matching/styles")
    if value in WIDE or "var(" in value:
        return True
    if name in table["words"]:
        return value in table["words"][name]
    if name in table["kinds"]["number"]:
        return number(value) is not None
    if name in table["kinds"]["color"]:
        return value == "currentcolor" or ink(value) is not None
    if name in table["kinds"]["length"]:
        return value in {"auto", "none", "min-content", "max-content", "fit-content"} or _lengthy(value)
    return name != "font-size" or _lengthy(value) or any(map(_keyword, parsed(value)))


def pixels(tokens: Sequence[Any], em: float, whole: float = 0) -> float | None:
    """A length in px, `em` and `whole` (of percents) being given; None for what is no plain length."""
    table = shelf("matching/styles")
    if len(tokens) != 1:
        return None
    one = tokens[0]
    if one.type == "number":
        return float(one.value)
    if one.type == "percentage":
        return float(one.value) * whole / 100
    if one.type != "dimension":
        return None
    unit = one.lower_unit
    if unit == "em":
        return float(one.value) * em
    each = float(table["screen"]["root"] if unit == "rem" else table["units"].get(unit, 0.0))
    return float(one.value) * each


def number(value: str) -> float | None:
    """`.5` and `50%`."""
    parts = parsed(value)
    if len(parts) != 1 or parts[0].type not in {"number", "percentage"}:
        return None
    return float(parts[0].value) / (100 if parts[0].type == "percentage" else 1)


@lru_cache(1024)
def ink(value: str) -> Ink | None:
    """A colour, None for what is none."""
    import tinycss2.color4

    try:
        found = tinycss2.color4.parse_color(value)
        if found is None or found == "currentcolor":
            return _SYSTEM.get(value)
        alpha = float(found.alpha or 0)
        red, green, blue = (float(part or 0) * 255 for part in found.to("srgb").coordinates)
    except NotImplementedError:
        return _gray(found), _gray(found), _gray(found), alpha
    except (ValueError, TypeError):
        return None
    return red, green, blue, alpha


def _gray(color: Any) -> float:
    """The grey as light as a colour of a space that is no sRGB: contrast asks for lightness alone."""
    for space in ("xyz-d65", "xyz-d50"):
        try:
            light = min(1.0, max(0.0, float(color.to(space).coordinates[1])))
        except NotImplementedError:
            continue
        return 255 * (light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055)
    return 0.0


_SYSTEM: dict[str, Ink] = {
    "canvas": (255, 255, 255, 1), "window": (255, 255, 255, 1), "canvastext": (0, 0, 0, 1), "windowtext": (0, 0, 0, 1),
}  # fmt: skip


def over(top: Ink, below: Ink) -> Ink:
    """A colour laid over an opaque one."""
    share = top[3]
    red, green, blue = (a * share + b * (1 - share) for a, b in zip(top[:3], below[:3], strict=True))
    return red, green, blue, 1.0


def _four(parts: Sequence[Any]) -> tuple[Any, ...]:
    """Top, right, bottom, left of one to four values."""
    top, right = parts[0], parts[min(1, len(parts) - 1)]
    return top, right, parts[2] if len(parts) > 2 else top, parts[3] if len(parts) > 3 else right


def _background(value: str, parts: Sequence[Any]) -> Iterator[tuple[str, str]]:
    """The colour and the picture of a background."""
    if value in WIDE or "var(" in value:
        yield from (("background-color", value), ("background-image", "none"))
        return
    found = next(
        (text([one]) for one in reversed(parts) if one.type in {"hash", "ident", "function"} and ink(text([one]))),
        "transparent",
    )
    picture = next(
        (text([one]) for one in parts if one.type == "url" or (one.type == "function" and not ink(text([one])))), "none"
    )
    yield from (("background-color", found), ("background-image", picture))
    if "text" in value.split():
        yield "background-clip", "text"


def _keyword(token: Any) -> bool:
    return token.type == "ident" and token.lower_value in {*shelf("matching/styles")["sizes"], "smaller", "larger"}


def _lengthy(value: str) -> bool:
    """A length, a percentage, nought, or a sum of them that isn't worked out."""
    parts = parsed(value)
    if len(parts) != 1:
        return False
    return parts[0].type in {"dimension", "percentage", "function"} or (
        parts[0].type == "number" and not parts[0].value
    )
