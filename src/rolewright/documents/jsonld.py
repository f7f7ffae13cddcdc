"""JSON files: a schema.org JobPosting, a record of an applicant tracking system, or our own `{"title", "text"}`.

The first posting of the file is read; its map leads through HTML, character references and JSON escapes to the author's file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from rolewright.documents import placed, plain
from rolewright.documents.builder import Builder, chain, nothing, troubled
from rolewright.documents.decode import scrub
from rolewright.model.posting import Posting, Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator

Facts = tuple[tuple[str, str], ...]

_HTML = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>")
_ESCAPED = re.compile(r"&lt;/?[a-zA-Z][a-zA-Z0-9]{0,9}(?:\s|&gt;|/)")
_NESTED = ("@graph", "itemListElement", "item", "mainEntity", "jobs", "content", "postings", "results", "data", "offers")
_DEEPEST = 12
_FACTS = 200
_FACT_SIZE = 2000
_LEFT_OUT = frozenset({"@context", "@type", "description", "text", "responsibilities", "qualifications", "skills"})


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


def read(source: str, name: str = "") -> Posting:
    """A posting from a JSON text. What isn't JSON, or holds no posting, is read as plain text with a trouble."""
    try:
        value = placed.parse(source)
    except (ValueError, RecursionError) as error:
        message = f"is not JSON: {str(error)[:120]}; it is read as plain text"
        return troubled(plain.read(source, name), Trouble("broken", message))
    records = _records(value)
    first = next(records, None)
    if first is None:
        message = "holds no job posting that Rolewright knows; it is read as plain text"
        return troubled(plain.read(source, name), Trouble("broken", message))
    more = sum(1 for _ in records)
    posting = compose(first, source, name)
    return troubled(posting, Trouble("many", f"holds {more + 1} postings; the first is read")) if more else posting


def find_posting(source: str, name: str = "") -> Posting | None:
    """The first JobPosting of a JSON-LD text, or None."""
    try:
        value = placed.parse(source)
    except (ValueError, RecursionError):
        return None
    records = [record for record in _records(value) if record.format == "json-ld"]
    if not records:
        return None
    posting = compose(records[0], source, name)
    if len(records) > 1:
        return troubled(posting, Trouble("many", f"holds {len(records)} postings; the first is read"))
    return posting


def record_of(value: Any) -> Record | None:
    """The record of one JSON value, if it is a posting of a known shape."""
    if not isinstance(value, dict):
        return None
    kind = value.get("@type")
    if "JobPosting" in (kind if isinstance(kind, list) else [kind]):
        return _job_posting(value)
    from rolewright.documents import ats

    return ats.record_of(value)


def compose(record: Record, source: str, name: str = "") -> Posting:
    """The posting of a record whose strings stand in `source`."""
    out = Builder()
    for heading, body in record.sections:
        if heading.strip():
            out.line("heading")
            _put(out, heading, source)
            out.end()
        if body.strip():
            out.append(_part(body, source))
    title = " ".join(scrub(record.title).split()) if record.title else None
    return out.finish(record.format, name, source=source, title=title, facts=record.facts)


def facts_of(node: dict[str, Any]) -> Facts:
    """The structured facts of a JobPosting: each leaf by its dotted path, and a readable line for the known objects."""
    facts = [(key, line) for key, value in node.items() for line in _summaries(key, value)]
    for path, leaf in _leaves(node, "", 0):
        if len(facts) >= _FACTS:
            break
        if "." in path:
            facts.append((path, leaf))
    return tuple((scrub(key), scrub(value)[:_FACT_SIZE]) for key, value in facts)


def _records(value: Any) -> Iterator[Record]:
    """Every posting in a JSON value, in order; known containers are opened, bounded in depth."""
    stack = [(value, 0)]
    while stack:
        node, depth = stack.pop()
        if depth > _DEEPEST:
            continue
        if isinstance(node, list):
            stack.extend((one, depth + 1) for one in reversed(node))
            continue
        record = record_of(node)
        if record is not None:
            yield record
        elif isinstance(node, dict):
            stack.extend((node[key], depth + 1) for key in reversed(_NESTED) if isinstance(node.get(key), (dict, list)))


def _job_posting(node: dict[str, Any]) -> Record:
    """A JobPosting: the description, then the parts that some pages keep apart from it."""
    sections = []
    for key, heading in (("description", ""), ("responsibilities", "Responsibilities"), ("qualifications", "Qualifications")):
        value = node.get(key)
        for body in value if isinstance(value, list) else [value]:
            if isinstance(body, str) and body.strip() and all(body[:200] not in known.body for known in sections):
                sections.append(Section(heading, body))
    title = node.get("title") or node.get("name")
    return Record(title if isinstance(title, str) else None, tuple(sections), facts_of(node), "json-ld")


def _part(body: str, source: str) -> Posting:
    """One body as text: HTML if it has tags, unescaped first if the tags are escaped, else plain."""
    way = placed.literal_map(body, source)
    text = scrub(str(body))
    if not _HTML.search(text) and _ESCAPED.search(text):
        text, unescaped = placed.unescape(text)
        way = chain(unescaped, way)
    if _HTML.search(text) or _ESCAPED.search(text):
        from rolewright.documents import html

        out = Builder()
        html.write(out, text)
        made = out.finish("html", "")
    else:
        text, unescaped = placed.unescape(text)
        way = chain(unescaped, way)
        made = plain.read(text)
    return made._replace(map=chain(made.map, way))


def _put(out: Builder, text: str, source: str) -> None:
    """A heading of one line."""
    for run in chain(placed.Map(), placed.literal_map(text, source)).runs or ():
        out.put(scrub(text[run.start : run.start + run.size]), run.source)


def _summaries(key: str, value: Any) -> Iterator[str]:
    """A property as readable lines: one for a scalar or an object, one each for a list of them."""
    if key in _LEFT_OUT:
        return
    for one in value if isinstance(value, list) else [value]:
        line = _pay(one) if key in {"baseSalary", "estimatedSalary"} and isinstance(one, dict) else _readable(one)
        if line:
            yield line


def _readable(value: Any) -> str:
    """A scalar as it is; an object as its distinct leaves in order."""
    if isinstance(value, (dict, list)):
        return ", ".join(dict.fromkeys(leaf for path, leaf in _leaves(value, "", 0) if not path.endswith(("url", "logo", "sameAs", "@id"))))
    return _scalar(value)


def _pay(node: dict[str, Any]) -> str:
    """`USD 120000-150000 YEAR` from a MonetaryAmount."""
    value = node.get("value")
    inner: dict[str, Any] = value if isinstance(value, dict) else node
    low, high = _scalar(inner.get("minValue")), _scalar(inner.get("maxValue"))
    amount = f"{low}-{high}" if low and high and low != high else low or high
    amount = amount or _scalar(inner.get("value"))
    currency = _scalar(node.get("currency")) or _scalar(inner.get("currency"))
    unit = _scalar(inner.get("unitText")) or _scalar(node.get("unitText"))
    return " ".join(part for part in (currency, amount, unit) if part) if amount else ""


def _leaves(value: Any, path: str, depth: int) -> Iterator[tuple[str, str]]:
    """(dotted path, text) of each scalar below a value, types and long texts left out."""
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        for key, one in value.items():
            if key not in _LEFT_OUT:
                yield from _leaves(one, f"{path}.{key}" if path else str(key), depth + 1)
    elif isinstance(value, list):
        for one in value[:50]:
            yield from _leaves(one, path, depth + 1)
    elif text := _scalar(value):
        yield path, text


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:  # noqa: PLR2004 - where floats are exact
        return str(int(value))
    return str(value).strip() if isinstance(value, (str, int, float)) else ""
