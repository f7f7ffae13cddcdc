"""`rolewright match`: candidates' documents beside a role, evidence for each row, a sum that adds up."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from rolewright import api
from rolewright.cli.options import Parser, codes, flat
from rolewright.cli.streams import Sink, say

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Sequence

    from rolewright.model.match import Matching
    from rolewright.people.keep import Named

EXAMPLES = """\
  rolewright match role.toml resumes/ -o matches/
  rolewright match role.toml a.pdf b.docx c.json              only the overview, on standard output
  rolewright match role.toml resumes/ -o matches/ --weight must-python=5 --sort points
  rolewright match role.toml resumes/ -o matches/ --vetted vetted.toml --day 2026-11-23
  rolewright match suggest role.toml resumes/ -o near.toml    what may be near: confirm by hand (extra semantic)
  rolewright match role.toml resumes/ -o matches/ --adjacent near.toml

Read are text, Markdown, HTML, PDF, DOCX, JSON Resume, our TOML form and LinkedIn's data export (zip), each in a process with
limits. Names, contact data, age, gender, nationality, family and schools aren't read into matching. “No evidence in the
document” is not “can't”; no cut-off is applied. Exit status: 0 done, 1 a document couldn't be read, 2 misuse.
"""


SUGGEST = """\
  rolewright match suggest role.toml resumes/ -o near.toml
  rolewright match suggest role.toml resumes/ --model minilm/ --least 0.5
  rolewright match role.toml resumes/ -o matches/ --adjacent near.toml       counts what you confirmed

The model runs on this machine and knows nothing of the work: it finds sentences that are worded alike. Only rows for which a
document shows nothing get suggestions. Exit status: 0 done, 1 a document couldn't be read, 2 misuse.
"""


def main(words: Sequence[str]) -> int:
    """Match, write, and say what couldn't be read; `suggest` asks for relations to confirm instead."""
    if words[:1] == ["suggest"]:
        return _suggest(suggesting().parse_args(words[1:]))
    args = parser().parse_args(words)
    role = api.load_role(args.role)
    unread: list[str] = []
    names: dict[str, str] = {}
    profiles = _noting(
        api.read_profiles(args.profiles, progress=_tell if sys.stderr.isatty() else None, ocr=args.ocr), names, unread
    )
    options = {
        "day": args.day,
        "weights": dict(args.weight),
        "vetted": api.load_vetted(args.vetted) if args.vetted else (),
        "adjacent": api.load_relations(args.adjacent) if args.adjacent else (),
    }
    if args.output:
        made = api.match_into(
            args.output,
            role,
            profiles,
            formats=flat(args.format) or ("html", "txt", "json"),
            sort=args.sort,
            keep_days=args.keep_days,
            **options,
        )
        say(f"{len(made.matches):,} documents in {args.output}: begin with index.html")
    else:
        made = api.match(role, (one.profile for one in profiles), **options)
        sys.stdout.write(_overview(made, args.sort, names))
    for line in (*unread, *made.notes):
        say(line)
    return int(bool(unread))


def _suggest(args: argparse.Namespace) -> int:
    """Write what may be near, for a person to confirm."""
    unread: list[str] = []
    profiles = (one.profile for one in _noting(api.read_profiles(args.profiles, ocr=args.ocr), {}, unread))
    tell = _tell if sys.stderr.isatty() else None
    text = api.suggest_relations(
        api.load_role(args.role), profiles, day=args.day, model=args.model, least=args.least, progress=tell
    )
    with Sink(args.output) as sink:
        sink.write(text)
    found = text.count("\n[[relation]]")
    say(f"{found} suggestions; none counts until you write confirmed = true and your name")
    for line in unread:
        say(line)
    return int(bool(unread))


def suggesting() -> Parser:
    """The options of `suggest`."""
    about = "Suggest sentences that may be near what a role asks; a person confirms them, and nothing else counts."
    made = Parser("match suggest", about, SUGGEST)
    add = made.add_argument
    add("role", metavar="ROLE", help="a role file (TOML)")
    add("profiles", nargs="+", metavar="PROFILE", help="documents, folders, or profiles.jsonl")
    add("-o", "--output", metavar="FILE", help="a TOML file (default: standard output)")
    add(
        "--model",
        default="",
        metavar="FOLDER",
        help="model.onnx and tokenizer.json of your own (default: extra semantic)",
    )
    add("--ocr", action="store_true", help="read pictures of text with Tesseract, if it is installed; the page says so")
    add("--least", type=_cosine, metavar="N", help="the lowest likeness, 0 to 1 (default: 0.4)")
    add("--day", default="", metavar="DATE", help="what “present” means (default: the day the role was posted)")
    return made


def _cosine(written: str) -> float:
    from argparse import ArgumentTypeError

    try:
        value = float(written)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise ArgumentTypeError(f"{written!r} isn't a number from 0 to 1")
    return value


def _noting(profiles: Iterable[Named], names: dict[str, str], unread: list[str]) -> Iterator[Named]:
    """The profiles, their files' names and what couldn't be read noted as they pass."""
    for one in profiles:
        names[one.profile.id] = one.name
        if one.profile.troubles and not one.profile.words:
            unread.append(f"{one.name}: {'; '.join(one.profile.troubles)}")
        yield one


def parser() -> Parser:
    """The options."""
    about = "Lay candidates' documents beside a role: for each row the evidence, where it stands, and what would settle a gap."
    made = Parser("match", about, EXAMPLES)
    add = made.add_argument
    add("role", metavar="ROLE", help="a role file (TOML)")
    add(
        "profiles", nargs="+", metavar="PROFILE", help="documents, folders of them, or profiles.jsonl of `profile read`"
    )
    add("-o", "--output", metavar="FOLDER", help="where the files go; without it the overview is printed")
    add(
        "--format",
        action="append",
        type=codes,
        metavar="FORMAT",
        help="html, md, txt, json, docx, pdf; repeatable (default: html, txt, json)",
    )
    add(
        "--sort",
        choices=("id", "points"),
        default="id",
        help="the order of the overview (default: id, which means nothing)",
    )
    add(
        "--weight",
        action="append",
        type=_weight,
        default=[],
        metavar="ROW=N",
        help="another weight for a row, 0 to 100; repeatable",
    )
    add("--vetted", metavar="FILE", help="evidence that people saw (TOML); it counts instead of claims")
    add("--ocr", action="store_true", help="read pictures of text with Tesseract, if it is installed; the page says so")
    add("--adjacent", metavar="FILE", help="relations that a person confirmed (TOML of `match suggest`)")
    add("--day", default="", metavar="DATE", help="what “present” means (default: the day the role was posted)")
    add(
        "--keep-days",
        type=_days,
        default=180,
        metavar="N",
        help="days after which the folder's data is due for deletion (default: 180)",
    )
    return made


def _weight(written: str) -> tuple[str, int]:
    from argparse import ArgumentTypeError

    name, sign, value = written.partition("=")
    if not sign or not value.isdigit():
        raise ArgumentTypeError(f"{written!r} isn't ROW=NUMBER, like must-python=5")
    return name, int(value)


def _days(written: str) -> int:
    from argparse import ArgumentTypeError

    if not written.isdigit() or not 1 <= int(written) <= 3660:
        raise ArgumentTypeError(f"{written!r} isn't a number of days from 1 to 3660")
    return int(written)


def _overview(made: Matching, sort: str, names: dict[str, str]) -> str:
    """The index as text, the files' names beside their ids."""
    text = api.match_files(made, ("txt",), sort)["index.txt"].decode()
    known = "".join(f"  {name}  {os.path.basename(path)}\n" for name, path in sorted(names.items()))
    return f"{text}\nDocuments\n{known}"


def _tell(done: int) -> None:
    sys.stderr.write(f"\r{done:,} documents read\x1b[K")
    sys.stderr.flush()
