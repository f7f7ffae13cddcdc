"""Colour and signs of a terminal, or their absence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rolewright.reports.shape import Show

_STYLES = {
    "error": "1;31", "warning": "1;33", "note": "1;36", "credit": "1;32", "bold": "1", "dim": "2", "code": "1",
    "good": "32", "bad": "31", "fair": "33", "gone": "9;31", "new": "32", "label": "2;1",
}  # fmt: skip
_ASCII = {"│": "|", "·": "-", "─": "-", "…": "..", "→": "->", "✓": "+", "■": "#", "□": ".", "“": '"', "”": '"',
          "−": "-", "×": "x", "╵": "|", "↓": "v", "↑": "^", "↕": "<>", "¶": "par. "}  # fmt: skip


def paint(text: str, style: str, show: Show) -> str:
    """The text in a style, if the screen has colours."""
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if show.color and text else text


def sign(char: str, show: Show) -> str:
    """A sign of ours, or its stand-in in ASCII."""
    return char if show.unicode else _ASCII.get(char, char)


def signed(points: int, show: Show) -> str:
    """Points with their sign, a real minus where the screen has one."""
    if points < 0:
        return f"{sign('−', show)}{-points}"
    return f"+{points}" if points else "0"


def counted(count: int, one: str, many: str = "") -> str:
    """`1 note`, `2 notes`."""
    return f"{count} {one if count == 1 else many or one + 's'}"
