"""Small rules and plans for the engine's tests: a rule here objects to a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rolewright.documents import plain
from rolewright.documents.load import from_text
from rolewright.engine import own
from rolewright.engine.run import Plan, run
from rolewright.knowledge.loader import book
from rolewright.model.finding import Fix, Hit
from rolewright.model.rule import Case, Rule
from rolewright.reading.read import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rolewright.model.report import Report


def word_rule(code: str, word: str, *, severity: str = "warning", points: int = -3, most: int = -8, fix: str | None = None,
              grade: str = "safe", topic: str = "wording", on: bool = True) -> Rule:  # fmt: skip
    """A rule that hits each occurrence of a word, with a fix if a replacement is given."""

    def check(case: Case) -> Iterable[Hit]:
        at = case.reading.text.find(word)
        while at >= 0:
            end = at + len(word)
            made = None if fix is None else Fix(at, end, fix, grade)
            yield Hit(at, end, f"{word} is said", fix=made)
            at = case.reading.text.find(word, end)

    return Rule(code, f"the word {word}", topic, severity, "0.1", "house style", ("a test",), "Because.", "Say less.",
                (word,), ("nothing",), check, points, most, on)  # fmt: skip


@pytest.fixture
def words() -> Callable[..., Rule]:
    """`words(code, word, …)` makes a rule."""
    return word_rule


@pytest.fixture
def check_with() -> Callable[..., Report]:
    """`check_with(text, *rules, format="text")` checks with these rules and the engine's own."""

    def check(text: str, *rules: Rule, format: str = "text") -> Report:
        posting = plain.read(text) if format == "text" else from_text(text, "posting", format)
        known = (*own.RULES, *rules)
        return run(posting, read(posting), Plan(known, known, limits=book().limits, tables=book()))

    return check
