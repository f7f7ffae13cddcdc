"""`rolewright debrief`: a role and a folder of sealed cards in, what to talk about out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright import api
from rolewright.cli.options import Parser
from rolewright.cli.streams import Sink

if TYPE_CHECKING:
    from collections.abc import Sequence

EXAMPLES = """\
  rolewright debrief role.toml cards/
  rolewright debrief role.toml cards/ --format html -o debrief.html
"""


def main(words: Sequence[str]) -> int:
    """Lay the cards side by side; 1 if cards are missing, unsealed or wrong."""
    args = parser().parse_args(words)
    cards, problems = api.load_cards(args.cards)
    found = api.debrief(api.kit(api.load_role(args.role), args.seed), cards, problems)
    with Sink(args.output) as sink:
        sink.write(api.debrief_file(found, args.format))
    return int(bool(found.problems or found.missing or not found.cards))


def parser() -> Parser:
    """The options."""
    about = (
        "Lay the sealed scorecards of a loop side by side: agreement, spread, gaps, a table with its arithmetic, questions "
        "to settle. It recommends no one. Exit status: 0 complete, 1 cards are missing, unsealed or wrong, 2 misuse."
    )
    made = Parser("debrief", about, EXAMPLES)
    add = made.add_argument
    add("role", metavar="ROLE", help="the role file (TOML)")
    add("cards", metavar="FOLDER", help="the folder with the cards")
    add("--seed", type=int, default=0, help="that of the kit (default: 0)")
    add("--format", choices=("md", "html", "docx", "pdf", "json"), default="md", help="default: md")
    add("-o", "--output", metavar="FILE", help="write to a file, not to standard output")
    return made
