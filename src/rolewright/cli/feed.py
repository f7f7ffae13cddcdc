"""`rolewright feed`: a folder of postings in, one feed out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.cli.options import Parser
from rolewright.cli.site import folder_options, gathered, lacking
from rolewright.cli.streams import Sink

if TYPE_CHECKING:
    from collections.abc import Sequence

_FORMATS = ("indeed", "rss", "jsonld")
EXAMPLES = """\
  rolewright feed postings/ --format indeed --url https://acme.example/careers/ -o indeed.xml
  rolewright feed postings/ --format rss
  rolewright feed postings/ --format jsonld
"""


def main(words: Sequence[str]) -> int:
    """Write the feed; 1 if a posting lacks what its reader demands, and is left out."""
    from rolewright.site.build import company_of
    from rolewright.site.feeds import feed

    args = parser().parse_args(words)
    found, url = gathered(args)
    with Sink(args.output) as sink:
        sink.write(feed(args.format, found, company_of(found), url))
    return lacking(found, {"google" if args.format == "jsonld" else args.format: "left out of the feed"})


def parser() -> Parser:
    """The options."""
    about = (
        "Write a feed of a folder of postings: Indeed's XML, RSS, or JSON-LD. "
        "Exit status: 0 complete, 1 a posting lacks a fact that the feed demands and is left out, 2 misuse."
    )
    made = Parser("feed", about, EXAMPLES)
    folder_options(made)
    made.add_argument("--format", choices=_FORMATS, required=True, help="the kind of feed")
    made.add_argument("-o", "--output", metavar="FILE", help="the file (default: standard output)")
    return made
