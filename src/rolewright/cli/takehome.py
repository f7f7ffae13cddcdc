"""`rolewright takehome`: the exercise that a candidate does at home, set and graded."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rolewright import api
from rolewright.cli.options import Parser
from rolewright.errors import ConfigError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

EXAMPLES = """\
  rolewright takehome new role.toml -o assignment/
  rolewright takehome new role.toml -o assignment/ --kind ranking --level senior --seed 7

What the candidate gets is in assignment/candidate/; assignment/grader/ stays with you. Another seed is another variant: fields,
units and rows differ, so that answers can't be passed on.
"""


def main(words: Sequence[str]) -> int:
    """Do what is asked."""
    args = parser().parse_args(words)
    return {"new": _new}[args.action](args)


def parser() -> Parser:
    """The options."""
    made = Parser("takehome", "Set the exercise of a role: package a trained model and expose it.", EXAMPLES)
    made.add_argument("action", choices=("new",), help="what to do")
    made.add_argument("file", metavar="FILE", help="new: the role file")
    add = made.add_argument_group("new").add_argument
    add("-o", "--output", metavar="FOLDER", help="a folder that doesn't exist yet")
    add("--kind", default="", help="classification, ranking, forecasting or text (default: what suits the use case)")
    add("--level", default="", help="junior, mid, senior or lead (default: the role's)")
    add("--seed", type=int, default=0, help="another number gives another variant (default: 0)")
    return made


def _new(args: argparse.Namespace) -> int:
    if not args.output:
        raise ConfigError("new needs -o", "rolewright takehome", "add -o assignment/")
    made = api.new_takehome(api.load_role(args.file), args.output, kind=args.kind, level=args.level, seed=args.seed)
    sys.stdout.write(
        f"{made.title} ({made.kind}, {made.level}, seed {made.seed}; {made.minutes} minutes)\n"
        f"  {args.output}/candidate   send this\n  {args.output}/grader      keep this\n"
    )
    return 0
