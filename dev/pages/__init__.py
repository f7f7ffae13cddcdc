"""What the reference pages share: the note on top, headings, sentences."""

from __future__ import annotations

NOTE = "<!-- Made by `make docs` from the code; don't edit. -->\n"


def heading(topic: str) -> str:
    """A topic as a heading."""
    return sentence(topic.replace("_", " "))


def sentence(text: str) -> str:
    """With a capital first."""
    return text[:1].upper() + text[1:]
