"""What is not about the work, taken out before anything is matched: `█` stands where it was."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from rolewright.matching.outline import TOP, Outline, Row
from rolewright.matching.words import normal, table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BLANK = "█"
_PROSE = 8
"""So many words above the first heading make a line a summary and not contact data."""


def withheld(found: Outline) -> tuple[list[Row], Counter[str]]:
    """The rows that matching may read, personal words blanked out, and how many of each kind there were."""
    seen: Counter[str] = Counter()
    name, schools = _name(found.name), _schools(found)
    unread = set(table("profile")["unread"]["sections"])
    kept = []
    for row in found.rows:
        if row.part in unread:
            seen[f"part: {row.part}"] += 1
        elif row.text == found.name:
            seen["name"] += 1
        elif row.part == "education" and row.header:
            seen["school and years of study"] += 1
        else:
            text = blanked(row.text, name, schools, seen)
            if row.part == TOP and not _prose(text):
                seen["contact"] += 1
            elif text.strip(f"{BLANK} ,.:;|-"):
                kept.append(row._replace(text=text))
    return kept, seen


def blanked(text: str, name: re.Pattern[str] | None, schools: re.Pattern[str] | None, seen: Counter[str]) -> str:
    """A line with its personal words blanked out; they are counted in `seen`."""
    kind = _label(text)
    if kind:
        seen[kind] += 1
        return BLANK
    if name is not None:
        text = _without(name, "name", text, seen)
    if schools is not None:
        text = _without(schools, "school", text, seen)
    for one, pattern, needs in _expressions():
        if needs(text):
            text = _without(pattern, one, text, seen)
    return text


def _without(pattern: re.Pattern[str], kind: str, text: str, seen: Counter[str]) -> str:
    made, count = pattern.subn(BLANK, text)
    if count:
        seen[kind] += count
    return made


def _label(text: str) -> str:
    """The kind of personal fact that a line gives after a label (`Date of birth: …`), or ""."""
    label, colon, rest = text.partition(":")
    if not colon:
        label, colon, rest = text.partition(" - ")
    if not colon or len(label) > 40 or not rest.strip():
        return ""
    return _labels().get(normal(label), "")


@cache
def _labels() -> dict[str, str]:
    return {normal(one): kind for kind, names in table("personal")["labels"].items() for one in names}


@cache
def _expressions() -> list[tuple[str, re.Pattern[str], Callable[[str], bool]]]:
    """(kind, expression, a quick test whether it can fit) of personal facts anywhere in a line."""
    found: list[tuple[str, re.Pattern[str], Callable[[str], bool]]] = []
    hints = tuple(table("personal")["hints"]["school"])
    quick = {
        "school": lambda t: any(hint in t for hint in hints),
        "email": lambda t: "@" in t,
        "link": lambda t: "/" in t or "www." in t,
    }
    for kind, pattern in table("personal")["expressions"].items():
        found.append((kind, re.compile(pattern), quick.get(kind, _digit)))
    words = "|".join(map(re.escape, table("personal")["words"]["gender"]))
    found.append(
        ("gender", re.compile(rf"(?<![\w'’/]){'(?:' + words + ')'}(?![\w'’/])", re.IGNORECASE), lambda _: True)
    )
    titles = "|".join(map(re.escape, table("personal")["words"]["titles"]))
    found.append(("gender", re.compile(rf"(?<!\w)(?:{titles})\.?(?=\s+(?:[A-ZÀ-Þ][a-zß-ÿ]|{BLANK}))"), lambda _: True))
    return found


def _digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _name(name: str) -> re.Pattern[str] | None:
    """The whole name anywhere, and one of its words where it does something or has something."""
    words = [word for word in re.findall(r"[^\W\d_]+", name) if len(word) > 1]
    if not words:
        return None
    whole = r"[\W_]+".join(map(re.escape, re.findall(r"[^\W\d_]+", name)))
    verbs = "|".join(sorted({*_verbs(), "is", "was", "has", "had"}))
    one = "|".join(map(re.escape, words))
    does = rf"(?:^|(?<=[.!?]\s))(?:{one})(?=\s+(?:{verbs})(?!\w))"
    return re.compile(rf"(?<!\w)(?:(?i:{whole})(?:['’]s)?|(?:{one})['’]s|{does})(?!\w)")


def alone(name: str) -> re.Pattern[str] | None:
    """Each word of the name by itself, as names are written: to be blanked in a quote where it is no part of a skill."""
    words = [word for word in re.findall(r"[^\W\d_]+", name) if len(word) > 2 and word[0].isupper()]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)") if words else None


def _verbs() -> Iterator[str]:
    known = table("depth")["words"]
    return (word for name in ("owned", "led", "used") for word in known[name] if word.endswith("ed"))


def _schools(found: Outline) -> re.Pattern[str] | None:
    """The schools' names anywhere in the document, longest first."""
    names = sorted({one.school.text for one in found.studies if one.school}, key=lambda n: (-len(n), n))
    parts = [r"\s+".join(map(re.escape, name.split())) for name in names if len(name) > 1]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE) if parts else None


def _prose(text: str) -> bool:
    return len(text.replace(BLANK, "").split()) >= _PROSE
