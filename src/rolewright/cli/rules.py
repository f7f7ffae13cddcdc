"""`rolewright rules`: the rules, by topic; `rolewright rules test`: the examples of a team's own."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rolewright import api
from rolewright.cli.options import Parser, codes, columns, flat, settings_of, takes_unicode, wants_color
from rolewright.engine.select import choose
from rolewright.errors import ConfigError
from rolewright.reports.rule_pages import data, listing
from rolewright.reports.shape import Show

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

EXAMPLES = """\
  rolewright rules
  rolewright rules --topic wording
  rolewright rules --format json
  rolewright rules test                       the examples of the rules that the configuration names
  rolewright rules test house/no-jargon.toml
"""


def main(words: Sequence[str]) -> int:
    """List the rules, or prove a team's own: 1 if an example fails."""
    args = parser().parse_args(words)
    show = Show({}, width=columns(), color=wants_color(args.color), unicode=takes_unicode())
    if args.test == "test":
        return _test(args, show)
    if args.test is not None:
        raise ConfigError(f"rules can't {args.test!r}", "rolewright rules", "write `rolewright rules test`")
    wanted = flat(args.topic)
    found = choose(api.all_rules(settings_of(args)), wanted or ("all",))
    if args.format == "json":
        from rolewright.reports.as_json import dumps

        sys.stdout.write("[\n" + ",\n".join(dumps(data(rule)) for rule in found) + "\n]\n")
        return 0
    sys.stdout.write(listing(found, show))
    return 0


def _test(args: argparse.Namespace, show: Show) -> int:
    from rolewright.engine.house import load, prove
    from rolewright.reports.proofs import proofs_data, proofs_text

    settings = settings_of(args)
    found = load(tuple(args.file)) if args.file else load(settings.rules, settings.file)
    if not found:
        do = 'name a file, or write rules = ["house/*.toml"] into rolewright.toml'
        raise ConfigError("there are no rules of your own", settings.file, do)
    proofs = [prove(rule) for rule in found]
    if args.format == "json":
        from rolewright.reports.as_json import dumps

        sys.stdout.write(dumps(proofs_data(proofs)) + "\n")
    else:
        sys.stdout.write(proofs_text(proofs, show))
    return 0 if all(proof.holds for proof in proofs) else 1


def parser() -> Parser:
    """The options."""
    made = Parser("rules", "List the rules, by topic, or test your own. Exit status of test: 0, or 1 for a failed example.",
                  EXAMPLES)  # fmt: skip
    add = made.add_argument
    add("test", nargs="?", metavar="test", help="run the examples of your own rules")
    add("file", nargs="*", metavar="FILE", help="with test: these rule files (default: those of the configuration)")
    add("--topic", action="append", type=codes, help="only this topic (or prefix of codes); repeatable")
    add("--format", choices=("text", "json"), default="text", help="default: text")
    add("--color", choices=("auto", "always", "never"), default="auto", help="default: auto")
    add("--config", metavar="FILE", help="this configuration instead of the nearest rolewright.toml")
    add("--no-config", action="store_true", help="no configuration file")
    return made
