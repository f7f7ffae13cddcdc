"""Rules that are only data: a TOML file becomes the same frozen value as a rule in code.

File: `code`, `name`, `topic`, `severity`, `since`, `evidence`, `sources`, `why`, `advice`, `points`, `most`, `on`,
`bad`, `good`, `kind`, `message` (with `{found}`, `{instead}` or `{missing}`), context keys for all terms, and `[[term]]`
tables with `id`, `phrases`, and optionally `instead` (a replacement), `fix` (safe, unsafe or show), `note` and context.
`knowledge.rule_files` says what may stand there; a `[[term]]` is one thing, its phrases the ways to say it.

`law` names a table of `laws.toml`: where one of its laws binds, or the posting names no place, a hit counts in full;
where the posting is from elsewhere, its severity is `elsewhere` (`none`: no hit) and its points `elsewhere_points`;
`unplaced = "none"` leaves a posting without a place alone. `once` keeps the first hit only.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from rolewright.model.rule import Case, Example, Rule
from rolewright.rules.kinds import CHECKS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from rolewright.model.finding import Hit
    from rolewright.model.reading import Cue

    Cues = Callable[[Case], Sequence[Cue]]


def rule_of(entry: dict[str, Any], cues: Cues | None = None) -> Rule:
    """The frozen rule of one data file; `cues` finds its terms in a case (default: where the reading lists them)."""
    return Rule(
        code=entry["code"],
        name=entry["name"],
        topic=entry.get("topic", "house"),
        severity=entry["severity"],
        since=entry.get("since", "0.1" if cues is None else ""),
        evidence=entry.get("evidence", "house style"),
        sources=tuple(entry.get("sources", ())),
        why=entry["why"],
        advice=entry["advice"],
        bad=tuple(_example(e) for e in entry.get("bad", ())),
        good=tuple(_example(e) for e in entry.get("good", ())),
        check=_checker(entry, cues or partial(_listed, entry["code"])),
        points=entry.get("points", 2 if entry["severity"] == "credit" else -2),
        most=entry.get("most", -8),
        on=entry.get("on", True),
        redirects=tuple(entry.get("redirects", ())),
        needs=(entry["code"],) if cues is None and entry.get("kind") != "require" else (),
    )


def _example(written: str | dict[str, Any]) -> Example | str:
    if isinstance(written, str):
        return written
    places = tuple(written.get("places", ()))
    return Example(written["text"], written.get("title"), places, role=written.get("role", ""))


def _listed(code: str, case: Case) -> Sequence[Cue]:
    """The cues of a built-in rule: the reading has found them."""
    return case.reading.cues.get(code, ())


def _checker(entry: dict[str, Any], cues: Cues) -> Callable[[Case], Iterable[Hit]]:
    """A check of the entry's kind, in the places that it names."""
    terms = {f"{entry['code']}/{term['id']}": term for term in entry["term"]}
    kind, places = entry.get("kind", "avoid"), frozenset(entry.get("places", ()))
    check, last = CHECKS[kind], 1 if entry.get("once") else None

    def checked(case: Case) -> Iterable[Hit]:
        found = cues(case)
        if places and not places & case.places:
            return ()
        hits = check(entry, terms, found[:last], case)
        return _by_law(case, entry, hits) if found and "law" in entry else hits

    return checked


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
