"""Fixes, applied to the author's own file: safe ones, never two over each other, until nothing is left to apply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.errors import DocumentError
from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rolewright.model.finding import Finding, Fix
    from rolewright.model.posting import Posting
    from rolewright.model.report import Report

FORMATS = frozenset({"text", "markdown", "html"})
"""Formats whose source is text that a person wrote."""
_ROUNDS = 8


class Edit(NamedTuple):
    """Replace `source[start:end]` by `text`; code points of the decoded source."""

    start: int
    end: int
    text: str


class Fixed(NamedTuple):
    """A source before and after, how many fixes were applied, and the report on what is left."""

    before: str
    after: str
    applied: int
    report: Report


def fixable(report: Report, *, unsafe: bool) -> list[Finding]:
    """The findings with a fix of a grade that is to be applied."""
    grades = {"safe", "unsafe"} if unsafe else {"safe"}
    return [f for f in report.findings if f.fix is not None and f.fix.grade in grades]


def refusal(posting: Posting) -> str:
    """Why the fixes of a posting can't be applied, or ""."""
    return "" if posting.format in FORMATS and not posting.places else f"fixes can't be written into {posting.format}"


def fix_source(report: Report, again: Callable[[str], Report], *, unsafe: bool = False) -> Fixed:
    """The posting's source with its fixes applied; `again` checks a new source.

    Repeats until no fix is left, or one round brings back an earlier source, or eight rounds are done. Raises
    DocumentError for a format whose source isn't text.
    """
    posting = report.posting
    reason = refusal(posting)
    if reason:
        raise DocumentError(reason, posting.name, "apply them by hand in the program that made it")
    before = source = _source(posting)
    seen, count = {source}, 0
    for _ in range(_ROUNDS):
        edits = edits_of(report.posting, [f.fix for f in fixable(report, unsafe=unsafe) if f.fix])
        changed = apply(source, edits)
        if not edits or changed in seen:
            break
        seen.add(changed)
        count += len(edits)
        source = changed
        report = again(source)
    return Fixed(before, source, count, report)


def edits_of(posting: Posting, fixes: Sequence[Fix]) -> list[Edit]:
    """The fixes as edits of the source, in order, without any two that touch or that the format can't take."""
    edits: list[Edit] = []
    newline = "\r\n" if "\r\n" in _source(posting) else "\n"
    for fix in sorted(set(fixes)):
        span = posting.map.editable(fix.start, fix.end)
        if span is None or (edits and span[0] < max(edits[-1].end, edits[-1].start + 1)):
            continue
        text = fix.text.replace("\r\n", "\n").replace("\n", newline)
        edits.append(Edit(*span, _escaped(text, posting.format)))
    return edits


def apply(source: str, edits: Sequence[Edit]) -> str:
    """The source with edits that are in order and don't overlap."""
    parts, at = [], 0
    for edit in edits:
        parts += [source[at : edit.start], edit.text]
        at = edit.end
    return "".join(parts) + source[at:]


def diff(before: str, after: str, name: str) -> str:
    """A unified diff of two sources, as `patch` takes it."""
    from difflib import unified_diff

    rows = unified_diff(before.splitlines(keepends=True), after.splitlines(keepends=True), name, name)
    return "".join([row if row.endswith("\n") else f"{row}\n\\ No newline at end of file\n" for row in rows])


def write(path: str, before: str, after: str) -> None:
    """Write a fixed source over its file, in the file's encoding and with its mode.

    Raises DocumentError if the file isn't what was read, or can't be written, or not in its encoding.
    """
    from rolewright.documents.decode import decode
    from rolewright.engine.files import read_bytes, write_whole

    try:
        data = read_bytes(path, 1 << 30) or b""
        decoded = decode(data)
        encoding = decoded.encoding
        if decoded.text != before:
            raise DocumentError("the file isn't what was checked", path, "run it again")
        if not encoding or before.encode(encoding) != data:
            raise DocumentError("the file can't be written back in its encoding", path, "save it as UTF-8 first")
        write_whole(path, after.encode(encoding))
    except UnicodeEncodeError as error:
        raise DocumentError(f"a fix doesn't fit the encoding {encoding}", path, "save it as UTF-8 first") from error
    except OSError as error:
        raise DocumentError(f"can't write ({error.strerror})", path, "check its permissions") from error


def _source(posting: Posting) -> str:
    return posting.text if posting.source is None else posting.source


def _escaped(text: str, format: str) -> str:  # noqa: A002 - the record's own word
    if format != "html":
        return text
    from html import escape

    return escape(text, quote=False)
