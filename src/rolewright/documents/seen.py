"""Text that a document holds and no reader sees: what PDF, DOCX and HTML have in common about it."""

from __future__ import annotations

from rolewright.model.record import NamedTuple

Color = tuple[int, int, int]


class Hidden(NamedTuple):
    """A stretch of unseen text: why it can't be seen, what it says, where it stands."""

    why: str
    text: str
    where: str


def contrast(one: Color, other: Color) -> float:
    """WCAG 2's contrast ratio of two colours (sRGB, 0 to 255): 1 for the same, 21 for black on white."""
    a, b = _light(one), _light(other)
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)


def hex_color(written: str) -> Color | None:
    """`FFFFFF` or `#fff` as a colour, None for anything else."""
    digits = written.strip().lstrip("#")
    if len(digits) == 3:
        digits = "".join(2 * one for one in digits)
    try:
        value = int(digits, 16) if len(digits) == 6 else -1
    except ValueError:
        return None
    return None if value < 0 else (value >> 16, value >> 8 & 255, value & 255)


def _light(color: Color) -> float:
    """Relative luminance (WCAG 2.2, definition)."""
    red, green, blue = (_linear(part / 255) for part in color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
