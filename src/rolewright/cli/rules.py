"""`rolewright rules`: the rules, by topic."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rolewright import api
from rolewright.cli.options import Parser, codes, columns, flat, takes_unicode, wants_color
from rolewright.engine.select import choose
from rolewright.reports.rule_pages import data, listing
from rolewright.reports.shape import Show

if TYPE_CHECKING:
    from collections.abc import Sequence

EXAMPLES = """\
  rolewright rules
  rolewright rules --topic wording
  rolewright rules --format json
"""


def main(words: Sequence[str]) -> int:
    """List the rules."""
    args = parser().parse_args(words)
    wanted = flat(args.topic)
    found = choose(api.all_rules(), wanted or ("all",))
    if args.format == "json":
        from rolewright.reports.as_json import dumps

        sys.stdout.write("[\n" + ",\n".join(dumps(data(rule)) for rule in found) + "\n]\n")
        return 0
    show = Show({}, width=columns(), color=wants_color(args.color), unicode=takes_unicode())
    sys.stdout.write(listing(found, show))
    return 0


def parser() -> Parser:
    """The options."""
    made = Parser("rules", "List the rules, by topic.", EXAMPLES)
    made.add_argument("--topic", action="append", type=codes, help="only this topic (or prefix of codes); repeatable")
    made.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    made.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="default: auto")
    return made
