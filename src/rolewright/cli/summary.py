"""`rolewright summary`: the comment for a pull request."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from rolewright import api
from rolewright.cli.options import Parser
from rolewright.cli.streams import Sink
from rolewright.engine import config, history, items
from rolewright.engine.checking import report_on
from rolewright.errors import DocumentError
from rolewright.reports.summary import Summed, summary

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from rolewright.model.report import Report

EXAMPLES = """\
  rolewright summary postings/ --against origin/main
  rolewright summary postings/ --against HEAD~1 --changed --output comment.md
"""


def main(words: Sequence[str]) -> int:
    """Sum up; 0 whatever is found."""
    args = parser().parse_args(words)
    commit = history.commit(args.against) if args.against else ""
    settings = config.NOTHING if args.no_config else config.load(args.config) if args.config else None
    rows = [row for item in items.items(args.path, settings) if (row := _summed(args, item, commit))]
    if not rows and not args.changed:
        raise DocumentError("no postings are there", ", ".join(args.path), "name a file or a folder")
    with Sink(args.output) as sink:
        sink.write(summary(rows, args.against))
    return 0


def parser() -> Parser:
    """The options."""
    made = Parser("summary", "Sum up postings for a pull request, in Markdown: scores and what changed.", EXAMPLES)
    add = made.add_argument
    add("path", nargs="+", metavar="PATH", help="files, folders, patterns")
    add("--against", default="", metavar="REF", help="a branch, tag or commit of git to compare with")
    add("--changed", action="store_true", help="with --against: leave out postings that are the same there")
    add("--config", metavar="FILE", help="this configuration instead of the nearest rolewright.toml")
    add("--no-config", action="store_true", help="no configuration file")
    add("--output", metavar="FILE", help="write to this file")
    return made


def _summed(args: argparse.Namespace, item: items.Item, commit: str) -> Summed | None:
    """A posting's row, or None for one that is left out."""
    before = history.at(commit, item.name) if commit and not item.row and item.data is None else None
    if args.changed and before is not None and before == _bytes(item.name):
        return None
    report = _report(args, item)
    if before is None:
        return Summed(report)
    old = _report(args, item._replace(data=before))
    return Summed(report, api.compare_reports(old, report), old.score)


def _report(args: argparse.Namespace, item: items.Item) -> Report:
    folder = os.path.dirname(item.name)
    settings = config.NOTHING if args.no_config else config.load(args.config) if args.config else config.find(folder)
    return report_on(items.posting_of(item), settings)


def _bytes(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()
