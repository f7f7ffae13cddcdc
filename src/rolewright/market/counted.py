"""Which of the skills that a posting names a table counts: not the house's own name, its customers, its notices, other teams' work."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from rolewright.knowledge.loader import book
from rolewright.knowledge.shelf import shelf
from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from rolewright.model.reading import Reading, Skill

Counted = tuple[str, str, int, int]
"""A skill's id, its strength, and where it is named."""
_STRONGER = {"must": 2, "nice": 1, "context": 0}
_WORD = re.compile(r"[a-z0-9+#]+")


class _Rules(NamedTuple):
    """`corpus/loose`: kinds of statements and skills, words, and the patterns that they make."""

    work: frozenset[str]
    stack: frozenset[str]
    tools: frozenset[str]
    house: frozenset[str]
    partners: frozenset[str]
    people: frozenset[str]
    within: int
    joined: tuple[str, ...]
    denied: tuple[str, ...]
    teams: tuple[str, ...]
    patterns: dict[str, re.Pattern[str]]


def counted(reading: Reading, company: str | None) -> list[Counted]:
    """Each skill that counts, once: with its strongest strength, where it has that first."""
    best: dict[str, Counted] = {}
    text, leaves_out, plain = reading.text, _Around(reading, company).leaves_out, _plain()
    for skill in reading.skills:
        if leaves_out(skill):
            continue
        name, _, _, start, end, strength, _ = skill
        for one in (name,) if name in plain else _stands_for(name, text[start:end]):
            known = best.get(one)
            if known is None or _STRONGER[strength] > _STRONGER[known[1]]:
                best[one] = (one, strength, start, end)
    return [*best.values()]


class _Around:
    """What a posting says where it names a skill. Patterns are tried only in statements that have one of their words.

    It stands at one statement at a time, as the skills are in the order of the text: `number`, its `kind`, whether that is `work`,
    its words in lower case with their offset, and whether they have a stem of `with` or of `denied`.
    """

    def __init__(self, reading: Reading, company: str | None) -> None:
        self.rules, self.statements, self.text = _rules(), reading.statements, reading.text
        self.house = f"{_words(company)} " if company else ""
        self.tools: dict[int, bool] = {}
        self.number, self.kind, self.work = -1, "", False
        self.said, self.first, self.joined, self.denied, self.at_home = "", 0, False, False, False

    def leaves_out(self, skill: Skill) -> bool:
        """Whether the skill is no part of the work there."""
        name, _, sort, start, end, _, number = skill
        if number != self.number:
            self._turn_to(number)
        if self.at_home and self.house.startswith(f"{_words(self.text[start:end])} "):
            return True
        if self.work:
            rules = self.rules
            if (
                sort in rules.partners
                and name not in rules.people
                and self._is_theirs(start - self.first, end - self.first)
            ):
                return True
            return self.denied and bool(rules.patterns["denied"].search(self.said[: start - self.first]))
        if self.kind == "heading":
            return self._below(number) not in self.rules.work
        return self.kind not in self.rules.stack or sort not in self.rules.tools or not self._lists_tools(number)

    def _turn_to(self, number: int) -> None:
        first, end, kinds = self.statements[number][:3]
        rules, kind = self.rules, kinds[0]
        self.number, self.kind, self.work, self.first = number, kind, kind in rules.work, first
        self.at_home = bool(self.house) and kind in rules.house
        if self.work:
            self.said = _lowered(self.text[first:end])
            self.joined, self.denied = _has(self.said, rules.joined), _has(self.said, rules.denied)

    def _is_theirs(self, start: int, end: int) -> bool:
        """Whether people are named whom the person works with: a team right behind, or `with` before and people after it."""
        said, patterns = self.said, self.rules.patterns
        if said.startswith(self.rules.teams, end) and patterns["team"].match(said, end):
            return True
        return self.joined and bool(patterns["people"].match(said, end) and patterns["with"].search(said[:start]))

    def _lists_tools(self, number: int) -> bool:
        """Whether the statement, or the heading above it, says that these are the tools of the work."""
        if number not in self.tools:
            patterns = self.rules.patterns
            said, above = self._of(number), self._heading(number)
            self.tools[number] = bool(patterns["stack"].search(said) or patterns["heading"].search(above))
        return self.tools[number]

    def _heading(self, number: int) -> str:
        first = max(-1, number - 1 - self.rules.within)
        return next((self._of(i) for i in range(number - 1, first, -1) if self.statements[i].kinds[0] == "heading"), "")

    def _below(self, number: int) -> str:
        """The kind of the first statement under a heading."""
        kinds = (self.statements[i].kinds[0] for i in range(number + 1, len(self.statements)))
        return next((kind for kind in kinds if kind != "heading"), "")

    def _of(self, number: int) -> str:
        start, end = self.statements[number][:2]
        return _lowered(self.text[start:end])


def _lowered(text: str) -> str:
    """In lower case, as long as it was."""
    said = text.lower()
    return said if len(said) == len(text) else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)


def _has(text: str, words: tuple[str, ...]) -> bool:
    for word in words:  # noqa: SIM110 - a generator takes three times as long
        if word in text:
            return True
    return False


@cache
def _plain() -> frozenset[str]:
    """The skills that stand for themselves, however they are written."""
    loose = shelf("corpus/loose")["skill"]
    return frozenset(name for name, skill in book().skills.items() if name not in loose and not skill.get("implies"))


@cache
def _rules() -> _Rules:
    table = shelf("corpus/loose")
    kinds, people = table["kinds"], table["people"]
    patterns = {name: _pattern(table[name]) for name in ("stack", "heading", "with", "denied", "people")}
    patterns["team"] = re.compile(rf" (?:{_any(people['team'])})\b")
    work, stack, tools, house, partners, own = map(
        frozenset, (*(kinds[name] for name in ("work", "stack", "tools", "house", "partners")), people["own"])
    )
    stems = tuple(table["with"]["stems"]), tuple(table["denied"]["stems"]), tuple(f" {one}" for one in people["team"])
    return _Rules(work, stack, tools, house, partners, own, table["heading"]["within"], *stems, patterns)


def _pattern(entry: dict[str, Any]) -> re.Pattern[str]:
    """Any of an entry's words as whole words, between what it says of before and after."""
    return re.compile(rf"{entry.get('first', '')}\b(?:{_any(entry['words'])})(?!\w){entry.get('then', '')}")


def _any(words: list[str]) -> str:
    return "|".join(map(re.escape, words))


@lru_cache(maxsize=65_536)
def _stands_for(skill: str, written: str) -> tuple[str, ...]:
    """The skills that the words count for."""
    return () if _is_loose(skill, written) else (skill, *_within(skill, written))


def _is_loose(skill: str, written: str) -> bool:
    """Whether the words are too wide, or too often something else, to count for the skill."""
    return _words(written) in shelf("corpus/loose")["skill"].get(skill, ())


def _within(skill: str, written: str) -> tuple[str, ...]:
    """The skills that a longer name has in it as whole words: Azure in `Azure OpenAI`, but not SQL in `PostgreSQL`."""
    skills = book().skills
    words = _words(written).split()
    runs = {"".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1)}
    wider = skills.get(skill, {}).get("implies", ())
    return tuple(one for one in wider if one in skills and _words(skills[one]["name"]).replace(" ", "") in runs)


@lru_cache(maxsize=4096)
def _words(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))
