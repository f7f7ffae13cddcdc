"""Requirements of two postings side by side: added, removed, softened, hardened, and in what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.engine.align import align, words_of
from rolewright.model.comparison import Change, side_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rolewright.model.reading import Reading, Requirement
    from rolewright.model.report import Report

SOFTER, HARDER = "softened", "hardened"
_DEGREES = ("", "any", "bachelor", "master", "doctorate")


def demands(old: Report, new: Report, statements: Mapping[int, int]) -> list[Change]:
    """The changes of what is asked for. `statements` tells which statement became which."""
    ours, theirs = old.reading.requirements, new.reading.requirements
    pairs = _pairs(old.reading, new.reading, statements)
    names = {skill.id: skill.name for report in (old, new) for skill in report.reading.skills}
    out = [
        Change("removed", r.strength, side_of(old, r.start, r.end), None) for i, r in enumerate(ours) if i not in pairs
    ]
    taken = set(pairs.values())
    out += [
        Change("added", r.strength, None, side_of(new, r.start, r.end)) for j, r in enumerate(theirs) if j not in taken
    ]
    for i, j in pairs.items():
        one, other = (side_of(report, r.start, r.end) for report, r in ((old, ours[i]), (new, theirs[j])))
        found = list(differences(ours[i], theirs[j], names))
        if found:
            ways = {way for way, _ in found}
            change = ways.pop() if len(ways) == 1 else "changed"
            out.append(Change(change, ", ".join(what for _, what in found), one, other))
        elif one.text != other.text:
            out.append(Change("reworded", "", one, other))
    return out


def differences(old: Requirement, new: Requirement, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(softened or hardened, in what) for each way in which one demand differs from another."""
    if old.strength != new.strength:
        yield (SOFTER if old.strength == "must" else HARDER), f"{old.strength} → {new.strength}"
    least = [0 if r.years is None or r.years.min is None else r.years.min for r in (old, new)]
    if least[0] != least[1]:
        told = " → ".join(f"{count} years" if count else "no years" for count in least)
        yield (SOFTER if least[1] < least[0] else HARDER), told
    yield from _degrees(old, new)
    yield from _skills(old, new, names)


def _degrees(old: Requirement, new: Requirement) -> Iterator[tuple[str, str]]:
    ranks = [_DEGREES.index(r.degree.level) if r.degree else 0 for r in (old, new)]
    if ranks[0] != ranks[1]:
        told = " → ".join(f"{_DEGREES[rank]} degree" if rank else "no degree" for rank in ranks)
        yield (SOFTER if ranks[1] < ranks[0] else HARDER), told
    elif old.degree and new.degree and old.degree.or_equivalent != new.degree.or_equivalent:
        if new.degree.or_equivalent:
            yield SOFTER, "an equivalent counts"
        else:
            yield HARDER, "an equivalent counts no more"


def _skills(old: Requirement, new: Requirement, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Skills asked for on their own, and those of which one will do."""
    choices = [{name for group in r.any_of for name in group} for r in (old, new)]
    alone = [set(r.skills) - choice for r, choice in zip((old, new), choices, strict=True)]
    eased, tied = alone[0] & choices[1], alone[1] & choices[0]
    gone, come = alone[0] - alone[1] - eased, alone[1] - alone[0] - tied
    if come:
        yield HARDER, f"also {_list(come, names)}"
    if gone:
        yield SOFTER, f"no longer {_list(gone, names)}"
    if eased:
        yield SOFTER, f"one of {_list(choices[1], names)} will do"
    if tied:
        yield HARDER, f"{_list(tied, names)} without a choice"
    if choices[0] and choices[1] and not eased and not tied and choices[0] != choices[1]:
        wider, fewer = choices[1] - choices[0], choices[0] - choices[1]
        if wider:
            yield SOFTER, f"{_list(wider, names)} will do, too"
        if fewer:
            yield HARDER, f"{_list(fewer, names)} won't do any more"


def _list(ids: set[str], names: Mapping[str, str]) -> str:
    return ", ".join(sorted(names.get(name, name) for name in ids))


def _pairs(old: Reading, new: Reading, statements: Mapping[int, int]) -> dict[int, int]:
    """Old requirement → new requirement: in statements that became each other first, then wherever they are alike."""
    words = [[words_of(f"{r.text[q.start : q.end]}", frozenset(q.skills)) for q in r.requirements] for r in (old, new)]
    pairs: dict[int, int] = {}
    for i, j in statements.items():
        ours = [n for n, r in enumerate(old.requirements) if r.statement == i]
        theirs = [n for n, r in enumerate(new.requirements) if r.statement == j]
        inside = align([words[0][n] for n in ours], [words[1][n] for n in theirs])
        if not inside and len(ours) == len(theirs) == 1:
            inside = {0: 0}
        pairs |= {ours[a]: theirs[b] for a, b in inside.items()}
    taken = set(pairs.values())
    ours = [n for n in range(len(words[0])) if n not in pairs]
    theirs = [n for n in range(len(words[1])) if n not in taken]
    rest = align([words[0][n] for n in ours], [words[1][n] for n in theirs])
    return pairs | {ours[a]: theirs[b] for a, b in rest.items()}
