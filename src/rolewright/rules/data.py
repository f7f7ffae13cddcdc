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

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any

from rolewright.model.finding import Fix, Hit
from rolewright.model.rule import Case, Example, Rule
from rolewright.rules.spots import top

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from rolewright.model.reading import Cue

    Cues = Callable[[Case], Sequence[Cue]]
    Terms = dict[str, dict[str, Any]]


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
    return Example(written["text"], written.get("title"), tuple(written.get("places", ())))


def _listed(code: str, case: Case) -> Sequence[Cue]:
    """The cues of a built-in rule: the reading has found them."""
    return case.reading.cues.get(code, ())


def _checker(entry: dict[str, Any], cues: Cues) -> Callable[[Case], Iterable[Hit]]:
    """A check of the entry's kind, in the places that it names."""
    terms = {f"{entry['code']}/{term['id']}": term for term in entry["term"]}
    kind, places = entry.get("kind", "avoid"), frozenset(entry.get("places", ()))
    most = 1 if entry.get("once") else None
    check = {"avoid": _avoid, "prefer": _prefer, "require": _require, "consistent": _consistent}[kind]

    def checked(case: Case) -> Iterable[Hit]:
        if places and places.isdisjoint(case.places):
            return ()
        hits = check(entry, terms, cues(case)[:most], case)
        return hits if "law" not in entry or entry["code"] not in case.reading.cues else _by_law(case, entry, hits)

    return checked


def _by_law(case: Case, entry: dict[str, Any], hits: Iterable[Hit]) -> Iterable[Hit]:
    """The hits with the statutes that bind at the posting's places, or weaker where none does."""
    from rolewright.rules.pay_and_law import _laws

    places = _laws.places_of_work(case)
    laws = _laws.binding(case, entry["law"], places)
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


def _avoid(entry: dict[str, Any], terms: Terms, cues: Sequence[Cue], case: Case) -> Iterable[Hit]:
    """Every occurrence is a hit."""
    message = entry.get("message", "“{found}”")
    for cue in cues:
        term = terms[cue.entry]
        found, instead = case.reading.text[cue.start : cue.end], term.get("instead", "")
        grade = term.get("fix") or (entry.get("fix") if "instead" in term else None)
        fix = Fix(cue.start, cue.end, _cased(found, instead, term, entry), grade) if grade else None
        yield Hit(cue.start, cue.end, message.format(found=found, instead=instead, missing=""), term.get("note"), fix)


def _prefer(entry: dict[str, Any], terms: Terms, cues: Sequence[Cue], case: Case) -> Iterable[Hit]:
    """Every occurrence that isn't yet what is preferred is a hit; its fix is shown unless a grade is given."""
    default = {"message": "“{found}”: write “{instead}”", "fix": "show", **entry}
    for hit in _avoid(default, terms, cues, case):
        if hit.fix is not None and hit.fix.text != case.reading.text[hit.start : hit.end]:
            yield hit


def _require(entry: dict[str, Any], terms: Terms, cues: Sequence[Cue], case: Case) -> Iterable[Hit]:
    """Each term that nothing says is a hit, at the top of the posting; English postings only."""
    said = {cue.entry for cue in cues}
    if len(said) == len(terms) or case.reading.language != "en":
        return
    message = entry.get("message", "nothing is said of {missing}")
    for name, term in terms.items():
        if name not in said:
            missing = term["id"].replace("-", " ").replace("_", " ")
            yield Hit(*top(case), message.format(found="", instead="", missing=missing), term.get("note"))


def _consistent(entry: dict[str, Any], terms: Terms, cues: Sequence[Cue], case: Case) -> Iterable[Hit]:
    """Of the terms that are one thing (`of`), the commonest stays, the first of equals; the others are hits."""
    groups: dict[str, list[Cue]] = {}
    for cue in cues:
        groups.setdefault(terms[cue.entry].get("of", ""), []).append(cue)
    message = entry.get("message", "“{found}” here, “{instead}” elsewhere")
    for group in groups.values():
        kept = Counter(cue.entry for cue in group).most_common(1)[0][0]
        model = next(cue for cue in group if cue.entry == kept)
        instead = case.reading.text[model.start : model.end]
        for cue in group:
            if cue.entry != kept:
                term, found = terms[cue.entry], case.reading.text[cue.start : cue.end]
                text = _cased(found, terms[kept].get("instead", instead), term, entry)
                fix = Fix(cue.start, cue.end, text, term.get("fix") or entry.get("fix", "show"))
                said = message.format(found=found, instead=instead, missing="")
                yield Hit(cue.start, cue.end, said, term.get("note"), fix)


def _cased(found: str, instead: str, *written: dict[str, Any]) -> str:
    """The replacement with the capitals of what it replaces, or as it is where the case is meant."""
    if any(entry.get("case") == "exact" for entry in written):
        return instead
    if found.isupper() and len(found) > 1:
        return instead.upper()
    return instead[:1].upper() + instead[1:] if found[:1].isupper() else instead
