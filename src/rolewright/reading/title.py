"""The title: where it stands in the text, and what it alone promises."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from rolewright.knowledge.normal import key
from rolewright.model.reading import Span, Title

if TYPE_CHECKING:
    from rolewright.knowledge.loader import Book
    from rolewright.model.posting import Posting

_LONGEST = 110
_LABELS = ("job title", "title", "position", "role", "job")


def title_of(book: Book, posting: Posting, given: str | None) -> Title | None:
    """The given title, else the format's own, else the first heading or line that reads like one."""
    if given and given.strip():
        return _named(book, given.strip(), _span(posting.text, given.strip()))
    if posting.title:
        return _named(book, posting.title, _span(posting.text, posting.title))
    for line in posting.lines[:8]:
        text = posting.text[line.start : line.end]
        if len(text) > _LONGEST + 20 or line.hint in {"bullet", "row"}:
            continue
        bare, start = _bare(text, line.start)
        if bare and len(bare) <= _LONGEST and bare[-1] not in ".!?:;," and reads_like_title(book, bare):
            return _named(book, bare, (start, start + len(bare)))
    return None


def reads_like_title(book: Book, text: str) -> bool:
    """Whether a short line names a job: it holds a word that only titles of jobs hold."""
    words = set(key(text).split())
    return len(words) <= 14 and not words.isdisjoint(book.tables["titles"]["words"]["heads"])


def family_and_level(book: Book, title: str) -> tuple[str, str]:
    """The family and level that a title promises; `other` and `unknown` where it promises none."""
    return _promises(title, book.version) if book is _book() else _judge(book, title)


def _book() -> Book:
    from rolewright.knowledge.loader import book

    return book()


@lru_cache(maxsize=4096)
def _promises(title: str, version: str) -> tuple[str, str]:
    del version
    return _judge(_book(), title)


def _judge(book: Book, title: str) -> tuple[str, str]:
    table = book.tables["titles"]
    whole = f" {key(title)} "
    return _family(table, whole), _level(table["words"], whole)


def _family(table: dict[str, Any], whole: str) -> str:
    """By the name of a job that starts first, else by the field that is named."""
    best, found = (len(whole), 0), ""
    for family, phrases in table["roles"].items():
        for phrase in phrases:
            at = whole.find(f" {phrase} ")
            if at >= 0 and (at, -len(phrase)) < best:
                best, found = (at, -len(phrase)), family
    if found:
        return found
    for family, phrases in table["tiers"]["fields"]:
        if any(f" {phrase} " in whole for phrase in phrases):
            return str(family)
    return "other"


def _level(words: dict[str, Any], whole: str) -> str:
    """By the last group of words that occurs; a word inside another meaning doesn't count."""
    for phrase in words["not_level"]:
        whole = whole.replace(f" {phrase} ", " ")
    found = "unknown"
    for level, phrases in words["level"]:
        if any(f" {phrase} " in whole for phrase in phrases):
            found = level
    return found


def _named(book: Book, text: str, span: Span | None) -> Title:
    family, level = family_and_level(book, text)
    return Title(text, family, level, span)


def _span(text: str, title: str) -> Span | None:
    at = text.find(title)
    return None if at < 0 else (at, at + len(title))


def _bare(text: str, start: int) -> tuple[str, int]:
    """A line without markup or a label such as `Job title:`, and where what is left starts."""
    bare = text.strip("#*_ \t|>")
    start += text.find(bare) if bare else 0
    label, colon, rest = bare.partition(":")
    if colon and label.strip().lower() in _LABELS and rest.strip():
        start += len(label) + 1 + len(rest) - len(rest.lstrip())
        bare = rest.strip()
    return bare, start
