"""A record of a job as a posting: its parts in order, HTML or plain, each mapped into the JSON that holds it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rolewright.documents import placed, plain
from rolewright.documents.builder import Builder, chain
from rolewright.documents.decode import scrub
from rolewright.model.posting import Line, Map, Posting
from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from rolewright.documents.facts import Facts

_TAGS = "a|b|body|br|center|div|em|font|h[1-6]|hr|html|i|img|li|ol|p|pre|section|span|strong|table|tbody|td|th|tr|u|ul"
_HTML = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ESCAPED = re.compile(rf"&lt;/?(?:{_TAGS})(?:\s|&gt;|/)", re.IGNORECASE)


class Section(NamedTuple):
    """A part of a record's text: its heading, if it has one, and its body, HTML or plain."""

    heading: str
    body: str


class Record(NamedTuple):
    """What a record says: its title, the parts of its text in order, and its facts in schema.org's words."""

    title: str | None
    sections: tuple[Section, ...]
    facts: Facts
    format: str = "json"


def compose(record: Record, source: str, name: str = "") -> Posting:
    """The posting of a record whose strings stand in `source`."""
    out = Builder()
    for heading, body in record.sections:
        if heading.strip():
            text, way = _plain(heading, source)
            out.append(Posting(text, (Line(0, len(text), "heading"),), map=way))
        if body.strip():
            out.append(_part(body, source))
    title = " ".join(scrub(record.title).split()) if record.title else None
    return out.finish(record.format, name, source=source, title=title, facts=record.facts)


def _part(body: str, source: str) -> Posting:
    """One body as text: HTML if it has tags, unescaped first if the tags are escaped, else plain."""
    text, way = scrub(str(body)), placed.literal_map(body, source)
    if not _HTML.search(text) and not _ESCAPED.search(text):
        text, way = _plain(body, source)
        made = plain.read(text)
        return made._replace(map=way)
    if not _HTML.search(text):
        text, unescaped = placed.unescape(text)
        way = chain(unescaped, way)
    from rolewright.documents import html

    out = Builder()
    html.write(out, text)
    made = out.finish("html", "")
    return made._replace(map=chain(made.map, way))


def _plain(body: str, source: str) -> tuple[str, Map]:
    """A plain string, character references decoded, and its map."""
    text, unescaped = placed.unescape(scrub(str(body)))
    return text, chain(unescaped, placed.literal_map(body, source))
