"""Bytes of a document → Profile. Trouble in it is in the profile's `troubles`; nothing raises for a stranger's file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.documents import sniff
from rolewright.documents.decode import decode
from rolewright.documents.load import from_bytes, from_text
from rolewright.errors import DocumentError
from rolewright.matching import evidence, personal, tricks
from rolewright.matching.outline import Outline, outline, rows_of
from rolewright.matching.words import table
from rolewright.model.posting import Posting, Trouble
from rolewright.model.profile import Profile, Trick

if TYPE_CHECKING:
    from collections import Counter

    from rolewright.documents.seen import Hidden
    from rolewright.matching.outline import Row


_TOLD = 200
"""Characters of hidden text that are told."""


class Read(tuple[Profile, Outline, list["Row"], Posting]):
    """A profile with what it was made from: outline, the rows that matching saw, the posting."""

    __slots__ = ()


def read(data: bytes, name: str = "", *, ocr: bool = False) -> Profile:
    """The profile in a document's bytes; `name` is the file's, for its ending. With `ocr` pictures of text are read too."""
    return parse(data, name, ocr=ocr)[0]


def parse(data: bytes, name: str = "", *, ocr: bool = False) -> Read:
    """The profile with what it was made from."""
    digest = identity(data)
    try:
        posting, found, hidden = _outlined(data, name, ocr=ocr)
    except DocumentError as error:
        empty = Posting("", ())
        return Read((Profile(digest, "", troubles=(error.what,)), Outline((), (), ()), [], empty))
    rows, talk = tricks.seen(found.rows, posting)
    kept, counted = personal.withheld(found._replace(rows=tuple(rows)))
    shown, stuffing, tongue = evidence.shown(kept, posting, personal.alone(found.name))
    troubles = [one.message for one in posting.troubles]
    most = table("profile")["limits"]["evidence"]
    if len(shown) > most:
        troubles.append(f"says more than any resume does; what comes after {most:,} pieces of evidence is not read")
    profile = Profile(
        digest, posting.format, found.jobs, found.studies, tuple(shown), (*hidden, *talk, *stuffing), _sorted(counted),
        tuple(troubles), sum(row.text.count(" ") + 1 for row in kept), tongue,
    )  # fmt: skip
    return Read((profile, found, kept, posting))


def identity(data: bytes) -> str:
    """A short name for a document that says nothing of the person: the beginning of its SHA-256."""
    from hashlib import sha256

    return f"p-{sha256(data).hexdigest()[:10]}"


def _outlined(data: bytes, name: str, *, ocr: bool) -> tuple[Posting, Outline, list[Trick]]:
    """The text with its outline: given by the format's own fields where it has them, else found in the lines."""
    made = _fields(data, name)
    if made is not None:
        return made[0], made[1], []
    posting, hidden = _seen_or_drawn(data, name) if ocr else _seen(data, name)
    rows, most = rows_of(posting), table("profile")["limits"]["rows"]
    if len(rows) > most:
        message = f"has {len(rows):,} lines, as many as a book; the first {most:,} are read"
        posting = posting._replace(troubles=(*posting.troubles, Trouble("truncated", message)))
    told = [Trick("unseen", one.why, one.text[:_TOLD], one.where) for one in hidden]
    return posting, outline(posting, rows[:most]), told


def _seen_or_drawn(data: bytes, name: str) -> tuple[Posting, list[Hidden]]:
    """As `_seen`; pictures of text, and PDFs without any, are read by OCR."""
    from rolewright.documents import ocr

    if ocr.is_picture(data):
        return ocr.read(data, name), []
    posting, hidden = _seen(data, name)
    drawn = posting.format == "pdf" and any(one.id == "no-text" for one in posting.troubles)
    return (ocr.read(data, name), hidden) if drawn else (posting, hidden)


def _seen(data: bytes, name: str) -> tuple[Posting, list[Hidden]]:
    """The text that a reader sees, and what none does."""
    unseen: list[Hidden] = []
    kind = sniff.binary(data, name)
    if kind == "pdf":
        from rolewright.documents import pdf

        return pdf.read(data, name, unseen), unseen
    if kind == "docx":
        from rolewright.documents import docx

        return docx.read(data, name, unseen), unseen
    if not kind:
        text = decode(data).text
        form = sniff.text(text, name)
        if form in {"html", "markdown"}:
            from rolewright.documents import html, html_seen
            from rolewright.documents.builder import Builder, troubled

            if form == "markdown":
                return from_text(text, name, form), unseen
            text, unseen, notes = html_seen.split(text)
            out = Builder()
            html.write(out, text)
            made = out.finish("html", name, source=text)
            return troubled(made, *(Trouble("styles", note) for note in notes)), unseen
    return from_bytes(data, name), unseen


def _fields(data: bytes, name: str) -> tuple[Posting, Outline] | None:
    """The text and outline of a format that names its fields; None for any other. Raises DocumentError for a broken one."""
    lower = name.lower()
    if data.startswith(b"PK\x03\x04") and lower.endswith(".zip"):
        from rolewright.matching import linkedin

        return linkedin.read(data, name)
    if lower.endswith(".toml"):
        from rolewright.matching import form

        return form.read(decode(data).text, name)
    if lower.endswith(".json") or data.lstrip()[:1] == b"{":
        from rolewright.matching import json_resume

        return json_resume.read(decode(data).text, name)
    return None


def _sorted(counted: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counted.items()))
