"""A posting: canonical text, its lines, and the way back into the author's file."""

from __future__ import annotations

from bisect import bisect_right

from rolewright.model.record import NamedTuple


class Line(NamedTuple):
    """A logical line of the text: a heading, a bullet or a paragraph, hard wraps included.

    `start` and `end` are code points in `Posting.text`; `hint` is `heading`, `bullet`, `text` or `row`
    (a table row) where the format says so, and `` where only the words can tell.
    """

    start: int
    end: int
    hint: str = ""


class Place(NamedTuple):
    """Where something stands in the author's file, counted from 1.

    `unit` is `line`, `paragraph` or `page`; `column` is in code points; `box` is (left, bottom, right, top) in
    PDF points on a page, else empty.
    """

    unit: str
    number: int
    column: int
    box: tuple[float, ...] = ()

    def __str__(self) -> str:
        """`12:5` for lines, `paragraph 3:7`, `page 2 (72, 640)`."""
        if self.unit == "line":
            return f"{self.number}:{self.column}"
        if self.unit == "page":
            return f"page {self.number}" + (f" ({self.box[0]:.0f}, {self.box[1]:.0f})" if self.box else "")
        return f"{self.unit} {self.number}:{self.column}"


class Run(NamedTuple):
    """A stretch of `Posting.text` from `start` that stands in the source from `source` on.

    With `size` > 0 the next `size` code points are the same characters in both (a slice can be edited in the
    source); with `size` 0 the stretch up to the next run was made by the reader (a joined line, an entity) and all
    of it points at `source`. Source offsets are code points of the decoded source.
    """

    start: int
    source: int
    size: int


class Map(NamedTuple):
    """The way from text offsets to source offsets; `None` runs mean that the text is the source."""

    runs: tuple[Run, ...] | None = None

    def source(self, offset: int) -> int:
        """The source offset that a text offset came from."""
        if self.runs is None:
            return offset
        i = bisect_right(self.runs, offset, key=lambda run: run.start) - 1
        if i < 0:
            return self.runs[0].source if self.runs else 0
        run = self.runs[i]
        return run.source + min(offset - run.start, run.size)

    def editable(self, start: int, end: int) -> tuple[int, int] | None:
        """The source span that holds exactly `text[start:end]`, or None if the reader changed anything in it."""
        if self.runs is None:
            return start, end
        i = bisect_right(self.runs, start, key=lambda run: run.start) - 1
        if i < 0:
            return None
        run = self.runs[i]
        if end - run.start > run.size:
            return None
        return run.source + start - run.start, run.source + end - run.start


class Trouble(NamedTuple):
    """Something wrong with the document itself: an `id` of the document rules, a message, a text span."""

    id: str
    message: str
    start: int = 0
    end: int = 0


class Posting(NamedTuple):
    """What a document reader makes of a file.

    `title` is what the format itself calls the title (JSON-LD, an e-mail subject), else None. `facts` are the
    structured facts of the format (JSON-LD pay, place and dates). `source` is the decoded source, or None for
    binary formats; `places` holds, for those, the place of each line start: (text offset, Place). `comments` are the
    comments of Markdown and HTML, which are not in the text: (offset in the source, what it says).
    """

    text: str
    lines: tuple[Line, ...]
    format: str = "text"
    name: str = ""
    title: str | None = None
    map: Map = Map()
    source: str | None = None
    places: tuple[tuple[int, Place], ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    troubles: tuple[Trouble, ...] = ()
    comments: tuple[tuple[int, str], ...] = ()

    def place(self, offset: int) -> Place:
        """Where a text offset stands in the author's file."""
        if self.places:
            i = max(0, bisect_right(self.places, offset, key=lambda p: p[0]) - 1)
            at, place = self.places[i]
            return place._replace(column=place.column + max(0, offset - at))
        source = self.text if self.source is None else self.source
        at = min(self.map.source(offset), len(source))
        line_start = source.rfind("\n", 0, at) + 1
        return Place("line", source.count("\n", 0, at) + 1, at - line_start + 1)
