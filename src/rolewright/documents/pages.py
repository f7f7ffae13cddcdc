"""A whole saved page: its JobPosting data if it has any, else its main text without the page around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from rolewright.documents import html
from rolewright.documents.builder import Builder, troubled
from rolewright.documents.comments import find_comments
from rolewright.model.posting import Map, Run, Trouble

if TYPE_CHECKING:
    from rolewright.model.posting import Posting

_SCRIPT = re.compile(r"<script\b[^<>]{0,400}?ld\+json[^<>]{0,400}>", re.IGNORECASE)
_SCRIPT_END = re.compile(r"</script", re.IGNORECASE)
_UNSHOWN = '[hidden],[aria-hidden="true"],[style*="display" i]'
_NONE = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_AROUND = (
    'nav,footer,header,aside,form,dialog,[role="navigation"],[role="banner"],[role="contentinfo"],[role="dialog"],'
    '[role="search"],[id*="cookie" i],[class*="cookie" i],[class*="related-jobs" i],[class*="similar-jobs" i]'
)
_MAIN = (
    '[itemtype*="JobPosting"] [itemprop="description"]', '[itemtype*="JobPosting"]', "main", '[role="main"]', "article",
    '[id*="job-description" i],[class*="job-description" i],[id*="jobdescription" i],[class*="jobdescription" i]',
)  # fmt: skip
_DEEPEST = 8
_ENOUGH = 200
"""Characters that a main text or a JobPosting's description must have to be taken for the posting."""
_REFUSALS = 50
"""So many parts of a page's frame may turn out to hold the posting; more is an attack on the clock."""
_TITLE_END = re.compile(r"\s+[|–—·]\s+|\s+-\s+")


def read(source: str, name: str = "") -> Posting:
    """A posting from a whole page. JSON-LD first, then microdata, then the main text."""
    comments = find_comments(source)
    found = _json_ld(source, name)
    if found and len(found.text) >= _ENOUGH:
        return found._replace(comments=comments)
    root = html.tree(source)
    main = _main(root)
    spans = hidden(root, source, around=True)
    seen = _span(main, html.line_starts(source), len(source)) if main is not None else (0, len(source))
    out = Builder()
    html.write(out, source, 0, spans, seen)
    facts = found.facts if found else _microdata(root)
    title = found.title if found else dict(facts).get("title") or _title(root, main)
    posting = out.finish("html", name, source=source, comments=comments, facts=facts, title=title)
    if found and len(found.text) > len(posting.text):
        return found._replace(comments=comments)
    return troubled(posting, *(trouble for trouble in (found.troubles if found else ()) if trouble.id == "many"))


def hidden(root: Any, source: str, *, around: bool = False) -> html.Spans:
    """The spans of a tree's source that aren't shown; with `around`, those of the page around the posting too."""
    starts, spans, last = html.line_starts(source), list[tuple[int, int]](), -1
    whole, refused, size = len(source), 0, len(root.text) if around else 0
    for element in root.select(f"{_UNSHOWN},{_AROUND}" if around else _UNSHOWN):
        where = element.source_location
        if where is None or element.tag in {"html", "body", "main"}:
            continue
        start = starts[where.start_tag.start_line - 1] + where.start_tag.start_col
        if start < last:
            continue
        if not _unshown(element) and (not around or refused >= _REFUSALS or not _apart(element, size)):
            refused += around
            continue
        last = _span(element, starts, whole)[1]
        spans.append((start, last))
    return tuple(spans)


def _unshown(element: Any) -> bool:
    """Whether an element says itself that it isn't shown."""
    said = element.attr("hidden") is not None or element.attr("aria-hidden") == "true"
    return said or bool(_NONE.search(element.attr("style") or ""))


def _apart(element: Any, size: int) -> bool:
    """Whether an element of the page's frame can be left out: it doesn't hold the posting itself."""
    if element.tag == "header" and (element.select_one("h1") is not None or element.closest("main,article")):
        return False
    if element.select_one('main,article,[itemprop="description"]') is not None:
        return False
    return len(element.text) * 3 < size


def _span(element: Any, starts: list[int], whole: int) -> tuple[int, int]:
    """Where an element stands in the source. One that is never closed ends where the next thing after it begins."""
    where = element.source_location
    start = starts[where.start_tag.start_line - 1] + where.start_tag.start_col
    if where.end_tag is not None:
        return start, starts[where.end_tag.end_line - 1] + where.end_tag.end_col
    node = element
    while node is not None:
        after = node.next_sibling
        if after is not None and after.position is not None:
            line, column = after.position
            end = starts[line - 1] + column
            return start, end if end > start else whole
        node = node.parent
        location = getattr(node, "source_location", None)
        if location is not None and location.end_tag is not None:
            return start, max(start, starts[location.end_tag.start_line - 1] + location.end_tag.start_col)
    return start, whole


def _main(root: Any) -> Any:
    """The element that holds the posting, if the page marks one with enough text."""
    for selector in _MAIN:
        found = [element for element in root.select(selector)[:20] if element.source_location is not None]
        best = max(found, key=lambda element: len(element.text), default=None)
        if best is not None and len(best.text.strip()) >= _ENOUGH:
            return best
    return None


def _title(root: Any, main: Any) -> str | None:
    """The page's title where the main text has no first heading of its own."""
    if main is not None and main.select_one("h1") is not None:
        return None
    heading = root.select_one("h1") if main is not None else None
    named = heading if heading is not None and heading.text.strip() else root.select_one("head title")
    if named is None or (main is None and root.select_one("h1") is not None):
        return None
    text = " ".join(named.text.split())
    return (text if named is heading else _TITLE_END.split(text)[0]) or None


def _json_ld(source: str, name: str) -> Posting | None:
    """The first JobPosting of the page's JSON-LD, its map leading into the page."""
    first, more = None, 0
    for opened in _SCRIPT.finditer(source):
        from rolewright.documents import jsonld

        closed = _SCRIPT_END.search(source, opened.end())
        piece = source[opened.end() : closed.start() if closed else len(source)]
        found = jsonld.find_posting(piece, name)
        if found and first is None:
            runs = tuple(Run(run.start, run.source + opened.end(), run.size) for run in found.map.runs or ())
            first = found._replace(map=Map(runs), source=source, format="html")
        elif found:
            more += 1
    if first and more and all(trouble.id != "many" for trouble in first.troubles):
        return troubled(first, Trouble("many", f"holds {more + 1} postings; the first is read"))
    return first


def _microdata(root: Any) -> tuple[tuple[str, str], ...]:
    """The facts of the page's JobPosting item, if it has one."""
    from rolewright.documents.facts import facts_of

    for item in root.microdata():
        if "JobPosting" in (item.type or ""):
            return facts_of(_plain(item))
    return ()


def _plain(value: Any, depth: int = 0) -> Any:
    """A microdata item as the dict that JSON-LD would have."""
    if isinstance(value, str) or depth > _DEEPEST:
        return value if isinstance(value, str) else ""
    made = {key: [_plain(one, depth + 1) for one in values] for key, values in value.properties.items()}
    return {"@type": value.type or "", **{key: many[0] if len(many) == 1 else many for key, many in made.items()}}
