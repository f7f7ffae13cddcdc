"""`rolewright audit`: selection rates and impact ratios of the outcomes that the user supplies."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from rolewright import api
from rolewright.cli.options import Parser, codes, flat
from rolewright.cli.streams import say
from rolewright.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Sequence

EXAMPLES = """\
  rolewright audit outcomes.csv --by sex,race --outcome moved_on
  rolewright audit outcomes.csv --by sex,race --score points -o audit/       above the median counts as selected
  rolewright audit outcomes.csv --by sex --outcome hired --format json

One row a person, with a head. Each attribute alone and every intersection is a table: rates with intervals, impact ratios, what
is below four fifths, what is unsure because few people are in it. With -o a dated log says what was computed. It is a
calculator, not the independent audit of a law. Exit status: 0 done, 1 a ratio is below four fifths, 2 misuse.
"""


def main(words: Sequence[str]) -> int:
    """Compute and write."""
    args = parser().parse_args(words)
    by = flat(args.by)
    made = api.audit_outcomes(args.outcomes, by, outcome=args.outcome, score=args.score)
    if args.output:
        files = api.audit_files(made, ("html", "txt", "json", "csv"))
        _write(args.output, files)
        api.log_audit(args.output, made, args.outcomes)
        say(f"{', '.join(files)}, log.jsonl in {args.output}")
    else:
        sys.stdout.write(api.audit_files(made, (args.format,))[f"audit.{args.format}"].decode())
    return int(
        any(
            group.ratio is not None and group.ratio < api.four_fifths()
            for one in made.groupings
            for group in one.groups
        )
    )


def parser() -> Parser:
    """The options."""
    made = Parser(
        "audit", "Selection rates and impact ratios by group and intersection, from outcomes that you supply.", EXAMPLES
    )
    add = made.add_argument
    add("outcomes", metavar="CSV", help="one row a person")
    add(
        "--by",
        action="append",
        type=codes,
        required=True,
        metavar="COLUMN",
        help="attributes, like sex,race; repeatable",
    )
    add("--outcome", default="", metavar="COLUMN", help="a column of yes and no")
    add("--score", default="", metavar="COLUMN", help="a column of numbers instead: above the median is selected")
    add("--format", choices=("txt", "json", "csv", "html"), default="txt", help="on standard output (default: txt)")
    add("-o", "--output", metavar="FOLDER", help="write all formats and a dated log")
    return made


def _write(folder: str, files: dict[str, bytes]) -> None:
    try:
        os.makedirs(folder, exist_ok=True)
        for name, data in files.items():
            with open(os.path.join(folder, name), "wb") as file:
                file.write(data)
    except OSError as error:
        raise ConfigError(f"can't write ({error.strerror})", folder, "choose another folder") from error
