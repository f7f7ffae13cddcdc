"""One line a figure, with its bar beside it."""

from __future__ import annotations


def line(
    name: str, value: float, bar: float | None = None, *, most: bool = False, unit: str = "", note: str = ""
) -> int:
    """Print a figure; 1 if it misses its bar (`most`: the bar is an upper one), else 0."""
    held = bar is None or (value <= bar if most else value >= bar)
    wanted = "" if bar is None else f"   bar {'≤' if most else '≥'} {bar:g}{unit}  {'ok' if held else 'MISSED'}"
    shown = f"{value:.3f}" if abs(value) < 10 else f"{value:,.0f}"
    print(f"  {name:34} {shown:>9}{unit}{wanted}{'   ' + note if note else ''}")
    return 0 if held else 1
