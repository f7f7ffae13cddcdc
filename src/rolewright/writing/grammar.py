"""What the composing of sentences knows of English: shapes of texts, and filters that fit them into a phrase.

A filter gives the text as the phrase needs it, or None if the text can't stand there.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from rolewright.knowledge.shelf import shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_ENDS = (".", "!", "?", "…", ":")


@cache
def words(name: str) -> Any:
    """An entry of `knowledge/writing/words.toml`; a text of words as a set."""
    found = shelf("writing/words")[name]
    return frozenset(found.split()) if isinstance(found, str) else found


def tidy(text: str) -> str:
    """One line, without spaces at the ends and without characters that a format forbids (controls, half surrogates)."""
    return " ".join(_FORBIDDEN.sub(" ", text).split())


def bare(text: str) -> str | None:
    """Without its full stop; not a text of several sentences."""
    cut = text[:-1] if text.endswith(".") and not text.endswith("..") else text
    return None if _several(cut) or not cut else cut


def cap(text: str) -> str:
    """With a capital first, unless the first word is a name that is written small."""
    first = text.split(maxsplit=1)[0].rstrip(",;:.") if text.strip() else ""
    return text if first in words("lowercase") else text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """With a capital first and a full stop, or whatever ends it, last."""
    return cap(text if text.endswith(_ENDS) else f"{text}.")


def lower(text: str) -> str | None:
    """As it stands inside a sentence: no full stop, its first word small unless it may be a name."""
    inner = bare(text)
    if inner is None:
        return None
    first = inner.split(maxsplit=1)[0].rstrip(",;:")
    small = first.lower()
    return inner[:1].lower() + inner[1:] if first[1:] == small[1:] and _common(small) else inner


def to(text: str) -> str | None:
    """A text that begins with a verb in its base form: as it stands after “to”, “will” or “you”."""
    inner = lower(text)
    return inner if inner is not None and is_imperative(inner) else None


def noun(text: str) -> str | None:
    """A text that doesn't begin with a verb or with “you”."""
    inner = lower(text)
    first = "" if inner is None else inner.split(maxsplit=1)[0].lower()
    return None if is_imperative(text) or first in words("reader") else inner


def after(text: str) -> str | None:
    """As it stands after a colon: as inside a sentence, and without a colon of its own."""
    inner = lower(text)
    return None if inner is None or ": " in inner else inner


def you(text: str) -> str | None:
    """A text that speaks of the reader: “you have …”, “you’ve …”."""
    inner = lower(text)
    return inner if inner is not None and inner.split(maxsplit=1)[0] in words("reader") else None


def from_(text: str) -> str | None:
    """A text that begins with “from”."""
    inner = lower(text)
    return inner if inner is not None and inner.startswith("from ") else None


def none(text: str) -> str | None:
    """What follows “none:” (or “no:”)."""
    head, colon, rest = text.partition(":")
    return lower(rest.strip()) if colon and head.strip().lower() in {"none", "no"} and rest.strip() else None


def team(text: str) -> str:
    """A team inside a sentence: “the data platform team”; what has an article or is a department stays as it is."""
    inner = lower(text) or text
    first = inner.split(maxsplit=1)[0].lower()
    if first in words("articles") or inner.lower() in words("bare"):
        return inner
    return f"the {inner}" if inner.lower().endswith(("team", "teams", "s")) else f"the {inner} team"


def is_imperative(text: str) -> bool:
    """Whether a text begins with a verb in its base form, also with a prefix (`replan`)."""
    first = text.split(maxsplit=1)[0].rstrip(",").lower() if text.strip() else ""
    return first in words("verbs") or any(first.removeprefix(part) in words("verbs") for part in words("prefixes"))


def listed(items: Sequence[str], last: str = "and") -> str:
    """`a, b and c`; `a, b; and c` where an item has a comma or the last word of its own."""
    if len(items) < 2:
        return "".join(items)
    if len(items) == 2:
        return f"{items[0]}{',' if f' {last} ' in items[0] else ''} {last} {items[1]}"
    comma = ";" if any("," in item or f" {last} " in item for item in items) else ","
    head = f"{comma} ".join(items[:-1])
    return f"{head}{comma if comma == ';' else ''} {last} {items[-1]}"


def counted(number: int, thing: str = "") -> str:
    """`five`, `13`, `five working days`, `one week`."""
    said = words("numbers")[number] if 0 <= number < len(words("numbers")) else f"{number:,}"
    return f"{said} {thing}{'' if number == 1 else 's'}" if thing else said


def _common(word: str) -> bool:
    """Whether a word is none that has a capital of its own."""
    return word in words("small") or is_imperative(word) or word in words("reader") or word.endswith("ing")


def _several(text: str) -> bool:
    """Whether a text holds the end of a sentence before its own."""
    return any(f"{end} " in text for end in ".!?") and any(
        after[:1].isupper() for end in ".!?" for after in text.split(f"{end} ")[1:]
    )


FILTERS: dict[str, Callable[[str], str | None]] = {
    "s": sentence, "cap": cap, "bare": bare, "lower": lower, "to": to, "noun": noun, "from": from_, "none": none, "after": after, "you": you,
    "team": team,
}  # fmt: skip
"""By the names that phrases use. Lists have `and` (the default), `or` and `semis`."""
