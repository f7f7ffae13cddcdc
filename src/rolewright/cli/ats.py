"""`rolewright ats`: postings pulled from an applicant tracking system, compared with ours, and drafts pushed to it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from rolewright.cli.options import Parser
from rolewright.cli.streams import Progress, say
from rolewright.errors import ConfigError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

EXAMPLES = """\
  rolewright ats pull greenhouse acme -o postings/ --dry-run   what would be new, changed, gone
  rolewright ats pull lever acme -o postings/                  a JSON file each; then: rolewright check postings/
  rolewright ats diff ashby acme 0a1b2c3d role.toml            the public posting against our draft or posting
  rolewright ats push greenhouse 123 role.toml                 shows what would change, sends nothing
  rolewright ats push greenhouse 123 role.toml --send          sends it, unless it changed there meanwhile
"""


def main(words: Sequence[str]) -> int:
    """Do one of the three; 1 for a pull that found nothing or left edited files, and for a difference."""
    args = parser().parse_args(words)
    return {"pull": _pull, "diff": _diff, "push": _push}[args.action](args)


def parser() -> Parser:
    """The options."""
    about = (
        "Pull the open postings of a public job board, compare one with ours, or push a draft. Systems: ashby, greenhouse, "
        "lever, smartrecruiters, workable (no push). Keys come from the environment (docs/vendors.md). "
        "Exit status: 0 done or no difference, 1 a difference, edited files or an empty board, 2 misuse or a refusal."
    )
    made = Parser("ats", about, EXAMPLES)
    add = made.add_argument
    add("action", choices=("pull", "diff", "push"), help="what to do")
    add("system", metavar="SYSTEM", help="ashby, greenhouse, lever, smartrecruiters or workable")
    add("names", nargs="+", metavar="NAME", help="pull: COMPANY; diff: COMPANY ID FILE; push: ID ROLE")
    add("-o", "--output", metavar="FOLDER", help="pull: where the postings go")
    add("--dry-run", action="store_true", help="pull: only say what would change")
    add("--send", action="store_true", help="push: send it; without this only the difference is shown")
    add("--at", default="", metavar="URL", help="another host of the same API, like https://api.eu.lever.co")
    return made


def _pull(args: argparse.Namespace) -> int:
    """Every open posting as a file; edited ones are left alone."""
    from rolewright.vendors import boards, keep

    (company,) = _names(args, "COMPANY")
    if not args.output:
        raise ConfigError("pull needs a folder", "rolewright ats", "add -o postings/")
    bar = Progress(None)
    records = boards.pull(args.system, company, args.at, bar.add)
    bar.end()
    found = keep.changes(args.output, f"{args.system}/{company}", records)
    for one in found:
        if one.state != "same":
            sys.stdout.write(f"{one.state:<8} {one.name or one.key}\n")
    if not records:
        say(
            f"{args.system}: no open postings for {company}; the answer is the same for a name that is nobody's: check it"
        )
    if not args.dry_run:
        keep.apply(args.output, f"{args.system}/{company}", found)
    edited = [one.name for one in found if one.state == "edited"]
    if edited:
        say(f"{len(edited)} edited here and different there, left alone: remove the file to take theirs")
    say(f"{len(records)} open postings" + (", nothing written (--dry-run)" if args.dry_run else f" in {args.output}"))
    return int(not records or bool(edited))


def _diff(args: argparse.Namespace) -> int:
    """The public posting against a role's draft or a posting."""
    import json

    from rolewright import api
    from rolewright.vendors import boards, compare

    company, key, path = _names(args, "COMPANY ID FILE")
    record = boards.one(args.system, company, key, args.at)
    if path.endswith(".toml"):
        role = api.load_role(path)
        ours = json.loads(api.render(role, api.draft(role).written, system=args.system))
        lines = compare.lines_of_record(ours)
    else:
        lines = compare.lines_of_posting(api.load(path))
    return _told(compare.difference(compare.lines_of_record(record), lines, args.system))


def _push(args: argparse.Namespace) -> int:
    """Look; or send what was looked at."""
    from rolewright import api
    from rolewright.vendors import push
    from rolewright.vendors.desks import Desk

    key, path = _names(args, "ID ROLE")
    desk, folder = Desk(args.system, args.at), os.path.dirname(os.path.abspath(path))
    ours = push.fields_of(api.load_role(path), args.system)
    if args.send:
        sent = push.send(desk, key, ours, folder)
        say(f"{args.system}/{key}: {'sent, and read back the same' if sent else 'nothing to send'}")
        return 0
    status = _told(push.look(desk, key, ours, folder).difference)
    say("nothing was sent; --send sends it" if status else "no difference")
    return status


def _told(difference: str) -> int:
    sys.stdout.write(difference)
    return int(bool(difference))


def _names(args: argparse.Namespace, wanted: str) -> list[str]:
    """As many names as the action takes."""
    names: list[str] = args.names
    if len(names) != len(wanted.split()):
        raise ConfigError(f"{args.action} takes {wanted}", "rolewright ats", "see rolewright ats --help")
    return names
