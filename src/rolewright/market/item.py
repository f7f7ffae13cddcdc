"""A row of a corpus before it is read: where it stands, what the board says about it, and its posting or its error."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from rolewright.documents import plain
from rolewright.documents.decode import scrub
from rolewright.knowledge.shelf import shelf
from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rolewright.model.posting import Posting

TABLE = "corpus/reading"
WRONG = "\0wrong"
"""The key of a row that says what is wrong with it, where a source can't make named values of it."""
FIELDS = ("text", "title", "id", "company", "date", "url")
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\x80-\x9f\ufffd]")
_LOOK = 500
"""Characters at the beginning of a text that are looked at; one in fifty that no text has makes it none."""
_SAID = ("title", "company", "date", "url")


class Item(NamedTuple):
    """A row: `row` counts from 1 within `source`, 0 stands for the file itself. A posting, or an error."""

    source: str
    row: int
    id: str = ""
    title: str | None = None
    company: str | None = None
    date: str | None = None
    url: str | None = None
    posting: Posting | None = None
    error: str = ""


class Columns(NamedTuple):
    """The names that the user gave; `text` may be several, which are joined. Empty: guess."""

    text: tuple[str, ...] = ()
    title: str = ""
    id: str = ""
    company: str = ""
    date: str = ""
    url: str = ""


GUESSED = Columns()


def failed(source: str, row: int, error: str) -> Item:
    """A row that can't be read."""
    return Item(source, row, error=error)


def from_values(values: Mapping[Any, Any], source: str, row: int, columns: Columns) -> Item:
    """The item of a row of named values."""
    if WRONG in values:
        return failed(source, row, values[WRONG])
    own = _own(tuple(values), columns)
    own_text = None if own["text"] is None else values[own["text"]]
    text: Any = _joined(values, columns.text) if len(columns.text) > 1 else own_text
    title, company, date, url = (_word(values, own[field]) for field in _SAID)
    head = Item(source, row, _word(values, own["id"]) or "", title, company, date, url)
    if text is None:
        known = ", ".join(sorted(str(key).strip().lower() for key in values)[:8])
        why = "its text is empty" if own["text"] is not None else f"no column of text among {known}"
        return head._replace(error=f"{why}; name the column with --text")
    if not isinstance(text, str):
        return head._replace(error=f"the text is not a text but {type(text).__name__}")
    return with_text(head, text)


def with_text(head: Item, text: str) -> Item:
    """The item with its text as a posting, HTML or plain."""
    limit = shelf(TABLE)["limits"]["longest"]
    if len(text) > limit:
        return head._replace(error=f"has {len(text):,} characters, more than {limit:,}: not one posting")
    if not text.strip():
        return head._replace(error="has no text")
    return judged(head, _posting(text))


def judged(head: Item, posting: Posting) -> Item:
    """The item with a posting, or with what keeps it from being one."""
    limit = shelf(TABLE)["limits"]["longest"]
    if not posting.lines:
        why = posting.troubles[0].message if posting.troubles else "has no text"
        return head._replace(error=why)
    if len(posting.text) > limit:
        return head._replace(error=f"has {len(posting.text):,} characters, more than {limit:,}: not one posting")
    if len(_NO_TEXT.findall(posting.text[:_LOOK])) > _LOOK // 50:
        return head._replace(error="is no text but binary data")
    return head._replace(posting=posting, title=head.title or posting.title)


def _posting(text: str) -> Posting:
    if "</" in text:
        from rolewright.documents import html

        return html.read(scrub(text), "")
    return plain.read(scrub(text))


def _joined(values: Mapping[Any, Any], names: tuple[str, ...]) -> str | None:
    parts = [values[name] for name in names if isinstance(values.get(name), str) and values[name].strip()]
    return "\n\n".join(parts) or None


@lru_cache(maxsize=1024)
def _own(keys: tuple[Any, ...], columns: Columns) -> dict[str, Any]:
    """What the rows with these keys call each field, None if they don't have it."""
    names = {str(key).strip().lower(): key for key in keys}
    return {field: _name(names, field, columns) for field in FIELDS}


def _name(names: Mapping[str, Any], field: str, columns: Columns) -> Any:
    """The row's own name for a field: the one the user gave, else the first of the known ones."""
    given = getattr(columns, field)
    if given:
        return names.get((given if isinstance(given, str) else given[0]).strip().lower())
    return next((names[name] for name in _guesses(field) if name in names), None)


@cache
def _guesses(field: str) -> tuple[str, ...]:
    return tuple(shelf(TABLE)["columns"][field])


def _word(values: Mapping[Any, Any], name: Any) -> str | None:
    value = None if name is None else values[name]
    if isinstance(value, dict):
        value = value.get("name")
    if value is None or isinstance(value, (dict, list, bool)):
        return None
    return scrub(str(value)).strip()[:2000] or None
