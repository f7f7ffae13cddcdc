"""Rules that are only data: a TOML file becomes the same frozen value as a rule in code.

File: `code`, `name`, `topic`, `severity`, `since`, `evidence`, `sources`, `why`, `advice`, `points`, `most`, `on`,
`bad`, `good`, `message` (with `{found}` and `{instead}`), context keys for all terms, and `[[term]]` tables with `id`,
`phrases`, and optionally `instead` (a replacement), `fix` (safe, unsafe or show), `note` and context keys.

`law` names a table of `laws.toml`: where one of its laws binds, or the posting names no place, a hit counts in full;
where the posting is from elsewhere, its severity is `elsewhere` (`none`: no hit) and its points `elsewhere_points`;
`unplaced = "none"` leaves a posting without a place alone. `once` keeps the first hit only.
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
        hits = found_in(case)
        return hits if "law" not in entry or code not in case.reading.cues else _by_law(case, entry, hits)

    def found_in(case: Case) -> Iterable[Hit]:
        for cue in case.reading.cues.get(code, ())[: 1 if entry.get("once") else None]:
            term = terms[cue.entry]
            found = case.reading.text[cue.start : cue.end]
            instead = term.get("instead", "")
            fix = Fix(cue.start, cue.end, _cased(found, instead), term["fix"]) if "fix" in term else None
            yield Hit(cue.start, cue.end, message.format(found=found, instead=instead), term.get("note"), fix)

    return check


def _by_law(case: Case, entry: dict[str, Any], hits: Iterable[Hit]) -> Iterable[Hit]:
    """The hits with the statutes that bind at the posting's places, or weaker where none does."""
    from rolewright.rules.pay_and_law import _laws

    places = _laws.places_of_work(case)
    laws = _laws.binding(case, entry["law"])
    severity, points = None, None
    if laws and _laws.known_only(laws) and entry["severity"] == "error":
        severity, points = "warning", entry["points"] // 2
    elif places and not laws:
        severity, points = entry["elsewhere"], entry["elsewhere_points"]
    elif not places:
        severity = entry.get("unplaced")
    if severity == "none":
        return
    told = f": {_laws.names(laws)}.{_laws.CLOSED}" if laws else f".{_laws.CLOSED}"
    for hit in hits:
        yield hit._replace(message=hit.message + told, severity=severity, points=points)


def _cased(found: str, instead: str) -> str:
    """The replacement with the capitals of what it replaces."""
    if found.isupper() and len(found) > 1:
        return instead.upper()
    return instead[:1].upper() + instead[1:] if found[:1].isupper() else instead
