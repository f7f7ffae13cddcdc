"""HTML whose unseen text is blanked out, offset for offset: hidden by a switch, or by the page's own style sheets and styles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from rolewright.documents import html
from rolewright.documents.css_cascade import Cascade
from rolewright.documents.html_judge import State, judged, settled
from rolewright.documents.seen import Hidden

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NEVER = frozenset({"script", "style", "template", "title", "noscript"})
"""Elements that show nothing in any style."""
_SIGNS = ("style", "hidden", "stylesheet")
_MARKUP = re.compile(r"<!--.*?(?:-->|$)|<[^<>]*>?", re.DOTALL)


def split(source: str) -> tuple[str, list[Hidden], list[str]]:
    """The source with blanks for the text that isn't seen, that text with why, and what can't be known about its styles."""
    lower = source.lower()
    if not any(sign in lower for sign in _SIGNS):
        return source, [], []
    root = html.tree(source)
    cascade = Cascade(root)
    return *_blanked(source, sorted(_events(root, source, cascade))), cascade.sheets.notes


def _events(root: Any, source: str, cascade: Cascade) -> Iterator[tuple[int, int, str, int]]:
    """(start, end, why, element's number) of each tag: the text after it can't be seen if there is a why."""
    starts, number = html.line_starts(source), 0
    stack: list[tuple[Any, State, int]] = [(one, State(), 0) for one in _inner(root)]
    while stack:
        element, outer, above = stack.pop()
        state = judged(element, cascade.said(element, settled(outer)), outer)
        mine = above
        if state.why != outer.why or state.gone != outer.gone:
            number += 1
            mine = number
        where = element.source_location
        if where is not None:
            tag, why = where.start_tag, "" if element.tag in _NEVER else state.why
            yield starts[tag.start_line - 1] + tag.start_col, starts[tag.end_line - 1] + tag.end_col, why, mine
            if where.end_tag is not None:
                tag = where.end_tag
                yield (
                    starts[tag.start_line - 1] + tag.start_col,
                    starts[tag.end_line - 1] + tag.end_col,
                    outer.why,
                    above,
                )
        stack += [(one, state, mine) for one in _inner(element)]


def _inner(element: Any) -> list[Any]:
    return [one for one in element.children if getattr(one, "tag", None)]


def _blanked(source: str, events: Sequence[tuple[int, int, str, int]]) -> tuple[str, list[Hidden]]:
    """The source without the text after each tag that hides it, and one `Hidden` for each element that does."""
    import turbohtml

    pieces, at, found = [], 0, dict[int, Hidden]()
    for i, (_, end, why, mine) in enumerate(events):
        stop = events[i + 1][0] if i + 1 < len(events) else len(source)
        if not why or stop <= end or end < at:
            continue
        raw = source[end:stop]
        said = " ".join(turbohtml.unescape(_MARKUP.sub(" ", raw)).split())
        if not said:
            continue
        pieces += [source[at:end], re.sub(r"[^\n]", " ", raw)]
        at = stop
        line = source.count("\n", 0, end)
        place = f"{line + 1}:{end - source.rfind(chr(10), 0, end)}"
        old = found.get(mine)
        found[mine] = old._replace(text=f"{old.text} {said}") if old else Hidden(why, said, place)
    return "".join((*pieces, source[at:])), list(found.values())
