"""An edited posting as sections again, so that it goes out in every format: what a person wrote, word for word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rolewright.model.written import Block, Section, Sentence, Written

if TYPE_CHECKING:
    from rolewright.model.posting import Line, Posting

_BETWEEN = " · "
"""What parts the facts in the line below the title."""


def read_back(posting: Posting, like: Written) -> Written:
    """The posting's title, facts, sections and lists; a section that `like` has under the same heading keeps its id."""
    ids = {section.heading.text.casefold(): section.id for section in like.sections}
    lines = [(line, " ".join(posting.text[line.start : line.end].split())) for line in posting.lines]
    lines = [(line, text) for line, text in lines if text]
    title, lines = _title(posting, lines, like.title.text)
    facts, lines = _facts(lines)
    return Written(_said(title), tuple(map(_said, facts)), tuple(_sections(lines, ids)), like.language)


def _title(posting: Posting, lines: list[tuple[Line, str]], otherwise: str) -> tuple[str, list[tuple[Line, str]]]:
    """The first heading, if the posting begins with one; else what the format or the role calls it."""
    if lines and lines[0][0].hint == "heading":
        return lines[0][1], lines[1:]
    return posting.title or otherwise, lines


def _facts(lines: list[tuple[Line, str]]) -> tuple[list[str], list[tuple[Line, str]]]:
    """The line of facts below the title."""
    if lines and lines[0][0].hint in {"", "text"} and _BETWEEN in lines[0][1]:
        return lines[0][1].split(_BETWEEN), lines[1:]
    return [], lines


def _sections(lines: list[tuple[Line, str]], ids: dict[str, str]) -> list[Section]:
    made: list[Section] = []
    for line, text in lines:
        if line.hint == "heading":
            made.append(Section(_id(text, ids, len(made)), Sentence(text, (), "heading"), ()))
            continue
        if not made:
            made.append(Section("opening", Sentence("", (), "heading"), ()))
        made[-1] = made[-1]._replace(
            blocks=_with(made[-1].blocks, "bullets" if line.hint == "bullet" else "text", text)
        )
    return made


def _with(blocks: tuple[Block, ...], kind: str, text: str) -> tuple[Block, ...]:
    """The blocks with one more line; a bullet goes on with its list."""
    if kind == "bullets" and blocks and blocks[-1].kind == kind:
        return (*blocks[:-1], blocks[-1]._replace(sentences=(*blocks[-1].sentences, _said(text))))
    return (*blocks, Block(kind, (_said(text),)))


def _id(heading: str, ids: dict[str, str], number: int) -> str:
    """A name for the section that no other has."""
    slug = re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-")[:40]
    return ids.get(heading.casefold(), f"s{number}-{slug}")


def _said(text: str) -> Sentence:
    return Sentence(text, (), "")
