"""A team's own rules: TOML files of its repository become rules like the built-in ones, with codes of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.errors import KnowledgeError
from rolewright.knowledge.rule_files import parse
from rolewright.rules.data import rule_of
from rolewright.rules.phrases import Phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from rolewright.model.reading import Cue
    from rolewright.model.rule import Case, Rule


def rules_of(files: Iterable[tuple[str, bytes]]) -> tuple[Rule, ...]:
    """The rules of some files, (path, content) each, by code. Raises KnowledgeError for a wrong one or a code used twice."""
    entries = {}
    places: dict[str, str] = {}
    for path, data in files:
        entry = parse(data, path, own=True)
        for name in (entry["code"], entry["name"]):
            if name in places:
                raise KnowledgeError(
                    f"{name} is a rule of {places[name]} already", path, "choose another code and name"
                )
            places[name] = path
        entries[entry["code"]] = entry
    phrases = Phrases(entries.values())
    return tuple(rule_of(entries[code], _cues(code, phrases)) for code in sorted(entries))


def _cues(code: str, phrases: Phrases) -> Callable[[Case], Sequence[Cue]]:
    def cues(case: Case) -> Sequence[Cue]:
        return phrases.of(code, case.reading)

    return cues
