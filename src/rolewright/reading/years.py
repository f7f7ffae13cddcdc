"""Years of experience and degrees: what a requirement asks for, with its span and subject."""

from __future__ import annotations

import re
from functools import cache

from rolewright.model.reading import Degree, Years

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12, "fifteen": 15, "twenty": 20,
}  # fmt: skip
_MOST_YEARS = 40
_AFTER = 90
"""How far after the word "years" the words can reach that say what they are of."""
_UPPER = frozenset({"up to", "less than", "under", "no more than", "not more than", "max", "maximum"})
_PLAIN = frozenset({"", "work", "working", "professional", "industry", "relevant", "related", "hands-on", "practical", "prior",
                    "total", "overall", "proven", "solid"})  # fmt: skip
"""Words before "experience" that say nothing of its subject."""
_LEADS = ("of ", "in ", "with ", "as ", "on ", "using ", "building ", "developing ", "working ", "or ", "and ", "designing ",
          "managing ", "leading ", "deploying ", "programming ", "coding ", "post", "professional", "doing ", "at ")  # fmt: skip
_NOT_EXPERIENCE = ("program", "degree", "university", "college", "ba/", "bs/", "bachelor", "old", "ago", "of age", "in business", "history of", "anniversary", "running", "contract", "term",
                   "in a row", "warranty", "vesting", "period", "post grant", "cliff")  # fmt: skip


_LEAD = ("over", "no more than", "not more than", "more than", "at least", "minimum of", "minimum", "min of", "min",
         "maximum of", "maximum", "max of", "max", "up to", "less than", "under")  # fmt: skip
"""Words before a number that say which way it is meant, the longer of two with one ending first."""


@cache
def _numbers() -> re.Pattern[str]:
    """Where a number may begin. Its first character stands apart, so that a search skips to one, and is looked at again only
    where a word begins.
    """
    firsts = sorted({word[0] for word in _WORDS})
    rest = "|".join(
        rf"(?<=[{first}{first.upper()}])(?:{'|'.join(form for w in _WORDS if w[0] == first for form in (w[1:], w[1:].upper()))})"
        for first in firsts
    )
    chars = "".join(firsts)
    return re.compile(rf"[0-9{chars}{chars.upper()}](?<!\w.)(?:(?<=[0-9])|{rest})")


@cache
def _years() -> re.Pattern[str]:
    number = r"(\d{1,2}|" + "|".join(_WORDS) + r")(?:\s?\(\d{1,2}\))?"
    return re.compile(
        rf"{number}\s*(\+|plus\b|or more\b)?"
        rf"(?:\s*(?:-|–|—|to|or)\s*{number}\s*(\+)?)?[\s-]*(?:or more\s+)?(?:full[- ]?time\s+)?(?:years?|yrs?)\b\.?['’]?"
        r"(\s*(?:of\s+)?((?:[\w/+.#&,-]+\s+){0,5}?)(?:experience|exp)\b)?",
        re.IGNORECASE,
    )


_FIRSTS = "pdmbucgtfrsqae4"
"""What the words of a degree begin with."""


@cache
def _degree() -> re.Pattern[str]:
    """A doctorate, a master's, a bachelor's (groups 1 to 3) or any degree. As with numbers the first character stands apart."""
    named = (
        r"(?<=p)h\.?\s?d\b\.?s?|(?<=d)(?:octora(?:te|l)|phil)",
        (
            r"(?<=m)(?:aster(?:['’]?s)?(?=\W+(?:degree|in\b|or\b|of\b|/|,|and\b|\(|preferred|required|level|phd|ph\.d))|aster['’]?s(?=\W*$)"
            r"|\.?s\.?c\b\.?|s(?=\s+(?:in|or|degree|/|and)\b)|\.s\.|ba\b)"
        ),
        (
            r"(?<=b)(?:achelor(?:['’]?s)?|\.?s\.?c\b\.?|\.s\.|\.a\.|s(?=[\s/]+(?:in|or|degree|ms|ba|and)\b)|\.?tech\b|a/bs\b|s/ms\b)"
            r"|(?<=u)ndergraduate degree"
        ),
    )
    before = ("university", "college", "advanced", "graduate", "technical", "engineering", "four[- ]year", "4[- ]year", "relevant",
              "stem", "cs", "science", "quantitative", "academic")  # fmt: skip
    kinds = "|".join(rf"(?<={word[0]}){word[1:]}" for word in before)
    plain = rf"(?:{kinds})\s+degree\b|(?<=d)(?:egree|iploma)\b"
    whole = "|".join([*(f"({part})" for part in named), plain])
    return re.compile(rf"[{_FIRSTS}{_FIRSTS.upper()}](?<!\w.)(?i:{whole})")


def find_years(text: str, start: int, end: int, until: int | None = None) -> Years | None:
    """The first demand for years of experience between two offsets whose number stands before `until`; the span is the
    demand's own.
    """
    until = end if until is None else until
    stop = min(end, until + _AFTER)
    for number in _numbers().finditer(text, start, until):
        match = _years().match(text, number.start(), stop)
        if match is None:
            continue
        low, _, high, _, tail, middle = match.groups()
        lead, first = _lead(text, start, match.start())
        least = _number(low)
        most = _number(high) if high else None
        if least > _MOST_YEARS or (most or 0) > _MOST_YEARS:
            continue
        after = text[match.end() : match.end() + 24].lower().lstrip()
        before = text[max(start, first - 30) : first].lower()
        if after.startswith(_NOT_EXPERIENCE) or before.rstrip().endswith(("past", "last", "next", "every", "age of")):
            continue
        if not tail and after[:1].isalpha() and not after.startswith(_LEADS) and not _asks(text[start:end]):
            continue
        least_or_none: int | None = least
        if lead.removesuffix(" of") in _UPPER:
            least_or_none, most = 0, least
        if most is not None and most < least and not lead:
            least_or_none, most = most, least
        subject = _subject(text, match.end(), end)
        if middle and middle.strip().lower() not in _PLAIN:
            at = match.start(6)
            subject = (at, at + len(middle.rstrip()))
        return Years(least_or_none, most, first, match.end(), text[subject[0] : subject[1]], subject)
    return None


def _lead(text: str, start: int, at: int) -> tuple[str, int]:
    """The words that say which way a number is meant ("at least", ""), and where they begin, or the number."""
    before = text[max(start, at - 18) : at]
    bare = before.rstrip().lower()
    if len(bare) < len(before) and bare.endswith(_LEAD):
        lead = next(words for words in _LEAD if bare.endswith(words))
        if bare[: -len(lead)][-1:].isalnum():
            return "", at
        return lead, at - len(before) + len(bare) - len(lead)
    return "", at


def _number(word: str) -> int:
    return _WORDS.get(word.lower()) or (int(word) if word.isdigit() else 0)


def _asks(text: str) -> bool:
    lowered = text.lower()
    return any(w in lowered for w in ("experience", "working", "background", "developing", "building", "in a", "in the",
                                      "with", "required", "industry", "professional", "hands-on"))  # fmt: skip


_STOP = re.compile(r"[;:()•\n]|\.(?: |\Z)")


def _subject(text: str, start: int, end: int) -> tuple[int, int]:
    """What the years are tied to: the clause after them, at most 60 characters, up to a stop, `;` or bracket."""
    stop = min(end, start + 60)
    ends = _STOP.search(text, start, stop + 1)
    if ends is not None:
        stop = min(stop, ends.start())
    body = text[start:stop]
    stripped = body.strip(" ,")
    if not stripped:
        return start, start
    at = start + body.find(stripped)
    return at, at + len(stripped)


def find_degree(text: str, start: int, end: int, *, escape: bool) -> Degree | None:
    """The degree demand between two offsets: the lowest level named; `escape` says if "or equivalent" is there."""
    lowest, first, last = 9, -1, -1
    for match in _degree().finditer(text, start, end):
        rank = 3 if match[1] else 2 if match[2] else 1 if match[3] else 0
        if rank == 0 and first >= 0:
            last = match.end()
            continue
        if rank == 0 and not re.search(r"degree|diploma", match[0], re.IGNORECASE):
            continue
        lowest = min(lowest, rank) if lowest != 9 or rank else rank
        first = match.start() if first < 0 else first
        last = match.end()
    if first < 0 or _not_a_degree(text, first, last):
        return None
    return Degree(("any", "bachelor", "master", "doctorate")[min(lowest, 3)], escape, first, last)


_OF_OTHERS = ("thesis", "theses", "student", "candidate", "supervis", "program", "intern")
"""After a degree: it is what others have or study for."""


def _not_a_degree(text: str, first: int, last: int) -> bool:
    """`high degree of`, `a degree of autonomy`, `360-degree feedback`."""
    after = text[last : last + 4].lower()
    before = text[max(0, first - 12) : first].lower()
    word = text[first:last].lower()
    if text[last : last + 12].lower().lstrip().startswith(_OF_OTHERS):
        return True
    return (
        "degree" in word
        and len(word) < 9
        and (
            (after.startswith(" of") and not text[last : last + 12].lower().startswith((" of science", " of bach")))
            or before.endswith(("high ", "360 ", "360-", "some ", "large ", "greater "))
        )
    )
