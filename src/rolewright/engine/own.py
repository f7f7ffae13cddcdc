"""The rules about the document itself and about comments that speak to the linter: RW001 to RW009.

Their findings come from the document readers (`Posting.troubles`) and from `engine.suppress`, not from a check.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rolewright.model.finding import Hit
    from rolewright.model.rule import Case

TROUBLES = {
    "unreadable": "RW001",
    "empty": "RW004",
    "no-text": "RW004",
    "not-utf8": "RW005",
    "nul-bytes": "RW006",
}
"""Trouble of a document reader → its rule; any other is RW001 if nothing could be read, else RW007."""


MADE_ELSEWHERE = "document"
"""No cue is called so: the check of these rules is never asked."""


def code_of(trouble: str, text: str) -> str:
    """The rule of a trouble's id, in a posting with this text."""
    return TROUBLES.get(trouble) or ("RW007" if text.strip() else "RW001")


def _elsewhere(_: Case) -> Iterable[Hit]:
    """Nothing: the engine itself makes the hits of these rules."""
    return ()


def _rule(code: str, name: str, severity: str, points: int, why: str, advice: str, bad: str, good: str) -> Rule:
    return Rule(
        code=code, name=name, topic="document", severity=severity, since="0.1", evidence="house style", sources=(),
        why=why, advice=advice, bad=(bad,), good=(good,), check=_elsewhere, points=points, most=points, needs=(MADE_ELSEWHERE,),
    )  # fmt: skip


RULES = (
    _rule(
        "RW001", "unreadable documents", "error", -10,
        "A file that can't be read can't be checked, and a board's importer will fail on it too.",
        "Save it anew without a password, or hand in Markdown, HTML, DOCX or plain text.",
        "a password-protected PDF", "the same posting saved as DOCX",
    ),
    _rule(
        "RW002", "suppressions without a reason", "warning", 0,
        "Whoever reads the posting next can't tell a decision from a slip.",
        "Say why: `rolewright: ignore RW601 because we quote the law`.",
        "rolewright: ignore RW601", "rolewright: ignore RW601 because we quote the law",
    ),
    _rule(
        "RW003", "suppressions of nothing", "note", 0,
        "A comment that outlives its finding hides the next one.",
        "Delete the comment.",
        "rolewright: ignore RW601 because we quote the law", "a posting without such a comment",
    ),
    _rule(
        "RW004", "documents without text", "error", -10,
        "A scan or an empty file shows candidates, search engines and screen readers nothing.",
        "Export the posting from the program that it was written in, with its text.",
        "a scanned PDF", "the PDF that the word processor exports",
    ),
    _rule(
        "RW005", "unclear encodings", "note", -1,
        "Quotes and accents turn into other characters on the next system.",
        "Save the file as UTF-8.",
        "a file in Windows-1252", "the same file in UTF-8",
    ),
    _rule(
        "RW006", "NUL bytes", "warning", -1,
        "Boards and applicant systems cut the text there, or reject it.",
        "Delete them: paste the text into a new file.",
        "text with \\0 inside", "the same text without",
    ),
    _rule(
        "RW007", "doubtful documents", "note", -1,
        "Part of the document is damaged, hidden or cut off, so candidates may not see what you see.",
        "Look at what the message names.",
        "a page cut off in the middle", "the whole page",
    ),
)  # fmt: skip
"""By code; `rules.collect()` holds the rules about what postings say."""
