"""Phrases of a team's own rules, found beside the built-in ones: one pass over the words for all of them together.

The built-in phrases are matched by the reading's inner loop, whose index is part of the book. A team's phrases are few,
so a table by first word is enough: an eighth of the time of a reading for three rules. Contexts mean the same
(a test compares the two on every built-in rule).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from rolewright.knowledge.build import expand
from rolewright.knowledge.normal import key, normalise
from rolewright.knowledge.rule_files import CONTEXT
from rolewright.model.reading import Cue
from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rolewright.model.reading import Reading

    Written = tuple[str, ...]

_WORD = re.compile(r"\S+")
_BESIDE = 5
"""So many words on each side are looked at for what must not stand there."""


class Term(NamedTuple):
    """A term: its cue's name and rule, its phrases' exact forms (empty: any case), and what must hold around it."""

    name: str
    code: str
    exact: frozenset[str]
    not_before: Written
    not_after: Written
    near: Written
    not_near: Written
    kinds: Written
    not_kinds: Written


class Phrases:
    """The terms of some rules by the words of their phrases. `of` keeps what it found in the last reading."""

    def __init__(self, rules: Iterable[dict[str, Any]]) -> None:
        self._forms: dict[str, list[tuple[list[str], Term]]] = {}
        self._last: tuple[Reading | None, dict[str, list[Cue]]] = (None, {})
        for rule in rules:
            for written in rule["term"]:
                self._add(rule, written)
        for forms in self._forms.values():
            forms.sort(key=lambda one: len(one[0]))

    def of(self, code: str, reading: Reading) -> Sequence[Cue]:
        """The cues of one rule in a reading, in order of place."""
        last, found = self._last
        if last is not reading:
            found = self._find(reading)
            self._last = (reading, found)
        return found.get(code, ())

    def _add(self, rule: dict[str, Any], written: dict[str, Any]) -> None:
        context = {**{k: rule[k] for k in CONTEXT if k in rule}, **written}
        where = f"{rule['code']}/{written['id']}"
        forms = [form for phrase in written["phrases"] for form in expand(phrase, where)]
        sides = (tuple(map(key, context.get(name, ()))) for name in ("not_before", "not_after", "near", "not_near"))
        exact = frozenset(form.strip() for form in forms) if context.get("case") == "exact" else frozenset()
        kinds = (tuple(context.get(name, ())) for name in ("kinds", "not_kinds"))
        term = Term(where, rule["code"], exact, *sides, *kinds)
        for form in dict.fromkeys(map(key, forms)):
            words = form.split()
            if words:
                self._forms.setdefault(words[0], []).append((words, term))

    def _find(self, reading: Reading) -> dict[str, list[Cue]]:
        """Code → cues. Hits of one term that overlap are one."""
        out: dict[str, list[Cue]] = {}
        whole = normalise(reading.text)
        for number, statement in enumerate(reading.statements):
            for term, start, end in self._hits(whole, statement.start, statement.end):
                if _holds(term, statement.kinds[0], reading.text[start:end]):
                    _join(out.setdefault(term.code, []), Cue(term.name, start, end, number))
        return out

    def _hits(self, whole: str, start: int, end: int) -> Iterator[tuple[Term, int, int]]:
        """Terms in their context in a statement of the normalised text, by place, the shortest first."""
        words = whole[start:end].split()
        if self._forms.keys().isdisjoint(words):
            return
        spans = [m.span() for m in _WORD.finditer(whole, start, end)]
        for i, word in enumerate(words):
            for form, term in self._forms.get(word, ()):
                n = len(form)
                if words[i : i + n] == form and _around(term, words, i, n):
                    yield term, spans[i][0], spans[i + n - 1][1]


def _join(cues: list[Cue], cue: Cue) -> None:
    """Add a cue, or let it lengthen the last of its term if they overlap."""
    for i in range(len(cues) - 1, -1, -1):
        if cues[i].entry == cue.entry:
            if cue.start < cues[i].end:
                cues[i] = cues[i]._replace(end=max(cues[i].end, cue.end))
                return
            break
    cues.append(cue)


def _holds(term: Term, kind: str, found: str) -> bool:
    """Whether the statement's kind and the case as written allow it."""
    if (term.kinds and kind not in term.kinds) or kind in term.not_kinds:
        return False
    return not term.exact or found in term.exact


def _around(term: Term, words: list[str], i: int, n: int) -> bool:
    """Whether the words beside it and in its statement allow it."""
    after, before = words[i + n : i + n + _BESIDE], words[max(0, i - _BESIDE) : i]
    if any(_starts(after, phrase.split()) for phrase in term.not_before):
        return False
    if any(_starts(before[::-1], phrase.split()[::-1]) for phrase in term.not_after):
        return False
    here = f" {' '.join(words)} " if term.near or term.not_near else ""
    if any(f" {phrase} " in here for phrase in term.not_near):
        return False
    return not term.near or any(f" {phrase} " in here for phrase in term.near)


def _starts(words: list[str], phrase: list[str]) -> bool:
    return words[: len(phrase)] == phrase
