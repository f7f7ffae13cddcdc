"""Pieces of HTML: text that can't be markup, and the body of a posting as headings, paragraphs and lists."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rolewright.model.written import Block, Section

_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)|(?<=s)'(?= )")
_LINK = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)\]]|[^\s@<>\",;:()]+@[^\s@<>\",;:()]+\.[A-Za-z]{2,}")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}


def typeset(text: str) -> str:
    """With the apostrophes of print."""
    return _APOSTROPHE.sub("’", text)


def escaped(text: str) -> str:
    """Text for HTML, also inside an attribute; characters that HTML forbids are left out."""
    kept = "".join(char for char in text if char in "\t\n" or (char >= " " and not "\x7f" <= char <= "\x9f"))
    return "".join(_ESCAPES.get(char, char) for char in kept)


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """(text, target) of each stretch: web and mail addresses have a target, the rest has ""."""
    at = 0
    for found in _LINK.finditer(text):
        if found.start() > at:
            yield typeset(text[at : found.start()]), ""
        yield found[0], found[0] if "://" in found[0] else f"mailto:{found[0]}"
        at = found.end()
    if at < len(text):
        yield typeset(text[at:]), ""


def linked(text: str) -> str:
    """Text with its web and mail addresses as links."""
    return "".join(
        f'<a href="{escaped(target)}">{escaped(part)}</a>' if target else escaped(part) for part, target in pieces(text)
    )


def script(value: dict[str, Any]) -> str:
    """Structured data as an element; nothing in it can end the element."""
    data = json.dumps(value, ensure_ascii=False, indent=1)
    for char in "<>&\u2028\u2029":
        data = data.replace(char, f"\\u{ord(char):04x}")
    return f'<script type="application/ld+json">\n{data}\n</script>\n'


def block(one: Block) -> str:
    """A paragraph or a list."""
    if one.kind == "bullets":
        return f"<ul>\n{''.join(f'<li>{linked(sentence.text)}</li>{chr(10)}' for sentence in one.sentences)}</ul>\n"
    return f"<p>{linked(' '.join(sentence.text for sentence in one.sentences))}</p>\n"


def fragment(sections: Iterable[Section], tag: str = "h3") -> str:
    """Sections as they go into a box of another system: no classes, no styles."""
    return "".join(
        _head(section.heading.text, tag) + "".join(block(one) for one in section.blocks) for section in sections
    )


def _head(text: str, tag: str) -> str:
    """A heading; nothing for a section without one."""
    return f"<{tag}>{escaped(typeset(text))}</{tag}>\n" if text else ""
