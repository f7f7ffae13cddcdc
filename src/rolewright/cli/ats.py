"""`rolewright ats`: postings pulled from an applicant tracking system, compared with ours; drafts, kits, cards pushed to it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from rolewright.cli.options import Parser
from rolewright.cli.streams import Progress, say
from rolewright.errors import ConfigError, VendorError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from rolewright.vendors.push import Place

EXAMPLES = """\
  rolewright ats pull greenhouse acme -o postings/ --dry-run   what would be new, changed, gone
  rolewright ats pull lever acme -o postings/                  a JSON file each; then: rolewright check postings/
  rolewright ats diff ashby acme 0a1b2c3d role.toml            the public posting against our draft or posting
  rolewright ats push greenhouse 123 role.toml                 shows what would change, sends nothing
  rolewright ats push greenhouse 123 role.toml --send          sends it, unless it changed there meanwhile
  rolewright ats kit lever role.toml                           the kit's feedback forms: what would change there
  rolewright ats kit greenhouse role.toml -o forms.md          the same to copy by hand, where the API takes none
  rolewright ats card lever OPPORTUNITY role.toml card.toml    a sealed scorecard as feedback; then again with --send
"""


def main(words: Sequence[str]) -> int:
    """Do one of the five; 1 for a pull that found nothing or left edited files, and for a difference."""
    args = parser().parse_args(words)
    return {"pull": _pull, "diff": _diff, "push": _push, "kit": _kit, "card": _card}[args.action](args)


def parser() -> Parser:
    """The options."""
    about = (
        "Pull the open postings of a public job board, compare one with ours, push a draft, an interview kit or a sealed card. "
        "Systems: ashby, greenhouse, lever, smartrecruiters, workable; docs/vendors.md says which takes what. Keys come from the environment (docs/vendors.md). "
        "Exit status: 0 done or no difference, 1 a difference, edited files or an empty board, 2 misuse or a refusal."
    )
    made = Parser("ats", about, EXAMPLES)
    add = made.add_argument
    add("action", choices=("pull", "diff", "push", "kit", "card"), help="what to do")
    add("system", metavar="SYSTEM", help="ashby, greenhouse, lever, smartrecruiters or workable")
    add(
        "names",
        nargs="+",
        metavar="NAME",
        help="pull: COMPANY; diff: COMPANY ID FILE; push: ID ROLE; kit: ROLE; card: ID ROLE CARD",
    )
    add("-o", "--output", metavar="PATH", help="pull: the folder of the postings; kit: a file to copy from by hand")
    add("--dry-run", action="store_true", help="pull: only say what would change")
    add("--send", action="store_true", help="push, kit, card: send it; without this only the difference is shown")
    add("--form", default="", metavar="ID", help="card: the feedback form of Ashby that was made for the interview")
    add("--seed", type=int, default=0, help="kit, card: the number that the kit was made with (default: 0)")
    add("--minutes", type=int, help="kit, card: the minutes that the kit was made with")
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


def _kit(args: argparse.Namespace) -> int:
    """The kit's forms: to copy by hand, or look and send where the API takes them."""
    from rolewright import api
    from rolewright.boards.lists import system
    from rolewright.vendors import forms
    from rolewright.vendors.desks import Desk
    from rolewright.vendors.lever_forms import Templates

    (path,) = _names(args, "ROLE")
    known = system(args.system)
    kit = api.kit(api.load_role(path), args.seed, args.minutes)
    if args.output:
        return _pasted(args.output, forms.paste(kit, args.system))
    if "kit" in known:
        raise VendorError("it takes no kit", args.system, "add -o forms.md for a file to copy by hand")
    desk, folder = Desk(args.system, args.at), os.path.dirname(os.path.abspath(path))
    states = [
        _shown(args, Templates(desk, folder, one), one.name, forms.fields_of_form(one), folder)
        for one in forms.forms(kit)
    ]
    return max(states)


def _card(args: argparse.Namespace) -> int:
    """A sealed card: look, or send what was looked at."""
    from rolewright import api
    from rolewright.boards.lists import system
    from rolewright.vendors import forms
    from rolewright.vendors.ashby_cards import Submission
    from rolewright.vendors.desks import Desk, ashby
    from rolewright.vendors.lever_forms import Feedback

    key, path, name = _names(args, "ID ROLE CARD")
    known = system(args.system)
    if "card" in known:
        raise VendorError("it takes no card", args.system, known["card"])
    card, desk = api.load_card(name), Desk(args.system, args.at)
    if args.system == "ashby":
        if not args.form:
            raise ConfigError("Ashby needs the form", "rolewright ats", "add --form ID, as its address in Ashby has it")
        there: Submission | Feedback = Submission(desk, card, args.form, ashby)
    else:
        kit = api.kit(api.load_role(path), args.seed, args.minutes)
        there = Feedback(desk, card, forms.form_of(kit, card.interview))
    return _shown(args, there, key, there.ours(), os.path.dirname(os.path.abspath(path)))


def _shown(args: argparse.Namespace, there: Place, key: str, ours: dict[str, Any], folder: str) -> int:
    """Look, or send what was looked at; 1 for a difference that wasn't sent."""
    from rolewright.vendors import push
    from rolewright.vendors.compare import lines_of_texts

    if args.send:
        sent = push.send(there, key, ours, folder, lines_of_texts)
        say(f"{args.system}/{key}: {'sent, and read back the same' if sent else 'nothing to send'}")
        return 0
    status = _told(push.look(there, key, ours, folder, lines_of_texts).difference)
    say(f"{args.system}/{key}: " + ("nothing was sent; --send sends it" if status else "no difference"))
    return status


def _pasted(path: str, text: str) -> int:
    from rolewright.engine.files import write_whole

    try:
        write_whole(path, text.encode())
    except OSError as error:
        raise ConfigError(f"can't write ({error.strerror})", path, "choose another place") from error
    say(f"the forms are in {path}")
    return 0


def _told(difference: str) -> int:
    sys.stdout.write(difference)
    return int(bool(difference))


def _names(args: argparse.Namespace, wanted: str) -> list[str]:
    """As many names as the action takes."""
    names: list[str] = args.names
    if len(names) != len(wanted.split()):
        raise ConfigError(f"{args.action} takes {wanted}", "rolewright ats", "see rolewright ats --help")
    return names
