# ruff: noqa: RUF100, A005 - named for its format, as its siblings are
"""HTML by its tokens: what is shown becomes text, every character keeps its place in the author's file.

The only importer of turbohtml. The token stream says where each character stands (a character reference is a token of
its own); the tree, built only where it matters, says what is hidden and what is the main text of a whole page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from rolewright.documents.builder import Builder
from rolewright.documents.comments import find_comments

if TYPE_CHECKING:
    from rolewright.model.posting import Posting

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "  # noqa: SIM905
    "footer form header hr html legend main nav ol p pre section summary table tbody tfoot thead ul".split()
)
_ENDS = frozenset({"dl", "li", "ol", "table", "tr", "ul"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_RAW = frozenset({"iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"})
_SKIPPED = _RAW | {"audio", "button", "canvas", "datalist", "math", "noscript", "object", "select", "svg", "template"}
_WORDS = re.compile(r"[^ \t\f]+(?: [^ \t\f]+)*")
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_PAGE = re.compile(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
_HIDDEN = re.compile(r"\bhidden\b|display\s*:\s*none", re.IGNORECASE)
_NEWLINE = re.compile(r"\r\n?|\n")

Spans = tuple[tuple[int, int], ...]


def read(source: str, name: str = "") -> Posting:
    """A posting from a fragment or a whole saved page; of a page, its JobPosting data or its main text."""
    if _PAGE.search(source, 0, 4096):
        from rolewright.documents import pages

        return pages.read(source, name)
    out = Builder()
    write(out, source)
    return out.finish("html", name, source=source, comments=find_comments(source))


def write(
    out: Builder, source: str, base: int = 0, hidden: Spans | None = None, seen: tuple[int, int] | None = None
) -> None:
    """Write the text that some HTML shows; `base` is added to every offset.

    `hidden` are the spans that aren't shown, if already known; `seen` is the only span to write.
    """
    out.end()
    if hidden is None:
        hidden = _hidden(source) if _HIDDEN.search(source) else ()
    _Writer(out, source, base, hidden, seen or (0, len(source))).write()
    out.end()
    out.bold = 0


def tree(source: str) -> Any:
    """The document tree, whose elements know where they stand in the source."""
    import turbohtml

    return turbohtml.parse(source, source_locations=True)


def _hidden(source: str) -> Spans:
    from rolewright.documents import pages

    return pages.hidden(tree(source), source)


def line_starts(source: str) -> list[int]:
    """The offset of each line as HTML counts lines: CR LF, CR and LF end one."""
    return [0, *(found.end() for found in _NEWLINE.finditer(source))]


class _Writer:
    """One pass over the tokens of one source."""

    def __init__(self, out: Builder, source: str, base: int, hidden: Spans, seen: tuple[int, int]) -> None:
        self.out, self.source, self.base = out, source, base
        self.starts = line_starts(source)
        self.hidden, self.next_hidden = hidden, 0
        self.first, self.last = seen
        self.skipping, self.depth = "", 0
        self.closers: dict[str, int] = {}
        self.pre = self.heading = self.cell = 0
        self.spans: list[bool] = []
        self.block_bold = False

    def write(self) -> None:
        """Send every token to its handler."""
        import turbohtml

        kinds = turbohtml.TokenType
        text, reference, start, end = kinds.TEXT, kinds.CHARACTER_REFERENCE, kinds.START_TAG, kinds.END_TAG
        for token in turbohtml.tokenize(self.source, resolve_references=False):
            kind = token.type
            if kind is start:
                self.open(token.tag or "", token)
            elif kind is end:
                self.close(token.tag or "")
            elif self.skipping or kind not in {text, reference}:
                continue
            elif self.shown(at := self.starts[token.line - 1] + token.col):
                if kind is text:
                    self.text(token.data or "", token.line - 1, at)
                else:
                    self.reference(token.data or "", at)

    def shown(self, at: int) -> bool:
        """Whether the character at an offset is neither hidden nor outside; offsets come in rising order."""
        hidden = self.hidden
        while self.next_hidden < len(hidden) and hidden[self.next_hidden][1] <= at:
            self.next_hidden += 1
        inside = self.next_hidden < len(hidden) and hidden[self.next_hidden][0] <= at
        return not inside and self.first <= at < self.last

    def text(self, data: str, line: int, at: int) -> None:
        """Characters of a token that starts on a line (counted from 0) at an offset."""
        row, *rest = data.split("\n")
        self.words(row, at)
        for row in rest:
            line += 1
            at = self.starts[line] if line < len(self.starts) else len(self.source)
            self.newline(at - 1)
            self.words(row, at)

    def words(self, part: str, at: int) -> None:
        """One row of characters; blanks are collapsed."""
        put, space, base, end = self.out.put, self.out.space, self.base, 0
        for found in _WORDS.finditer(part):
            first = found.start()
            if first > end:
                space(base + at + end, exact=first - end == 1 and part[end] == " ")
            word, end = found.group(), found.end()
            put(word, base + at + first, exact=self.source.startswith(word, at + first))
        if end < len(part):
            space(base + at + end, exact=part[end:] == " ")

    def newline(self, at: int) -> None:
        """A line feed in the source."""
        if self.pre:
            self.out.row(self.base + at, exact=self.source.startswith("\n", at), hard=True)
        else:
            self.out.space(self.base + at)

    def reference(self, data: str, at: int) -> None:
        """A character reference: made characters that point at its start."""
        if data.isspace() and data != "\xa0":
            self.out.space(self.base + at)
        else:
            self.out.put(data, self.base + at, exact=False)

    def open(self, tag: str, token: Any) -> None:
        """A start tag."""
        if self.skipping:
            self.depth += tag == self.skipping
        elif tag in _SKIPPED:
            self.skip(tag, token)
        elif tag in {"b", "strong"}:
            self.out.bold += 1
        elif tag == "span":
            self.spans.append(_styled(token))
            self.out.bold += self.spans[-1]
        elif tag == "br":
            self.br(self.starts[token.line - 1] + token.col)
        else:
            self.open_block(tag, token)

    def open_block(self, tag: str, token: Any) -> None:
        """A start tag that begins a line or a cell."""
        out = self.out
        if tag in _HEADINGS:
            out.line("heading")
            self.heading += 1
        elif tag in {"li", "tr"}:
            out.line("bullet" if tag == "li" else "row")
        elif tag in {"td", "th"}:
            self.cell = out.at
            if out.hint == "row":
                out.space(self.base + self.starts[token.line - 1] + token.col, " | ")
        elif tag in _BLOCKS:
            self.boundary(tag, bold=_styled(token), opens=True)
            self.pre += tag == "pre"

    def close(self, tag: str) -> None:
        """An end tag."""
        if self.skipping:
            self.depth -= tag == self.skipping
            if self.depth <= 0:
                self.skipping = ""
        elif tag in {"b", "strong"}:
            self.out.bold = max(0, self.out.bold - 1)
        elif tag == "span":
            if self.spans:
                self.out.bold = max(0, self.out.bold - self.spans.pop())
        elif tag in _HEADINGS or tag in _ENDS:
            self.out.end()
            self.heading = 0
        elif tag in _BLOCKS:
            self.boundary(tag, bold=False)
            self.pre = max(0, self.pre - (tag == "pre"))

    def boundary(self, tag: str, *, bold: bool, opens: bool = False) -> None:
        """End the line where a block starts or ends; in a table's row, only where a cell's second block opens."""
        if self.out.hint == "row" and tag in {"p", "div"} and not (opens and self.out.at > self.cell):
            self.out.space(-1)
        else:
            self.out.line()
        if bold != self.block_bold:
            self.block_bold = bold
            self.out.bold = max(0, self.out.bold + (1 if bold else -1))

    def br(self, at: int) -> None:
        """A line break: one inside a heading is a blank."""
        if self.heading:
            self.out.space(self.base + at)
        elif self.shown(at):
            self.out.row(self.base + at, hard=True)

    def skip(self, tag: str, token: Any) -> None:
        """Begin to skip an element, if it is ever closed."""
        if tag not in self.closers:
            self.closers[tag] = self.source.lower().rfind("</" + tag)
        at = self.starts[token.line - 1] + token.col
        if not token.self_closing and (tag in _RAW or self.closers[tag] > at):
            self.skipping, self.depth = tag, 1


def _styled(token: Any) -> bool:
    """Whether the tag's own style is bold."""
    return bool(token.attrs) and bool(_BOLD.search(token.attr("style") or ""))
