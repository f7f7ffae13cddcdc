"""`rolewright rule CODE`: what a rule looks for, why, what to do, with examples."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rolewright import api
from rolewright.cli.options import Parser, columns, settings_of, takes_unicode, wants_color
from rolewright.reports.rule_pages import data, page
from rolewright.reports.shape import Show

if TYPE_CHECKING:
    from collections.abc import Sequence

EXAMPLES = """\
  rolewright rule RW101
  rolewright rule "hero titles"
  rolewright rule RW101 --format json
"""


def main(words: Sequence[str]) -> int:
    """Explain a rule."""
    args = parser().parse_args(words)
    rule = api.rule(args.code, settings_of(args))
    if args.format == "json":
        from rolewright.reports.as_json import dumps

        sys.stdout.write(dumps(data(rule)) + "\n")
        return 0
    show = Show({}, width=columns(), color=wants_color(args.color), unicode=takes_unicode())
    sys.stdout.write(page(rule, show))
    return 0


def parser() -> Parser:
    """The options."""
    made = Parser("rule", "Explain a rule: what it looks for, why, and what to do.", EXAMPLES)
    made.add_argument("code", metavar="CODE", help="a code or a name")
    made.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    made.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="default: auto")
    made.add_argument("--config", metavar="FILE", help="this configuration instead of the nearest rolewright.toml")
    made.add_argument("--no-config", action="store_true", help="no configuration file")
    return made
