"""Comments of Markdown and HTML: hidden from the text, kept for those that speak to the linter."""

from __future__ import annotations


def find_comments(text: str, base: int = 0) -> tuple[tuple[int, str], ...]:
    """(offset of `<!--` plus `base`, what the comment says) of each closed comment, in linear time."""
    found = []
    start = text.find("<!--")
    while start >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            break
        found.append((base + start, text[start + 4 : end].strip()))
        start = text.find("<!--", end + 3)
    return tuple(found)
