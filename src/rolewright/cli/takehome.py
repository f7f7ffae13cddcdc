"""`rolewright takehome`: the exercise that a candidate does at home: set, graded, marked, compared."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from rolewright import api
from rolewright.cli.options import Parser
from rolewright.cli.streams import say
from rolewright.errors import ConfigError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from rolewright.model.grade import Grade

EXAMPLES = """\
  rolewright takehome new role.toml -o assignment/
  rolewright takehome new role.toml -o assignment/ --kind ranking --level senior --seed 7
  rolewright takehome grade submission.zip --assignment assignment/ -o report/
  rolewright takehome grade submission/ --assignment assignment/ --quick
  rolewright takehome review report/grade.json --assignment assignment/ --by ana --row structure --points 4 \\
      --evidence "one place to add a field; errors are mixed with HTTP"
  rolewright takehome review report/grade.json --assignment assignment/ --by ana      as ana may see it
  rolewright takehome compare a/grade.json b/grade.json --assignment assignment/

What the candidate gets is in assignment/candidate/; assignment/grader/ stays with you. Another seed is another variant: fields,
units and rows differ, so that answers can't be passed on. Grading runs a stranger's code in a sandbox (bubblewrap, else
podman or Docker) without network; without one it refuses, unless you say --no-sandbox. Exit status: 0 done, 1 it doesn't run, 2 misuse.
"""


def main(words: Sequence[str]) -> int:
    """Do what is asked."""
    args = parser().parse_args(words)
    if args.action != "new" and not args.assignment:
        raise ConfigError(f"{args.action} needs --assignment", "rolewright takehome", "name the folder that `new` made")
    return {"new": _new, "grade": _grade, "review": _review, "compare": _compare}[args.action](args)


def parser() -> Parser:
    """The options."""
    made = Parser("takehome", "Set and grade the exercise of a role: package a trained model and expose it.", EXAMPLES)
    made.add_argument("action", choices=("new", "grade", "review", "compare"), help="what to do")
    made.add_argument(
        "files", nargs="+", metavar="FILE", help="new: the role file; grade: what was sent; else grade.json"
    )
    made.add_argument(
        "-o", "--output", metavar="FOLDER", help="new: a folder that doesn't exist yet; grade: where the report goes"
    )
    add = made.add_argument_group("new").add_argument
    add("--kind", default="", help="classification, ranking, forecasting or text (default: what suits the use case)")
    add("--level", default="", help="junior, mid, senior or lead (default: the role's)")
    add("--seed", type=int, default=0, help="another number gives another variant (default: 0)")
    add = made.add_argument_group("grade, review, compare").add_argument
    add("--assignment", metavar="FOLDER", help="the folder that `new` made")
    add("--quick", action="store_true", help="fewer requests and mutants: under a minute")
    add(
        "--sandbox",
        choices=("auto", "bubblewrap", "podman", "docker"),
        default="auto",
        help="which one (default: the first that works)",
    )
    add(
        "--image",
        default="",
        help="of podman or Docker: an image with Python on a glibc system (default: python:3.12-slim)",
    )
    add("--no-sandbox", action="store_true", help="run it on this machine as you, with all that you may do")
    add("--pdf", action="store_true", help="write the report as a PDF, too (extra pdf)")
    add = made.add_argument_group("review").add_argument
    add("--by", default="", help="who marks")
    add("--row", default="", help="the rubric's row")
    add("--points", type=float, help="what it earns")
    add("--evidence", default="", help="what you saw")
    return made


def _one(args: argparse.Namespace) -> str:
    if len(args.files) != 1:
        raise ConfigError(f"{args.action} takes one file", "rolewright takehome", "see rolewright takehome --help")
    return str(args.files[0])


def _new(args: argparse.Namespace) -> int:
    if not args.output:
        raise ConfigError("new needs -o", "rolewright takehome", "add -o assignment/")
    made = api.new_takehome(api.load_role(_one(args)), args.output, kind=args.kind, level=args.level, seed=args.seed)
    sys.stdout.write(
        f"{made.title} ({made.kind}, {made.level}, seed {made.seed}; {made.minutes} minutes)\n"
        f"  {args.output}/candidate   send this\n  {args.output}/grader      keep this\n"
    )
    return 0


def _grade(args: argparse.Namespace) -> int:
    shown = sys.stderr.isatty()
    kind = "none" if args.no_sandbox else args.sandbox
    made = api.grade_takehome(
        _one(args), args.assignment, quick=args.quick, sandbox=kind, image=args.image, progress=_tell if shown else None
    )
    if shown:
        sys.stderr.write("\r\x1b[K")
    if args.output:
        _write(args.output, api.takehome_report(made, pdf=args.pdf))
    sys.stdout.write(_table(made))
    return int(any(check.id in {"starts", "settings"} and not check.share for row in made.rows for check in row.checks))


def _tell(what: str) -> None:
    sys.stderr.write(f"\r\x1b[K{what} …")
    sys.stderr.flush()


def _review(args: argparse.Namespace) -> int:
    if args.row:
        if args.points is None or not args.by:
            raise ConfigError(
                "a mark needs --by and --points", "rolewright takehome review", "add them, and --evidence"
            )
        api.mark_takehome(
            _one(args), args.assignment, row=args.row, by=args.by, points=args.points, evidence=args.evidence
        )
    sys.stdout.write(_table(api.show_takehome(_one(args), args.assignment, args.by)))
    return 0


def _compare(args: argparse.Namespace) -> int:
    sys.stdout.write(api.compare_takehomes([api.show_takehome(name, args.assignment) for name in args.files]))
    return 0


def _table(made: Grade) -> str:
    """The rows with their points, the faults below, the sum last."""
    lines = []
    for row in made.rows:
        earned = "open" if row.earned is None else f"{row.earned:g}"
        lines.append(
            f"{row.row.title:<36} {earned:>5} of {row.row.points:<3} {row.sum if row.earned is None else ''}".rstrip()
        )
        lines += [
            f"    {'✗' if check.share == 0 else '◐'} {check.said}"
            for check in row.checks
            if check.verdict in {"part", "fail"}
        ]
    lines += [f"note: {note}" for note in made.notes]
    return "\n".join([*lines, f"{made.points:g} of {made.of} points that are settled, in {made.seconds:g} s", ""])


def _write(folder: str, files: dict[str, bytes]) -> None:
    from rolewright.engine.files import write_whole

    try:
        os.makedirs(folder, exist_ok=True)
        for name, data in files.items():
            write_whole(os.path.join(folder, name), data)
    except OSError as error:
        raise ConfigError(f"can't write ({error.strerror})", folder, "choose another folder") from error
    say(f"{', '.join(files)} in {folder}")
