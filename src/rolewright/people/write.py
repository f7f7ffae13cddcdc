"""Matches in their formats: the overview, one person's matrix and letter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rolewright.errors import ConfigError, suggest
from rolewright.interview.files import render
from rolewright.matching.show import as_data, match_data
from rolewright.people import pages, plain
from rolewright.reports.as_json import dumps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.interview.page import Page
    from rolewright.model.match import Match, Matching

_ID = re.compile(rb"<td>(\d*=? ?)(p-[0-9a-f]{10})</td>")
FORMATS = ("html", "md", "txt", "json", "docx", "pdf")


def overview(made: Matching, formats: Sequence[str], sort: str) -> dict[str, bytes]:
    """The overview in each format."""
    page = pages.index(made, sort)
    files = {f"index.{form}": rendered(page, form) for form in _known(formats) if form != "json"}
    if "index.html" in files:
        files["index.html"] = _linked(files["index.html"])
    if "json" in formats:
        files["index.json"] = (dumps(as_data(made)) + "\n").encode()
    return files


def _linked(html: bytes) -> bytes:
    """The overview with each document's id leading to its page."""
    return _ID.sub(rb'<td>\1<a href="\2.html">\2</a></td>', html)


def one(match: Match, made: Matching, formats: Sequence[str]) -> dict[str, bytes]:
    """One profile's matrix in each format, and the letter."""
    page, letter = pages.matrix(match, made), pages.letter(match, made)
    files = {f"{letter.name}.md": render(letter, "md")}
    for form in _known(formats):
        text = dumps(match_data(match, made.rows)) + "\n" if form == "json" else ""
        files[f"{page.name}.{form}"] = text.encode() if text else rendered(page, form)
    return files


def rendered(page: Page, form: str) -> bytes:
    """A page in a format that isn't data."""
    return plain.render(page).encode() if form == "txt" else render(page, form)


def _known(formats: Sequence[str]) -> Sequence[str]:
    """The formats. Raises ConfigError for one that there isn't."""
    for form in formats:
        if form not in FORMATS:
            do = suggest(form, FORMATS, f"one of {', '.join(FORMATS)}")
            raise ConfigError(f"there is no format {form!r}", "--format", do)
    return formats
