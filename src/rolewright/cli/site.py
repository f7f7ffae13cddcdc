"""`rolewright site`: a folder of postings in, a static careers page out."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from rolewright.cli.options import Parser
from rolewright.cli.streams import Progress, say
from rolewright.errors import ConfigError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from rolewright.site.advert import Advert

EXAMPLES = """\
  rolewright site postings/ -o public/ --url https://acme.example/careers/
  rolewright site postings/ -o public/ --on 2026-12-01      leaves out what ended before that day
"""


def main(words: Sequence[str]) -> int:
    """Write the site; 1 if a posting lacks what a search engine or a job board demands."""
    from rolewright.site.build import files, write

    args = parser().parse_args(words)
    _apart(args.folder, args.output)
    found, url = gathered(args)
    written, removed = write(args.output, files(found, url))
    say(f"{len(found)} positions in {args.output}: {written} files written, {removed} removed")
    return lacking(found, {"google": "no JSON-LD on its page", "indeed": "not in indeed.xml"})


def parser() -> Parser:
    """The options."""
    about = (
        "Make a static careers page of a folder of postings: a page each with JSON-LD, a sitemap, RSS and Indeed's XML. "
        "careers.toml in the folder says what the postings don't (docs/site.md). "
        "Exit status: 0 complete, 1 a posting lacks a fact that Google or Indeed demands, 2 misuse."
    )
    made = Parser("site", about, EXAMPLES)
    folder_options(made)
    made.add_argument("-o", "--output", metavar="FOLDER", required=True, help="where the site goes")
    return made


def folder_options(made: Parser) -> None:
    """What `site` and `feed` both take."""
    add = made.add_argument
    add("folder", metavar="FOLDER", help="a folder of postings, with careers.toml if there is one")
    add("--url", default="", metavar="URL", help="the site's own address (default: url of careers.toml)")
    add("--on", default="", metavar="DATE", help="leave out postings whose last day is before this day (ISO)")


def gathered(args: argparse.Namespace) -> tuple[list[Advert], str]:
    """The adverts and the address of the site. Raises ConfigError if no address is known."""
    from rolewright.site import settings
    from rolewright.site.gather import adverts

    careers = settings.load(args.folder, args.url)
    if not careers.url:
        raise ConfigError(
            "the site has no address", args.folder, 'give --url, or write url = "https://…" into careers.toml'
        )
    bar = Progress(None)
    found = adverts(args.folder, careers, _day(args.on), bar.add)
    bar.end()
    return found, careers.url


def lacking(found: Sequence[Advert], readers: dict[str, str]) -> int:
    """Say which facts are missing for whom; 1 if any is."""
    lines = [
        f"{one.name}: {what}: {', '.join(one.lacks(reader))} not said"
        for one in found
        for reader, what in readers.items()
        if one.lacks(reader)
    ]
    for line in lines:
        say(line)
    return int(bool(lines))


def _apart(folder: str, output: str) -> None:
    """Raise ConfigError for a site inside its own postings: the next run would take its pages for postings."""
    inside, outside = os.path.realpath(output), os.path.realpath(folder)
    if inside == outside or inside.startswith(outside.rstrip(os.sep) + os.sep):
        raise ConfigError("is inside the folder of postings", output, "choose one beside it")


def _day(written: str) -> str:
    from datetime import date

    try:
        return date.fromisoformat(written).isoformat() if written else ""
    except ValueError as error:
        raise ConfigError(f"{written!r} is no day", "--on", "write it like 2026-12-01") from error
