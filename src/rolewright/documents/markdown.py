"""Markdown by its events: the markup is masked, every character keeps its place in the author's file.

The only importer of pyromark, whose events carry exact byte ranges. Emphasis and links show their text, list marks and
`#` are dropped, entities and escapes are decoded, images, struck text and comments are hidden, HTML blocks are read as
HTML, and front matter is skipped but for its plain `key: value` pairs, which become facts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from rolewright.documents.builder import Builder
from rolewright.documents.comments import find_comments
from rolewright.documents.offsets import Converter

if TYPE_CHECKING:
    from rolewright.model.posting import Posting

_FRONT = re.compile(r"\A(---|\+\+\+)[ \t]*\r?\n(?=[ \t]*(?:[\w-]+[ \t]*[:=]|#|---|\+\+\+))")
_FRONT_END = re.compile(r"^(?:---|\.\.\.|\+\+\+)[ \t]*\r?$\n?", re.MULTILINE)
_PAIR = re.compile(r"^([\w-]+)[ \t]*[:=][ \t]*(\S[^\n]*)$", re.MULTILINE)
_TAG = re.compile(r"<[^<>]*>")
_SETEXT_ROWS = 3
_SETEXT_UP_TO = 160
"""A longer "heading" is a paragraph with a rule typed under it."""


def read(source: str, name: str = "") -> Posting:
    """A posting from Markdown. Linear in the size of the source."""
    start, facts = _front_matter(source)
    reader = _Reader(source, start)
    reader.read()
    title = next((value for key, value in facts if key.lower() == "title"), None)
    comments = tuple(reader.comments)
    return reader.out.finish("markdown", name, source=source, title=title, facts=facts, comments=comments)


def _front_matter(source: str) -> tuple[int, tuple[tuple[str, str], ...]]:
    """Where the text starts after YAML or TOML front matter, and its plain pairs."""
    opened = _FRONT.match(source)
    closed = _FRONT_END.search(source, opened.end()) if opened else None
    if not opened or not closed:
        return 0, ()
    pairs = _PAIR.findall(source[opened.end() : closed.start()])
    return closed.end(), tuple((key, value.strip().strip("\"'").strip()) for key, value in pairs)


class _Reader:
    """One reading of one source: the events go in by kind, text and runs come out in `out`."""

    def __init__(self, source: str, start: int) -> None:
        self.source, self.start = source, start
        self.out = Builder()
        self.comments: list[tuple[int, str]] = []
        self.hidden = 0
        self.code = False
        self.struck: list[bool] = []
        self.block = (-1, -1)
        body = source[start:] if start else source
        self.body = body
        self.ascii = body.isascii()
        self.place = Converter(body).from_byte

    def read(self) -> None:
        """Send every event to its handler; all of the work is here."""
        import pyromark

        known = pyromark.Options
        options = known.ENABLE_TABLES | known.ENABLE_STRIKETHROUGH | known.ENABLE_TASKLISTS
        handlers: dict[str, Any] = {"Start": self.open, "End": self.close, "Code": self.inline_code, "Html": self.html,
                    "InlineHtml": self.inline_html}  # fmt: skip
        for event, span in pyromark.events_with_range(self.body, options=options):
            if isinstance(event, str):
                self.break_row(event, span["end"])
                continue
            kind, value = next(iter(event.items()))
            if kind == "Text":
                self.text(str(value), span["start"], span["end"])
            elif kind in handlers:
                handlers[kind](value, span["start"], span["end"])

    def text(self, value: str, start: int, end: int) -> None:
        """Characters: exact where the source has the very same, else (an entity) made."""
        if self.hidden:
            return
        if not self.ascii:
            start, end = self.place(start), self.place(end)
        exact = self.body[start:end] == value
        if self.code:
            self.code_lines(value, self.start + start, exact=exact)
        else:
            self.out.put(value, self.start + start, exact=exact)

    def code_lines(self, value: str, start: int, *, exact: bool) -> None:
        """A code block is most often a list that was indented: every line of it stands alone."""
        for i, row in enumerate(value.split("\n")):
            if i:
                self.out.line()
            self.out.put(row, start, exact=exact)
            start += len(row) + 1

    def break_row(self, event: str, end: int) -> None:
        """A soft or hard break inside a paragraph."""
        if event == "SoftBreak" or event == "HardBreak":  # noqa: PLR1714 - a set costs more here
            last = (end if self.ascii else self.place(end)) - 1
            self.out.row(self.start + last, exact=self.body[last : last + 1] == "\n", hard=event == "HardBreak")

    def inline_code(self, value: str, start: int, end: int) -> None:
        """A code span, whose range includes its back-ticks."""
        start, end = self.place(start), self.place(end)
        at = self.body.find(value, start, end)
        self.out.put(value, self.start + (start if at < 0 else at), exact=at >= 0)

    def html(self, _: str, start: int, end: int) -> None:
        """A line of an HTML block; the block is read when it ends."""
        first = self.block[0] if self.block[0] >= 0 else self.place(start)
        self.block = (first, self.place(end))

    def inline_html(self, value: str, start: int, _: int) -> None:
        """A tag or a comment in a paragraph: only line breaks and bold type mean something."""
        tag = value.lower().strip("</ >")
        if tag == "br":
            self.out.row(self.start + self.place(start), hard=True)
        elif tag in {"b", "strong"}:
            self.out.bold = max(0, self.out.bold + (-1 if value.startswith("</") else 1))
        elif value.startswith("<!--"):
            self.comments.extend(find_comments(value, self.start + self.place(start)))

    def open(self, value: Any, start: int, end: int) -> None:
        """The start of a block or of a styled stretch."""
        tag = value if isinstance(value, str) else next(iter(value))
        out = self.out
        if tag == "Strong":
            out.bold += 1
        elif tag == "Item":
            out.line("bullet")
        elif tag == "Heading":
            out.line("heading" if self._short(start, end) else "")
        elif tag in {"TableHead", "TableRow"}:
            out.line("row")
        elif tag == "TableCell":
            out.space(self.start + self.place(start), " | ")
        elif tag == "Strikethrough":
            self.struck.append(self.body.startswith("~~", self.place(start)))
            self.hidden += self.struck[-1]
        elif tag == "Image":
            self.hidden += 1
        elif tag not in {"Emphasis", "Link"}:
            out.line()
            self.code = tag == "CodeBlock"

    def close(self, value: Any, _: int, __: int) -> None:
        """The end of a block or of a styled stretch."""
        tag = value if isinstance(value, str) else next(iter(value))
        if tag == "Strong":
            self.out.bold = max(0, self.out.bold - 1)
        elif tag == "Strikethrough":
            self.hidden -= self.struck.pop()
        elif tag == "Image":
            self.hidden -= 1
        elif tag == "HtmlBlock":
            self.end_block()
        elif tag in {"Paragraph", "CodeBlock"}:
            self.out.line()
            self.code = False
        elif tag in {"Item", "Heading", "TableHead", "TableRow", "BlockQuote"}:
            self.out.end()

    def end_block(self) -> None:
        """Read a finished HTML block: its comments are kept, its text is read as HTML."""
        start, end = self.block
        self.block = (-1, -1)
        piece = self.body[max(start, 0) : end]
        self.comments.extend(find_comments(piece, self.start + start))
        if start >= 0 and _TAG.sub("", piece).strip():
            from rolewright.documents import html

            html.write(self.out, piece, self.start + start)

    def _short(self, start: int, end: int) -> bool:
        """Whether a heading is one, and not a paragraph over a typed rule."""
        head = self.body[self.place(start) : self.place(end)]
        return head.lstrip(" >").startswith("#") or (
            len(head) <= _SETEXT_UP_TO and head.strip().count("\n") < _SETEXT_ROWS
        )
