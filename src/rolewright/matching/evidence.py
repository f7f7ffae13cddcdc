"""Rows → what they show: skills in context, topics of work, and how deep the words go."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from functools import cache
from typing import TYPE_CHECKING

from rolewright.knowledge.loader import book
from rolewright.knowledge.shelf import shelf
from rolewright.matching import tricks
from rolewright.matching.personal import BLANK
from rolewright.matching.words import normal, table, words
from rolewright.model.posting import Line
from rolewright.model.profile import DEPTHS, SAID, Shown, Trick
from rolewright.model.record import NamedTuple
from rolewright.reading.read import language
from rolewright.reading.scan import scan

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rolewright.matching.outline import Row
    from rolewright.model.posting import Posting
    from rolewright.model.reading import Skill, Statement

_NEVER = -2
_FEWEST = 2
"""Blanks in a statement that is kept though it names nothing known."""
_NONE = -1
_LISTS = frozenset({"skill", "certificate", "award", "top"})
"""Parts that list names: a word in them is no sentence about work."""


def shown(
    rows: Sequence[Row], posting: Posting, name: re.Pattern[str] | None = None
) -> tuple[list[Shown], list[Trick], str]:
    """What the rows show, in order, the stuffed ones as tricks, and their language (ISO 639-1). `name` is blanked in quotes where it is no skill."""
    text = "\n".join(row.text for row in rows)
    lines, at = [], 0
    for row in rows:
        lines.append(Line(at, at + len(row.text), "bullet"))
        at += len(row.text) + 1
    if not lines:
        return [], [], ""
    scanned = scan(text, lines)
    said, skills, _ = scanned.read()
    starts = [line.start for line in lines]
    named: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for skill in skills:
        named[bisect_right(starts, skill.start) - 1][skill.id] += 1
    out, found = tricks.stuffed(rows, named, posting)
    by_statement: defaultdict[int, list[Skill]] = defaultdict(list)
    for skill in skills:
        by_statement[skill.statement].append(skill)
    made: list[Shown] = []
    most = table("profile")["limits"]["evidence"]
    for index, statement in enumerate(said):
        number = bisect_right(starts, statement.start) - 1
        if len(made) > most:
            break
        if number not in out:
            made += _statement(text, statement, by_statement.get(index, ()), rows[number], posting, name)
    return made, found, language(book(), scanned)


def _statement(
    text: str, statement: Statement, skills: Sequence[Skill], row: Row, posting: Posting, name: re.Pattern[str] | None
) -> list[Shown]:
    """What one statement shows, each thing once."""
    quote = text[statement.start : statement.end]
    keys = {f"skill:{skill.id}": None for skill in skills}
    if not row.header:
        keys |= dict.fromkeys(
            f"topic:{topic}" for topic in _topics(quote, statement.start, skills, listed=row.part in _LISTS)
        )
    if not keys:
        if row.header or row.part in _LISTS or quote.count(" ") < _FEWEST:
            return []
        keys = {SAID: None}
    rank = depth_of(quote, row.part, header=row.header)
    if rank == _NEVER:
        return []
    depth, start, end = DEPTHS[rank], *_span(quote, row, posting)
    where = str(posting.place(start))
    if name is not None:
        quote = _nameless(quote, statement.start, skills, name)
    limit = table("profile")["limits"]["quote_characters"]
    short = quote if len(quote) <= limit else f"{quote[: limit - 1].rstrip()}…"
    return [Shown(key, depth, short, row.job, start, end, where) for key in keys]


def _nameless(quote: str, at: int, skills: Sequence[Skill], name: re.Pattern[str]) -> str:
    """The quote with the words of the name blanked, but for those in a skill's name."""

    def blank(found: re.Match[str]) -> str:
        inside = any(skill.start <= at + found.start() < skill.end for skill in skills)
        return found[0] if inside else BLANK

    return name.sub(blank, quote)


def depth_of(text: str, part: str, *, header: bool = False) -> int:
    """How deep a statement of a part goes, as an index of `DEPTHS`; below -1 if it denies what it names."""
    verbs, weak, never = _tables()
    found = words(text)
    strongest, weakest = _NONE, len(DEPTHS)
    for i, word in enumerate(found):
        for phrase, rank, by in verbs.get(word, ()):
            if _fits(found, i, phrase) and not by.intersection(found[i + len(phrase) : i + len(phrase) + 1]):
                strongest = max(strongest, rank)
        for phrase, rank in weak.get(word, ()):
            if _fits(found, i, phrase):
                weakest = min(weakest, rank)
        for phrase in never.get(word, ()):
            if _fits(found, i, phrase):
                return _NEVER
    bounds = table("depth")["sections"]
    most = DEPTHS.index(bounds["most"].get(part, DEPTHS[-1]))
    least = DEPTHS.index(bounds["least"].get(part, DEPTHS[0]))
    if header:
        return min(least, most)
    rank = max(strongest, least)
    return max(0, min(rank, weakest, most))


def _fits(found: list[str], at: int, phrase: tuple[str, ...]) -> bool:
    return len(phrase) == 1 or tuple(found[at : at + len(phrase)]) == phrase


class Tables(NamedTuple):
    """First word → phrases: verbs and nouns with their rank and the words that make them someone else's; weak ones; denials."""

    verbs: dict[str, list[tuple[tuple[str, ...], int, frozenset[str]]]]
    weak: dict[str, list[tuple[tuple[str, ...], int]]]
    never: dict[str, list[tuple[str, ...]]]


@cache
def _tables() -> Tables:
    """The words of English and of the other languages together: many resumes mix two."""
    made = Tables({}, {}, {})
    english = table("depth")
    _enter(made, english["words"], {}, english["weak"], english["never"]["phrases"], frozenset({"by"}))
    for one in table("depth_languages").values():
        if isinstance(one, dict):
            _enter(made, one["verbs"], one["nouns"], one["weak"], one["never"]["phrases"], frozenset(one["by"]))
    return made


def _enter(
    made: Tables,
    verbs: Mapping[str, Sequence[str]],
    nouns: Mapping[str, Sequence[str]],
    weak: Mapping[str, Sequence[str]],
    never: Sequence[str],
    by: frozenset[str],
) -> None:
    """Add one language's words."""
    for words_of, others in ((verbs, by), (nouns, frozenset[str]())):
        for depth, phrases in words_of.items():
            for parts in map(_parts, phrases):
                made.verbs.setdefault(parts[0], []).append((parts, DEPTHS.index(depth), others))
    for depth, phrases in weak.items():
        for parts in map(_parts, phrases):
            made.weak.setdefault(parts[0], []).append((parts, DEPTHS.index(depth)))
    for parts in map(_parts, never):
        made.never.setdefault(parts[0], []).append(parts)


def _parts(phrase: str) -> tuple[str, ...]:
    return tuple(normal(phrase).split())


def _topics(quote: str, at: int, skills: Sequence[Skill], *, listed: bool) -> list[str]:
    """The topics of work that a statement is about: by its skills, and where it is a sentence by its other words.

    A word inside a skill's name says what the skill says: the tests of “A/B tests” test no code.
    """
    by_skill, pattern, by_word = topic_tables()
    found = {topic: None for skill in skills for topic in by_skill.get(skill.id, ())}
    if not listed:
        lower = quote.lower()
        never = [(hit.start(), hit.end(), _never()[1][hit.group()]) for hit in _never()[0].finditer(lower)]
        for hit in pattern.finditer(lower):
            spot = hit.start()
            if any(skill.start <= at + spot < skill.end for skill in skills):
                continue
            barred = {topic for start, end, topics in never if start <= spot < end for topic in topics}
            found |= {topic: None for topic in by_word[hit.group()] if topic not in barred}
    return sorted(found)


@cache
def _never() -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    """The expression of phrases in which a topic's word means something else, and phrase → the topics."""
    by: defaultdict[str, list[str]] = defaultdict(list)
    for topic, phrases in table("topics")["never"].items():
        for phrase in phrases:
            by[phrase].append(topic)
    spelled = "|".join(map(re.escape, sorted(by, key=lambda w: (-len(w), w))))
    return re.compile(rf"(?<!\w)(?:{spelled})"), {phrase: tuple(topics) for phrase, topics in by.items()}


@cache
def topic_tables() -> tuple[dict[str, tuple[str, ...]], re.Pattern[str], dict[str, tuple[str, ...]]]:
    """Skill → topics, the expression of all beginnings of topics' words, and word → topics."""
    by_skill: defaultdict[str, list[str]] = defaultdict(list)
    by_word: defaultdict[str, list[str]] = defaultdict(list)
    for topic in shelf("questions/topics")["topic"]:
        for skill in topic["skills"]:
            by_skill[skill].append(topic["id"])
        for word in topic.get("words", ()):
            by_word[word].append(topic["id"])
    spelled = "|".join(map(re.escape, sorted(by_word, key=lambda w: (-len(w), w))))
    return (
        {skill: tuple(topics) for skill, topics in by_skill.items()},
        re.compile(rf"(?<!\w)(?:{spelled})"),
        {word: tuple(topics) for word, topics in by_word.items()},
    )


def _span(quote: str, row: Row, posting: Posting) -> tuple[int, int]:
    """Where a statement stands in the posting's text; its whole line if the line was wrapped or blanked there."""
    at = posting.text.find(quote, row.start, row.end)
    return (at, at + len(quote)) if at >= 0 else (row.start, row.end)
