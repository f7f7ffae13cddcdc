"""The text of a posting as HTML of our own making: headings, paragraphs and lists, nothing of the author's markup."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rolewright.writing.html_parts import escaped, linked, typeset

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from rolewright.model.posting import Posting
    from rolewright.model.reading import Reading


def body(posting: Posting, reading: Reading, facts: Collection[str] = (), tag: str = "h2") -> str:
    """The HTML below the title and, if it only repeats `facts`, the line of facts below that."""
    out, lines = [], list(_lines(posting, reading))
    if lines and lines[0][0] == "text" and _repeats(lines[0][1], facts):
        lines = lines[1:]
    for kind, group in groupby(lines, key=lambda line: line[0]):
        texts = [text for _, text in group]
        if kind == "bullet":
            out.append("<ul>\n" + "".join(f"<li>{linked(text)}</li>\n" for text in texts) + "</ul>\n")
        elif kind == "heading":
            out += [f"<{tag}>{escaped(typeset(text))}</{tag}>\n" for text in texts]
        else:
            out += [f"<p>{linked(text)}</p>\n" for text in texts]
    return "".join(out)


def opening(posting: Posting, reading: Reading, size: int) -> str:
    """The first paragraph of some length, cut at a word."""
    texts = [text for kind, text in _lines(posting, reading) if kind == "text"]
    text = next((one for one in texts if len(one) > size // 2), texts[0] if texts else "")
    return text if len(text) <= size else text[: size - 1].rpartition(" ")[0] + "…"


def _repeats(line: str, facts: Collection[str]) -> bool:
    """Whether a line such as `Brightloaf · Denver · hybrid` says only what the page shows as facts."""
    parts = [part.strip().lower() for part in line.split("·")]
    return len(parts) > 1 and set(parts) <= {fact.lower() for fact in facts}


def _lines(posting: Posting, reading: Reading) -> Iterator[tuple[str, str]]:
    """(kind, text) of each line but the title: `heading`, `bullet` or `text`; the reading knows unmarked headings."""
    headings = {said.line for said in reading.statements if said.kinds[0] == "heading"}
    span = reading.title.span if reading.title else None
    for number, line in enumerate(posting.lines):
        if span and line.start <= span[0] < line.end and number < 2:
            continue
        text = " ".join(posting.text[line.start : line.end].split())
        kind = "heading" if line.hint == "heading" or (not line.hint and number in headings) else line.hint
        if text:
            yield (kind if kind in {"heading", "bullet"} else "text"), text
