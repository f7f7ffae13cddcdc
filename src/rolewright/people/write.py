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
_MATRIX = b"""
body{max-width:76rem}table{table-layout:fixed}th,td{box-sizing:border-box;overflow-wrap:break-word}
th:nth-child(1){width:16%}th:nth-child(2){width:35%}th:nth-child(3){width:14%}th:nth-child(4){width:12%}
@media(max-width:44rem){thead{position:absolute;clip-path:inset(50%)}table,tbody,tr,td{display:block}tr{border:1px solid var(--line);margin:0 0 .8rem}
td{border:0;padding:.3rem .6rem}td:nth-child(1){background:var(--wash);font-weight:600}td:nth-child(n+2)::before{color:var(--soft);font-size:.82rem;display:block}
td:nth-child(2)::before{content:"Evidence"}td:nth-child(3)::before{content:"How deep, when"}
td:nth-child(4)::before{content:"Points"}td:nth-child(5)::before{content:"What would settle it"}}
@page{size:landscape;margin:14mm}@media print{body{font-size:9pt}table{break-inside:auto}tr{break-inside:avoid}thead{display:table-header-group}.wide{overflow:visible}}
"""
"""How a matrix looks besides what all pages have: columns of the same width in each part, one below the other on a phone."""
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
        made_of = text.encode() if text else rendered(page, form)
        files[f"{page.name}.{form}"] = (
            made_of.replace(b"</style>", _MATRIX + b"</style>", 1) if form == "html" else made_of
        )
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
