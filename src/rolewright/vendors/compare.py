"""What stands in a system against what we have, line by line as people read it."""

from __future__ import annotations

import difflib
import json
from typing import TYPE_CHECKING, Any

from rolewright.documents.load import from_text

if TYPE_CHECKING:
    from rolewright.model.posting import Posting

_SAME = str.maketrans({"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\xa0": " "})


def lines_of_record(record: dict[str, Any]) -> list[str]:
    """The lines of a job board's record, title first."""
    return lines_of_posting(from_text(json.dumps(record), "", "json"))


def lines_of_posting(posting: Posting) -> list[str]:
    """The lines of any posting; a title that the text doesn't begin with comes first."""
    lines, title = _lines(posting.text), posting.title
    return lines if not title or lines[:1] == [title] else [title, *lines]


def lines_of_fields(fields: dict[str, Any]) -> list[str]:
    """The lines of the fields that an API takes: the title, then every text in order."""
    title, *texts = _texts(fields)
    return _lines("\n".join([title, *(from_text(text, "", "html").text for text in texts if text.strip())]))


def lines_of_texts(fields: dict[str, Any]) -> list[str]:
    """The lines of fields whose texts are plain: no markup is read in them."""
    return _lines("\n".join(_texts(fields)))


def difference(there: list[str], here: list[str], name: str) -> str:
    """A unified diff from what stands there to what we have; "" if a reader sees the same."""
    old, new = ([line.translate(_SAME) for line in lines] for lines in (there, here))
    made = difflib.unified_diff(old, new, f"{name} now", "ours", lineterm="")
    return "".join(f"{line}\n" for line in made)


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in _texts(one)]
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    return [value] if isinstance(value, str) else []


def _lines(text: str) -> list[str]:
    lines = (" ".join(line.split()) for line in text.splitlines())
    return [line for line in lines if line]
