"""A small report, made of two rules and a posting of our own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rolewright.documents.load import from_text
from rolewright.engine import own
from rolewright.engine.run import Plan, run
from rolewright.knowledge.loader import book
from rolewright.model.finding import Fix, Hit
from rolewright.model.rule import Case, Rule
from rolewright.reading.read import read
from rolewright.reports.shape import Show

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rolewright.model.report import Report

TEXT = """Machine Learning Engineer

We look for a ninja, 日本語 ninja too.

- Ship models

Pay: 100,000 USD a year
"""


def _words(word: str, replacement: str | None) -> Callable[[Case], Iterable[Hit]]:
    def check(case: Case) -> Iterable[Hit]:
        text = case.reading.text
        for start in (i for i in range(len(text)) if text.startswith(word, i)):
            fix = None if replacement is None else Fix(start, start + len(word), replacement, "safe")
            yield Hit(start, start + len(word), f"“{word}” is no job", fix=fix)

    return check


RULES = (
    Rule("RW601", "hero words", "wording", "warning", "0.1", "field practice", ("Indeed 2015",), "Nobody searches for it.",
         "Say the plain title.", ("ninja",), ("engineer",), _words("ninja", "engineer"), -3, -4),
    Rule("RC501", "stated pay", "pay", "credit", "0.1", "law", (), "It is fair.", "Go on.", (), (), _words("Pay", None), 6, 6),
)  # fmt: skip


def make(text: str = TEXT, format: str = "text", name: str = "posting.md") -> Report:
    """The report on a text with the two rules and the engine's own."""
    posting = from_text(text, name, format)
    known = (*own.RULES, *RULES)
    return run(posting, read(posting), Plan(known, known, limits=book().limits, tables=book()))


@pytest.fixture
def report() -> Callable[..., Report]:
    """`report(text, format, name)`."""
    return make


@pytest.fixture
def show() -> Show:
    """80 columns, no colour."""
    return Show({rule.code: rule for rule in (*own.RULES, *RULES)}, "0.1.0", width=80)
