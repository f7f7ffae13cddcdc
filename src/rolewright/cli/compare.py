"""`rolewright compare`: two postings in, what changed out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright import api
from rolewright.cli import drift
from rolewright.cli.options import Parser, codes, columns, flat, settings_of, takes_unicode, wants_color
from rolewright.cli.streams import Sink, first_of
from rolewright.engine import items
from rolewright.errors import ConfigError, DocumentError
from rolewright.reports.shape import Show

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from rolewright.model.report import Report

FAIL_ON = ("change", "worse")
EXAMPLES = """\
  rolewright compare old.md new.md
  git show main:posting.md | rolewright compare - posting.md
  rolewright compare old.html new.docx --format json
  rolewright compare role.toml posting.md               where a posting and its role have parted
  rolewright compare old.md new.md --fail-on worse      for CI: 1 only if the score fell or a warning came
"""


def main(words: Sequence[str]) -> int:
    """Compare; 1 if anything changed (`--fail-on worse`: only for the worse)."""
    args = parser().parse_args(words)
    if args.old == args.new == "-":
        raise ConfigError(
            "standard input can be one of the two only", "rolewright compare", "name a file for the other"
        )
    if drift.is_role(args.old):
        return drift.between(args)
    found = api.compare_reports(_report(args, args.old), _report(args, args.new))
    if args.format == "json":
        from rolewright.reports.as_json import dumps

        text = dumps(found.as_dict()) + "\n"
    else:
        from rolewright.reports.comparison_text import comparison_text

        show = Show({}, width=columns(), color=wants_color(args.color) and not args.output, unicode=takes_unicode())
        text = comparison_text(found, show)
    with Sink(args.output) as sink:
        sink.write(text)
    if args.exit_zero:
        return 0
    return int(found.worse if args.fail_on == "worse" else not found.same)


def parser() -> Parser:
    """The options."""
    made = Parser("compare", "Say what changed between two postings. Exit status: 0 nothing, 1 something, 2 misuse.",
                  EXAMPLES)  # fmt: skip
    add = made.add_argument
    add("old", metavar="OLD", help="the posting as it was: a file, or - for standard input; or a role file (.toml)")
    add("new", metavar="NEW", help="the posting as it is, or another one")
    add("--title", help="the title of both, if the texts don't hold it")
    add("--jurisdiction", action="append", type=codes, metavar="US-CO", help="where the job may be done; repeatable")
    add(
        "--select",
        action="append",
        type=codes,
        metavar="CODE",
        help="only these rules: codes, prefixes, topics or names",
    )
    add("--ignore", action="append", type=codes, metavar="CODE", help="not these")
    add("--config", metavar="FILE", help="this configuration instead of the nearest rolewright.toml")
    add("--no-config", action="store_true", help="no configuration file")
    add("--fail-on", choices=FAIL_ON, default="change", help="what gives status 1 (default: change)")
    add("--exit-zero", action="store_true", help="status 0 whatever changed")
    add("--format", choices=("text", "json"), default="text", help="default: text")
    add("--output", metavar="FILE", help="write to this file")
    add("--color", choices=("auto", "always", "never"), default="auto", help="default: auto")
    return made


def _report(args: argparse.Namespace, path: str) -> Report:
    """The report on one of the two. Raises DocumentError if it can't be read or isn't one posting."""
    found = first_of(items.items([path]), 2)
    if len(found) != 1:
        raise DocumentError(f"{'more than' if found else 'not'} one posting is there", path, "name one file")
    posting = items.posting_of(found[0])
    if items.is_unreadable(posting):
        raise DocumentError("; ".join(trouble.message for trouble in posting.troubles), path)
    return api.check_posting(
        posting, args.title, places=flat(args.jurisdiction), select=flat(args.select), ignore=flat(args.ignore),
        settings=settings_of(args),
    )  # fmt: skip
