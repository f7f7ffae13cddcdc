"""`rolewright profile`: what is read of a candidate's document, what isn't, and what is kept about a person."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from rolewright import api
from rolewright.cli.options import Parser
from rolewright.cli.streams import Progress, Sink, say
from rolewright.errors import ConfigError, MissingExtraError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

EXAMPLES = """\
  rolewright profile show resume.pdf                       jobs, studies and what the document shows, with places
  rolewright profile redact resume.pdf                     what matching reads, and what it leaves out
  rolewright profile read resumes/ -o profiles.jsonl       parse once, match often
  rolewright profile read resumes/ -o profiles.jsonl --engine daft     100,000 and more; again after a kill: it goes on
  rolewright profile vet role.toml --who resume.pdf --cards cards/ --candidate "Ana" --day 2026-11-23 -o vetted.toml
  rolewright profile vet role.toml --who resume.pdf --grade report/grade.json --assignment assignment/ --day 2026-11-23
  rolewright profile export matches/ --who resume.pdf -o out/
  rolewright profile erase matches/ --who p-1a2b3c4d5e
  rolewright profile due matches/ --day 2027-05-22         1 if the data is to be deleted by now

Exit status: 0 done, 1 a document couldn't be read or data is due for deletion, 2 misuse.
"""
_ACTIONS = ("show", "redact", "read", "vet", "export", "erase", "due")


def main(words: Sequence[str]) -> int:
    """Do what is asked."""
    args = parser().parse_args(words)
    actions = {
        "show": _show,
        "redact": _redact,
        "read": _read,
        "vet": _vet,
        "export": _export,
        "erase": _erase,
        "due": _due,
    }
    return actions[args.action](args)


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
        help="documents; for export and erase the folder of `rolewright match -o` or profiles.jsonl",
    )
    add("-o", "--output", metavar="PATH", help="read: a .jsonl file; export: a folder")
    add(
        "--ocr",
        action="store_true",
        help="show, redact, read: read pictures of text with Tesseract, if it is installed; the page says so",
    )
    add("--who", default="", help="export, erase: a document's id or file name")
    add("--day", default="", help="due: the day to ask for; vet: the day of the evidence (ISO)")
    add = made.add_argument_group("read many").add_argument
    add("--engine", choices=("daft", "pool"), help="read in parts, and go on after a kill (extra market)")
    add("--ray", default="", metavar="ADDRESS", help="read on this Ray cluster (extra ray)")
    add("--processes", type=int, default=0, metavar="N", help="default: one a core")
    add("--restart", action="store_true", help="throw away what an earlier run left")
    add = made.add_argument_group("vet").add_argument
    add("--cards", metavar="FOLDER", help="scorecards; sealed ones count")
    add("--candidate", default="", help="whom the cards call so")
    add("--grade", metavar="FILE", help="a grade.json of `rolewright takehome grade`")
    add("--assignment", metavar="FOLDER", help="the assignment of the grade")
    return made


def _show(args: argparse.Namespace) -> int:
    status = 0
    for named in sorted(api.read_profiles(args.paths, ocr=args.ocr), key=lambda one: one.name):
        sys.stdout.write(api.profile_text(named))
        status |= not named.profile.words
    return status


def _redact(args: argparse.Namespace) -> int:
    for path in args.paths:
        sys.stdout.write(api.redacted(path, ocr=args.ocr))
    return 0


def _read(args: argparse.Namespace) -> int:
    if args.engine or args.ray:
        return _read_many(args)
    count = unread = 0
    with Sink(args.output) as sink:
        for named in api.read_profiles(args.paths, ocr=args.ocr):
            sink.write(api.profile_row(named))
            count += 1
            if not named.profile.words:
                unread += 1
                say(f"{named.name}: {'; '.join(named.profile.troubles)}")
    if args.output:
        say(f"{count} profiles in {args.output}")
    return int(bool(unread))


def _read_many(args: argparse.Namespace) -> int:
    """Read with an engine, in parts; the same command goes on after a kill."""
    try:
        from rolewright.market import profiles
    except ImportError as error:
        do = "pip install 'rolewright[market]', or leave out --engine"
        raise MissingExtraError(f"{error.name} is not installed", "--engine", do) from error
    if not args.output:
        raise ConfigError("--engine needs -o", "rolewright profile read", "add -o profiles.jsonl")
    progress = Progress(None, wanted=sys.stderr.isatty())
    count, unread = profiles.read(
        args.paths, args.output, engine=args.engine or "daft", ray=args.ray, processes=args.processes, ocr=args.ocr,
        progress=progress.add, restart=args.restart,
    )  # fmt: skip
    progress.end()
    for line in unread:
        say(line)
    say(f"{count} profiles in {args.output}")
    return int(bool(unread))


def _vet(args: argparse.Namespace) -> int:
    """Turn cards and a grade into a vetted file."""
    if not (args.cards or args.grade) or bool(args.grade) != bool(args.assignment):
        do = "add --cards FOLDER --candidate NAME, or --grade FILE --assignment FOLDER"
        raise ConfigError("vet needs cards or a grade with its assignment", "rolewright profile vet", do)
    cards, problems = api.load_cards(args.cards) if args.cards else ([], [])
    grade = api.show_takehome(args.grade, args.assignment) if args.grade else None
    text = api.vetted_text(
        api.load_role(_folder(args)), _who(args), args.day, candidate=args.candidate, cards=cards, grade=grade
    )
    with Sink(args.output) as sink:
        sink.write(text)
    for one in problems:
        say(one)
    if not text:
        say("no sealed card and no settled row of the take-home is about a row of the matrix")
    return int(not text)


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
    say(
        f"deleted: {', '.join(gone)}; run `rolewright match` again for a new overview"
        if not args.paths[0].endswith(".jsonl")
        else f"deleted: {gone[0]}"
    )
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
