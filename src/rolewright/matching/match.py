"""A profile beside a role's rows: the evidence for each, what it is worth, and the sum. Pure: no clock, no order of files."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from rolewright.knowledge.loader import book
from rolewright.knowledge.shelf import shelf
from rolewright.matching import years
from rolewright.matching.words import table
from rolewright.model.match import NEAR, NONE, SHOWN, Cell, Match, Row, Vetted
from rolewright.model.profile import DEPTHS, Profile, Shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_ANY = "*"
_QUOTES = 3
_WHOLE = ("must-have", "nice-to-have")
"""Kinds of rows whose topics are parts of one ability; a stage's are different ways to show it."""
_RANK = {name: i for i, name in enumerate(DEPTHS)}


def match(
    profile: Profile,
    rows: Sequence[Row],
    today: int,
    vetted: Sequence[Vetted] = (),
    asks: Mapping[str, str] | None = None,
) -> Match:
    """The match. `today` is a month since year 0, `asks` the question for a gap by row id."""
    found = index(profile)
    seen: defaultdict[str, list[Vetted]] = defaultdict(list)
    for one in vetted:
        seen[one.row].append(one)
    cells = tuple(
        [cell(row, profile, found, today, tuple(seen.get(row.id, ())), (asks or {}).get(row.id, "")) for row in rows]
    )
    return Match(
        profile.id,
        cells,
        sum(one.points for one in cells),
        100 * sum(row.weight for row in rows),
        profile.tricks,
        profile.troubles,
    )


def index(profile: Profile) -> dict[str, list[Shown]]:
    """What a profile shows, by key; `*` is all work, deepest first."""
    found: dict[str, list[Shown]] = {_ANY: []}
    for one in profile.shown:
        found.setdefault(one.key, []).append(one)
        if one.job >= 0:
            found[_ANY].append(one)
    return found


def cell(
    row: Row,
    profile: Profile,
    found: Mapping[str, list[Shown]],
    today: int,
    vetted: tuple[Vetted, ...] = (),
    ask: str = "",
) -> Cell:
    """One row's evidence and points."""
    relation, same, hits = _hits(row, found)
    hits = [one for one in hits if not row.least or _RANK[one.depth] >= _RANK[row.least]]
    if not hits:
        empty = Cell(row.id, NONE, vetted=vetted, ask=ask)
        return _rated(empty, row) if vetted else empty
    best = _best(hits, profile, today)
    periods = [profile.jobs[n].when for n in sorted({one.job for one in hits if one.job >= 0})]
    dated = [when for when in periods if when is not None]
    points, said = _points(row, best[0].depth, relation)
    verdict = SHOWN if relation == "same" else NEAR
    made = Cell(
        row.id, verdict, best[0].depth, tuple(best[:_QUOTES]), same, years.months(dated, today), years.last(dated, today), points,
        said, vetted, ask if verdict == NEAR or _RANK[best[0].depth] < 2 else "",
    )  # fmt: skip
    return _rated(made, row) if vetted else made


def _hits(row: Row, found: Mapping[str, list[Shown]]) -> tuple[str, str, list[Shown]]:
    """(relation, its words, evidence): the thing itself, else what implies it, else what is near it."""
    if not row.skills and not row.topics:
        return "same", "", [] if row.note else found[_ANY]
    direct = [one for key in _keys(row) for one in found.get(key, ())]
    if direct:
        lacking = _lacking(row, found) if row.kind in _WHOLE else []
        return ("part", f"nothing on {', '.join(lacking)}", direct) if lacking else ("same", "", direct)
    for wanted in row.skills:
        for relation, near, words in _near().get(wanted, ()):
            hits = found.get(f"skill:{near}")
            if hits:
                return relation, words, hits
    return "same", "", []


def _lacking(row: Row, found: Mapping[str, list[Shown]]) -> list[str]:
    """The names of the topics of an ability that nothing shows: one of three isn't all of it."""
    return [topic_names()[topic] for topic in row.topics if f"topic:{topic}" not in found]


@cache
def topic_names() -> dict[str, str]:
    """Topic → its name."""
    return {entry["id"]: str(entry["name"]) for entry in shelf("questions/topics")["topic"]}


@cache
def _keys(row: Row) -> tuple[str, ...]:
    return (*(f"skill:{one}" for one in row.skills), *(f"topic:{one}" for one in row.topics))


def _best(hits: Sequence[Shown], profile: Profile, today: int) -> list[Shown]:
    """One piece of evidence a statement: deepest first, then the latest, then as the document has them."""

    def order(one: Shown) -> tuple[int, int, int]:
        when = profile.jobs[one.job].when if one.job >= 0 else None
        return -_RANK[one.depth], -(years.last([when], today) or 0) if when else 0, one.start

    unique = {one.quote: one for one in sorted(hits, key=order, reverse=True)}
    return sorted(unique.values(), key=order)


def _points(row: Row, depth: str, relation: str) -> tuple[int, str]:
    """Hundredths of points, and the product in words."""
    known = table("weights")
    share, near = known["claims"][depth], known["relations"][relation]
    points = row.weight * share * near // 100
    about = "" if relation == "same" else f" × {near} % ({relation})"
    return points, f"{row.weight} × {share} % ({depth}){about} = {figure(points)}"


def _rated(made: Cell, row: Row) -> Cell:
    """A cell with vetted evidence counts by its ratings alone: their mean, rounded down to a hundredth."""
    known = table("weights")["vetted"]
    shares = [known[str(one.rating)] for one in made.vetted]
    points = row.weight * sum(shares) // len(shares)
    rated = " and ".join(f"{one.rating} of 5" for one in made.vetted)
    mean = f"{sum(shares) / len(shares):g}"
    return made._replace(points=points, sum=f"{row.weight} × {mean} % (vetted: {rated}) = {figure(points)}", ask="")


@cache
def _near() -> dict[str, tuple[tuple[str, str, str], ...]]:
    """Skill → (relation, near skill, words) in the order to try: what implies it, what does the same job, what it is of."""
    skills = book().skills
    names = {one: str(entry["name"]) for one, entry in skills.items()}
    made: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for one, entry in sorted(skills.items()):
        for wanted in entry.get("implies", ()):
            made[wanted].append(("implied", one, f"{names[one]} is not done without {names.get(wanted, wanted)}"))
    for group in table("adjacent")["group"]:
        for wanted in group["skills"]:
            others = [one for one in group["skills"] if one != wanted]
            made[wanted] += [
                ("adjacent", one, f"{names[one]} for {names[wanted]}: {group['relation']}") for one in others
            ]
    for one, entry in sorted(skills.items()):
        for parent in entry.get("implies", ()):
            words = f"{names.get(parent, parent)} is the wider field of {names[one]}"
            made[one].append(("adjacent", parent, words))
    return {wanted: tuple(near) for wanted, near in made.items()}


def figure(points: int) -> str:
    """Hundredths as people write them: `3.2`, `0.64`, `4`."""
    return f"{points // 100}.{points % 100:02d}".rstrip("0").rstrip(".")
