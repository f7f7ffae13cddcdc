"""`rolewright read`: postings in, the reading contract out."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from rolewright.cli.options import Parser, columns, takes_unicode, wants_color
from rolewright.cli.streams import Progress, Sink, first_of, say
from rolewright.engine import items, readings
from rolewright.errors import ConfigError
from rolewright.reports.shape import Show

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rolewright.engine.readings import Readings

ALONE = 48
"""Up to so many postings are read in this process."""
PIECE = 64
"""Postings handed to a process at once."""
EXAMPLES = """\
  rolewright read posting.md                      the reading as JSON (contract version 1)
  rolewright read posting.txt --title "ML Engineer" --format text
  rolewright read postings/ --format jsonl --output readings.jsonl
  rolewright read postings.jsonl --format jsonl   rows of {"id", "title", "text"}
"""


def main(words: Sequence[str]) -> int:
    """Read; 1 if a posting couldn't be read."""
    args = parser().parse_args(words)
    source = items.items(args.path)
    head = first_of(source, ALONE + 1)
    if not head:
        raise ConfigError(
            "no postings are there", ", ".join(args.path), "name a file, or a folder with .md, .html, .txt …"
        )
    if args.title is not None and len(head) > 1:
        raise ConfigError("--title is for one posting", f"{len(head)} or more postings", "read them one by one")
    progress = Progress(None, wanted=len(head) > ALONE and not args.no_progress)
    with Sink(args.output) as sink:
        if args.format == "jsonl" and args.title is None:
            failures, count = _rows(_pieces(head, source, args.processes), sink, progress)
        elif args.format == "text":
            show = Show({}, width=columns(), color=wants_color(args.color) and not args.output, unicode=takes_unicode())
            failures, count = _texts(chain(head, source), args.title, show, sink)
        else:
            failures, count = _documents(head, source, args.title, sink)
    for failure in failures[:20]:
        say(f"error row: {failure}")
    if failures and count > 1:
        say(f"{len(failures)} of {count} postings could not be read")
    return 1 if failures else 0


def parser() -> Parser:
    """The options."""
    made = Parser("read", "Print what postings say, every fact with its span (code points in `text`).", EXAMPLES)
    add = made.add_argument
    add("path", nargs="+", metavar="FILE", help="files, folders, patterns, or - for standard input")
    add("--title", help="the posting's title, if the text doesn't hold it")
    add("--format", choices=("json", "jsonl", "text"), default="json", help="default: json")
    add("--output", metavar="FILE", help="write to this file")
    add("--color", choices=("auto", "always", "never"), default="auto", help="default: auto")
    add("--no-progress", action="store_true", help="no progress bar")
    add("--processes", type=int, metavar="N", help="default: one a core")
    return made


def _pieces(head: list[items.Item], source: Iterator[items.Item], wanted: int | None) -> Iterator[Readings]:
    """The rows in order: made here if there are few postings, else on all cores."""
    from rolewright.engine import pool

    count = pool.processes(wanted)
    pieces = pool.chunks(chain(head, source), PIECE)
    if len(head) <= ALONE or count == 1:
        return map(readings.read_rows, pieces)
    readings.ready()
    return pool.work_through(readings.read_rows, readings.lost, pieces, count, readings.ready)


def _rows(pieces: Iterator[Readings], sink: Sink, progress: Progress) -> tuple[list[str], int]:
    failures: list[str] = []
    for piece in pieces:
        progress.add(piece.rows)
        sink.write(piece.data)
        failures += piece.failures
    progress.end()
    return failures, progress.done


def _documents(
    head: list[items.Item], source: Iterator[items.Item], title: str | None, sink: Sink
) -> tuple[list[str], int]:
    """One posting as the contract itself, several as an array of rows."""
    from rolewright.reports.as_json import dumps

    many, failures, count = len(head) > 1, [], 0
    for item in chain(head, source):
        row = readings.read_row(item, title)
        if "error" in row:
            failures.append(f"{item.name}: {row['error']}")
        if not many and "error" not in row:
            del row["file"]
        sink.write(("[\n" if many and not count else ",\n" if many else "") + dumps(row))
        count += 1
    sink.write("\n]\n" if many else "\n")
    return failures, count


def _texts(some: Iterator[items.Item], title: str | None, show: Show, sink: Sink) -> tuple[list[str], int]:
    failures, count = [], 0
    for item in some:
        text, failure = readings.read_text(item, show, title)
        if failure:
            failures.append(f"{item.name}: {failure}")
        sink.write(("\n" if count else "") + text)
        count += 1
    return failures, count
