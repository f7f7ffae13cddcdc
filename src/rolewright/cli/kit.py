"""`rolewright kit`: a role file in, the interview kit out."""

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
  rolewright kit role.toml -o kit/
  rolewright kit role.toml -o kit/ --format pdf --paper us-letter
  rolewright kit role.toml -o kit/ --seed 2                     another set of questions, as complete
  rolewright kit role.toml -o kit/ --start 2026-12-01T09:00 --zone America/Denver
  rolewright kit role.toml                                      only the plan, on standard output
"""


def main(words: Sequence[str]) -> int:
    """Make the kit; 1 if something doesn't fit into the time."""
    args = parser().parse_args(words)
    made = api.kit(api.load_role(args.role), args.seed, args.minutes)
    if args.output:
        _write(args.output, api.kit_files(made, flat(args.format), args.start, args.zone, args.paper))
    else:
        if args.start or args.format:
            raise ConfigError("--format and --start need a folder", "rolewright kit", "add -o kit/")
        sys.stdout.write(api.kit_files(made, ("md",))["plan.md"].decode())
    for one in made.missing:
        say(f"doesn't fit: {one.kind}: {one.name}")
    return int(bool(made.missing))


def parser() -> Parser:
    """The options."""
    about = (
        "Make the interview kit of a role: plan, guides with scorecards, a brief for candidates, JSON, calendar files. "
        "Exit status: 0 all is covered, 1 something doesn't fit, 2 misuse."
    )
    made = Parser("kit", about, EXAMPLES)
    add = made.add_argument
    add("role", metavar="ROLE", help="a role file (TOML)")
    add("-o", "--output", metavar="FOLDER", help="where the files go; without it the plan is printed")
    add(
        "--format",
        action="append",
        type=codes,
        metavar="FORMAT",
        help="md, html, docx, pdf, json; repeatable (default: all but pdf)",
    )
    add("--seed", type=int, default=0, help="another number gives another set of questions (default: 0)")
    add("--minutes", type=_minutes, help="of the candidate's time in all, a task at home included; at most 360")
    add("--start", default="", metavar="TIME", help="local time of the first interview: calendar files are written")
    add("--zone", default="", help="its time zone, like America/Denver")
    add("--paper", choices=("a4", "us-letter"), default="a4", help="of PDF files (default: a4)")
    return made


def _minutes(written: str) -> int:
    from argparse import ArgumentTypeError

    if not written.isdigit() or not 30 <= int(written) <= 360:
        raise ArgumentTypeError(f"{written!r} isn't a whole number from 30 to 360")
    return int(written)


def _write(folder: str, files: dict[str, bytes]) -> None:
    """All files, each whole or not at all."""
    from rolewright.engine.files import write_whole

    try:
        os.makedirs(folder, exist_ok=True)
        for name, data in files.items():
            write_whole(os.path.join(folder, name), data)
    except OSError as error:
        raise ConfigError(f"can't write ({error.strerror})", folder, "choose another folder") from error
    say(f"{len(files)} files in {folder}")
