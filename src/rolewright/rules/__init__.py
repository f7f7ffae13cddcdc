"""The rules: one a file, found by walking the folders, never listed; rules that are only data come from the book.

A module under `rules/<topic>/` whose value `RULE` is a `Rule` is a rule. A TOML file under `knowledge/rules/` is one
too: its terms are phrases, and each phrase that occurs in context is a hit.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from rolewright.errors import KnowledgeError

if TYPE_CHECKING:
    from rolewright.model.rule import Rule


@cache
def collect() -> tuple[Rule, ...]:
    """Every rule, by code. Raises KnowledgeError if a code or name is used twice."""
    from rolewright.knowledge.loader import book
    from rolewright.rules.data import rule_of

    found = [rule_of(entry) for entry in book().rules]
    found += [rule for name in _modules() if (rule := _rule(name)) is not None]
    found.sort(key=lambda rule: rule.code)
    for one, other in pairwise(found):
        if one.code == other.code:
            raise KnowledgeError("this code is used twice", f"rule {one.code}", "give one of them a new code")
    return tuple(found)


def _modules() -> list[str]:
    """The names of all rule modules, in order."""
    import os

    names = []
    for folder in __path__:
        for topic in sorted(os.listdir(folder)):
            path = os.path.join(folder, topic)
            if not topic.startswith(("_", ".")) and os.path.isdir(path):
                names += [f"{__name__}.{topic}.{file[:-3]}" for file in sorted(os.listdir(path))
                          if file.endswith(".py") and not file.startswith("_")]  # fmt: skip
    return names


def _rule(name: str) -> Rule | None:
    from importlib import import_module

    return getattr(import_module(name), "RULE", None)
