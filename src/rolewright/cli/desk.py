"""`rolewright desk`: many roles beside many profiles, with conditions that the user sets."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rolewright import api
from rolewright.cli.options import Parser
from rolewright.cli.streams import say

if TYPE_CHECKING:
    from collections.abc import Sequence

EXAMPLES = """\
  rolewright desk roles/*.toml --profiles resumes/ -o desk/
  rolewright desk roles/*.toml --profiles profiles.jsonl --conditions conditions.toml --day 2026-11-23 -o desk/

conditions.toml says whose terms are what, and which filters a role has:
  [[profile]]
  profile = "resume.pdf"
  available = "2027-01-15"
  zone = "Europe/Berlin"
  [[role]]
  role = "ml-engineer.toml"
  start_by = "2027-02-01"
  zone = "America/Denver"
  overlap = 3

A condition rules a pair out only if both sides said something and it doesn't hold; the reason stands beside it. What isn't said
has to be asked. Exit status: 0 done, 1 a document couldn't be read, 2 misuse.
"""


def main(words: Sequence[str]) -> int:
    """Lay all beside all, and write both ways."""
    args = parser().parse_args(words)
    roles = [(path, api.load_role(path)) for path in args.roles]
    unread: list[str] = []
    profiles = api.read_profiles(args.profiles, progress=_tell if sys.stderr.isatty() else None, ocr=args.ocr)
    notes = api.match_desk(
        args.output, roles, profiles, day=args.day, top=args.top, conditions=args.conditions, unread=unread
    )
    for line in (*unread, *notes):
        say(line)
    say(f"desk.html, desk.txt, pairs.csv in {args.output}")
    return int(bool(unread))


def parser() -> Parser:
    """The options."""
    made = Parser("desk", "Lay many roles beside many profiles: who fits which role and why, both ways.", EXAMPLES)
    add = made.add_argument
    add("roles", nargs="+", metavar="ROLE", help="role files (TOML)")
    add("--profiles", nargs="+", required=True, metavar="PROFILE", help="documents, folders, or profiles.jsonl")
    add("--ocr", action="store_true", help="read pictures of text with Tesseract, if it is installed; the page says so")
    add("--conditions", metavar="FILE", help="terms of people and hard filters of roles (TOML)")
    add("--day", default="", metavar="DATE", help="what “present” means (default: the day the first role was posted)")
    add("--top", type=int, default=20, metavar="N", help="how many a page lists for each; ties are in (default: 20)")
    add("-o", "--output", required=True, metavar="FOLDER", help="where the files go")
    return made


def _tell(done: int) -> None:
    sys.stderr.write(f"\r{done:,} documents read\x1b[K")
    sys.stderr.flush()
