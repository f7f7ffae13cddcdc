"""Rules that are only data: a TOML file becomes the same frozen value as a rule in code.

File: `code`, `name`, `topic`, `severity`, `since`, `evidence`, `sources`, `why`, `advice`, `points`, `most`, `on`,
`bad`, `good`, `message` (with `{found}` and `{instead}`), context keys for all terms, and `[[term]]` tables with `id`,
`phrases`, and optionally `instead` (a replacement), `fix` (safe, unsafe or show), `note` and context keys.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.model.finding import Fix, Hit
from rolewright.model.rule import Case, Example, Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def rule_of(entry: dict[str, Any]) -> Rule:
    """The frozen rule of one data file."""
    return Rule(
        code=entry["code"],
        name=entry["name"],
        topic=entry["topic"],
        severity=entry["severity"],
        since=entry.get("since", "0.1"),
        evidence=entry["evidence"],
        sources=tuple(entry.get("sources", ())),
        why=entry["why"],
        advice=entry["advice"],
        bad=tuple(_example(e) for e in entry.get("bad", ())),
        good=tuple(_example(e) for e in entry.get("good", ())),
        check=_checker(entry),
        points=entry.get("points", -2),
        most=entry.get("most", -8),
        on=entry.get("on", True),
        needs=(entry["code"],),
    )


def _example(written: str | dict[str, Any]) -> Example | str:
    if isinstance(written, str):
        return written
    return Example(written["text"], written.get("title"), tuple(written.get("places", ())))


def _checker(entry: dict[str, Any]) -> Callable[[Case], Iterable[Hit]]:
    """A check that turns the entry's cues into hits."""
    code, message = entry["code"], entry.get("message", "“{found}”")
    terms = {f"{code}/{term['id']}": term for term in entry["term"]}

    def check(case: Case) -> Iterable[Hit]:
        for cue in case.reading.cues.get(code, ()):
            term = terms[cue.entry]
            found = case.reading.text[cue.start : cue.end]
            instead = term.get("instead", "")
            fix = Fix(cue.start, cue.end, _cased(found, instead), term["fix"]) if "fix" in term else None
            yield Hit(cue.start, cue.end, message.format(found=found, instead=instead), term.get("note"), fix)

    return check


def _cased(found: str, instead: str) -> str:
    """The replacement with the capitals of what it replaces."""
    if found.isupper() and len(found) > 1:
        return instead.upper()
    return instead[:1].upper() + instead[1:] if found[:1].isupper() else instead
