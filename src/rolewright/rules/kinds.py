"""The kinds of rules that are only data: how a rule's terms, found in a posting, become hits."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from rolewright.model.finding import Fix, Hit
from rolewright.rules.spots import top

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rolewright.model.reading import Cue
    from rolewright.model.rule import Case

    Terms = dict[str, dict[str, Any]]


def avoid(entry: dict[str, Any], terms: Terms, cues: Sequence[Cue], case: Case) -> Iterable[Hit]:
    """Every occurrence is a hit."""
    message = entry.get("message", "“{found}”")
    for cue in cues:
        term = terms[cue.entry]
        found, instead = case.reading.text[cue.start : cue.end], term.get("instead", "")
        grade = term.get("fix") or (entry.get("fix") if "instead" in term else None)
        fix = Fix(cue.start, cue.end, _cased(found, instead, term, entry), grade) if grade else None
        yield Hit(cue.start, cue.end, message.format(found=found, instead=instead, missing=""), term.get("note"), fix)


def prefer(entry: dict[str, Any], terms: Terms, cues: Sequence[Cue], case: Case) -> Iterable[Hit]:
    """Every occurrence that isn't yet what is preferred is a hit; its fix is shown unless a grade is given."""
    default = {"message": "“{found}”: write “{instead}”", "fix": "show", **entry}
    for hit in avoid(default, terms, cues, case):
        if hit.fix is not None and hit.fix.text != case.reading.text[hit.start : hit.end]:
            yield hit


def require(entry: dict[str, Any], terms: Terms, cues: Sequence[Cue], case: Case) -> Iterable[Hit]:
    """Each term that nothing says is a hit, at the top of the posting; English postings only."""
    said = {cue.entry for cue in cues}
    if len(said) == len(terms) or case.reading.language != "en":
        return
    message = entry.get("message", "nothing is said of {missing}")
    for name, term in terms.items():
        if name not in said:
            missing = term["id"].replace("-", " ").replace("_", " ")
            yield Hit(*top(case), message.format(found="", instead="", missing=missing), term.get("note"))


def consistent(entry: dict[str, Any], terms: Terms, cues: Sequence[Cue], case: Case) -> Iterable[Hit]:
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


CHECKS = {"avoid": avoid, "prefer": prefer, "require": require, "consistent": consistent}
