"""`rolewright profile`: what is read of a candidate's document, what isn't, and what is kept about a person."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from rolewright import api
from rolewright.cli.options import Parser
from rolewright.cli.streams import Sink, say
from rolewright.errors import ConfigError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

EXAMPLES = """\
  rolewright profile show resume.pdf                       jobs, studies and what the document shows, with places
  rolewright profile redact resume.pdf                     what matching reads, and what it leaves out
  rolewright profile read resumes/ -o profiles.jsonl       parse once, match often
  rolewright profile export matches/ --who resume.pdf -o out/
  rolewright profile erase matches/ --who p-1a2b3c4d5e
  rolewright profile due matches/ --day 2027-05-22         1 if the data is to be deleted by now

Exit status: 0 done, 1 a document couldn't be read or data is due for deletion, 2 misuse.
"""
_ACTIONS = ("show", "redact", "read", "export", "erase", "due")


def main(words: Sequence[str]) -> int:
    """Do what is asked."""
    args = parser().parse_args(words)
    done: int = {"show": _show, "redact": _redact, "read": _read, "export": _export, "erase": _erase, "due": _due}[
        args.action
    ](args)
    return done


def parser() -> Parser:
    """The options."""
    made = Parser(
        "profile",
        "Show, redact and parse candidates' documents; export or erase what is kept about one person.",
        EXAMPLES,
    )
    add = made.add_argument
    add("action", choices=_ACTIONS, help="what to do")
    add(
        "paths",
        nargs="+",
        metavar="PATH",
        help="documents; for export, erase and due the folder of `rolewright match -o`",
    )
    add("-o", "--output", metavar="PATH", help="read: a .jsonl file; export: a folder")
    add("--who", default="", help="export, erase: a document's id or file name")
    add("--day", default="", help="due: the day to ask for (ISO)")
    return made


def _show(args: argparse.Namespace) -> int:
    status = 0
    for named in sorted(api.read_profiles(args.paths), key=lambda one: one.name):
        sys.stdout.write(api.profile_text(named))
        status |= not named.profile.words
    return status


def _redact(args: argparse.Namespace) -> int:
    for path in args.paths:
        sys.stdout.write(api.redacted(_bytes(path), path))
    return 0


def _read(args: argparse.Namespace) -> int:
    count = unread = 0
    with Sink(args.output) as sink:
        for named in api.read_profiles(args.paths):
            sink.write(api.profile_row(named))
            count += 1
            if not named.profile.words:
                unread += 1
                say(f"{named.name}: {'; '.join(named.profile.troubles)}")
    if args.output:
        say(f"{count} profiles in {args.output}")
    return int(bool(unread))


def _export(args: argparse.Namespace) -> int:
    if not args.output:
        raise ConfigError("export needs a folder", "rolewright profile export", "add -o out/")
    files = api.export_person(_folder(args), _who(args))
    try:
        os.makedirs(args.output, exist_ok=True)
        for name, data in files.items():
            with open(os.path.join(args.output, name), "wb") as file:
                file.write(data)
    except OSError as error:
        raise ConfigError(f"can't write ({error.strerror})", args.output, "choose another folder") from error
    say(f"{len(files)} files in {args.output}")
    return 0


def _erase(args: argparse.Namespace) -> int:
    gone = api.erase_person(_folder(args), _who(args))
    say(f"deleted: {', '.join(gone)}; run `rolewright match` again for a new overview")
    return 0


def _due(args: argparse.Namespace) -> int:
    if not args.day:
        raise ConfigError("due needs a day", "rolewright profile due", "add --day 2027-05-22")
    status = 0
    for folder in args.paths:
        day, come = api.deletion_due(folder, args.day)
        sys.stdout.write(f"{folder}: delete by {day}{', which has come' if come else ''}\n")
        status |= come
    return status


def _folder(args: argparse.Namespace) -> str:
    if len(args.paths) != 1:
        raise ConfigError(
            f"{args.action} takes one folder", "rolewright profile", "name the folder of `rolewright match -o`"
        )
    return str(args.paths[0])


def _who(args: argparse.Namespace) -> str:
    if not args.who:
        raise ConfigError(f"{args.action} needs --who", "rolewright profile", "name a document's id or file")
    return str(args.who)


def _bytes(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise ConfigError(f"can't be read ({error.strerror})", path, "name a document") from error
