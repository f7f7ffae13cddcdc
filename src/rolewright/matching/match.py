"""A profile beside a role's rows: the evidence for each, what it is worth, and the sum. Pure: no clock, no order of files."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from rolewright.knowledge.loader import book
from rolewright.knowledge.shelf import shelf
from rolewright.matching import years
from rolewright.matching.words import normal, table, words
from rolewright.model.match import NEAR, NONE, SHOWN, Cell, Match, Row, Vetted
from rolewright.model.profile import DEPTHS, SAID
from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rolewright.model.profile import Job, Profile, Shown

_ANY = "*"
_QUOTES = 3
_WHOLE = ("must-have", "nice-to-have")
"""Kinds of rows whose topics are parts of one ability; a stage's are different ways to show it."""
_RANK = {name: i for i, name in enumerate(DEPTHS)}


class Index(NamedTuple):
    """A profile's evidence, best first, and by key the numbers in it; `*` is all work. `times` remembers sums of months."""

    ordered: list[Shown]
    keys: dict[str, list[int]]
    jobs: tuple[Job, ...]
    today: int
    times: dict[frozenset[int], tuple[tuple[int, int], int | None]]


def match(
    profile: Profile,
    rows: Sequence[Row],
    today: int,
    vetted: Sequence[Vetted] = (),
    asks: Mapping[str, str] | None = None,
    confirmed: Mapping[str, Mapping[str, str]] | None = None,
) -> Match:
    """The match. `today` is a month since year 0, `asks` the question for a gap by row id, `confirmed` row → near quote → by whom."""
    found = index(profile, today)
    seen: defaultdict[str, list[Vetted]] = defaultdict(list)
    for one in vetted:
        seen[one.row].append(one)
    asked, near = asks or {}, confirmed or {}
    cells = tuple(
        [cell(row, found, tuple(seen.get(row.id, ())), asked.get(row.id, ""), near.get(row.id)) for row in rows]
    )
    whole = 100 * sum([row.weight for row in rows])
    points = sum([one.points for one in cells])
    jobs = tuple([caption(job) for job in profile.jobs])
    return Match(profile.id, cells, points, whole, profile.tricks, profile.troubles, jobs, profile.language)


def caption(job: Job) -> str:
    """`Data Engineer, 03/2020 – 05/2022`: the title and the dates as they are written."""
    parts = (job.title.text if job.title else "", job.when.fact.text if job.when else "undated")
    return ", ".join(part for part in parts if part)


def index(profile: Profile, today: int) -> Index:
    """What a profile shows, the best first: deepest, then latest, then as the document has it."""
    ends = [years.last([job.when], today) or 0 if job.when else 0 for job in profile.jobs]
    rank, jobs = _RANK, [*ends, 0]
    ordered = sorted(profile.shown, key=lambda one: (-rank[one[1]], -jobs[one[3]], one[4]))
    keys: dict[str, list[int]] = {_ANY: []}
    for number, one in enumerate(ordered):
        keys.setdefault(one[0], []).append(number)
        if one[3] >= 0 and one[0] != SAID:
            keys[_ANY].append(number)
    return Index(ordered, keys, profile.jobs, today, {})


def cell(
    row: Row, found: Index, vetted: tuple[Vetted, ...] = (), ask: str = "", confirmed: Mapping[str, str] | None = None
) -> Cell:
    """One row's evidence and points; what a person confirmed as near counts where nothing else does."""
    relation, same, numbers = _hits(row, found)
    if not numbers and confirmed:
        relation, same, numbers = _confirmed(found, confirmed)
    hits = [found.ordered[number] for number in numbers]
    if row.least:
        least = _RANK[row.least]
        hits = [one for one in hits if _RANK[one.depth] >= least]
    if not hits:
        empty = Cell(row.id, NONE, vetted=vetted, ask=ask)
        return _rated(empty, row) if vetted else empty
    depth = hits[0].depth
    points, said = _points(row, depth, relation)
    verdict = SHOWN if relation == "same" else NEAR
    spans, last = _time(found, frozenset([one.job for one in hits]))
    asked = ask if verdict == NEAR or _RANK[depth] < 2 else ""
    made = Cell(row.id, verdict, depth, _best(hits), same, spans, last, points, said, vetted, asked)
    return _rated(made, row) if vetted else made


def _confirmed(found: Index, confirmed: Mapping[str, str]) -> tuple[str, str, list[int]]:
    """As `_hits`, for the statements that a person confirmed."""
    hits = [
        (number, confirmed[said])
        for number, one in enumerate(found.ordered)
        if (said := normal(one.quote)) in confirmed
    ]
    names = ", ".join(dict.fromkeys(name for _, name in hits))
    return "adjacent", f"confirmed as near by {names}", [number for number, _ in hits]


def brief(row: Row, found: Index) -> tuple[str, int]:
    """A row's verdict and points alone, for the desk."""
    relation, _, numbers = _hits(row, found)
    if row.least:
        least = _RANK[row.least]
        numbers = [number for number in numbers[:1] if _RANK[found.ordered[number].depth] >= least]
    if not numbers:
        return NONE, 0
    points, _ = _points(row, found.ordered[numbers[0]].depth, relation)
    return (SHOWN if relation == "same" else NEAR), points


def _hits(row: Row, found: Index) -> tuple[str, str, list[int]]:
    """(relation, its words, numbers of the evidence): the thing itself, else what implies it, else what is near it."""
    keys = found.keys
    if not row.skills and not row.topics:
        return "same", "", _worded(row, found) if row.words else [] if row.note else keys[_ANY]
    lists = [keys[key] for key in _keys(row) if key in keys]
    if lists:
        direct = lists[0] if len(lists) == 1 else sorted([number for many in lists for number in many])
        lacking = _lacking(row, keys) if row.kind in _WHOLE else []
        return ("part", f"nothing on {', '.join(lacking)}", direct) if lacking else ("same", "", direct)
    for wanted in row.skills:
        for relation, near, said in _near().get(wanted, ()):
            hits = keys.get(near)
            if hits:
                return relation, said, hits
    return "same", "", []


def _worded(row: Row, found: Index) -> list[int]:
    """The statements that have all of a row's words."""
    return [
        number for number, one in enumerate(found.ordered)
        if all(begins in one.quote.casefold() for begins in row.words) and _begin(row.words, one.quote)
    ]  # fmt: skip


def _begin(beginnings: Sequence[str], text: str) -> bool:
    """Whether each beginning begins a word of a text."""
    found = words(text)
    return all(any(word.startswith(one) for word in found) for one in beginnings)


def _time(found: Index, jobs: frozenset[int]) -> tuple[tuple[int, int], int | None]:
    """The months that some jobs add up to, and the latest of them; worked out once for each set of jobs."""
    known = found.times.get(jobs)
    if known is None:
        dated = [when for job in jobs if job >= 0 and (when := found.jobs[job].when) is not None]
        known = found.times[jobs] = (years.months(dated, found.today), years.last(dated, found.today))
    return known


def _best(hits: Sequence[Shown]) -> tuple[Shown, ...]:
    """The first pieces of evidence, each statement once."""
    made: list[Shown] = []
    quotes = set()
    for one in hits:
        if one.quote not in quotes:
            quotes.add(one.quote)
            made.append(one)
            if len(made) == _QUOTES:
                break
    return tuple(made)


def _lacking(row: Row, found: Mapping[str, list[int]]) -> list[str]:
    """The names of the topics of an ability that nothing shows: one of three isn't all of it."""
    return [topic_names()[topic] for topic in row.topics if f"topic:{topic}" not in found]


@cache
def topic_names() -> dict[str, str]:
    """Topic → its name."""
    return {entry["id"]: str(entry["name"]) for entry in shelf("questions/topics")["topic"]}


@cache
def _keys(row: Row) -> tuple[str, ...]:
    return (*(f"skill:{one}" for one in row.skills), *(f"topic:{one}" for one in row.topics))


@cache
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
            made[wanted].append(
                ("implied", f"skill:{one}", f"{names[one]} is not done without {names.get(wanted, wanted)}")
            )
    for group in table("adjacent")["group"]:
        for wanted in group["skills"]:
            others = [one for one in group["skills"] if one != wanted]
            made[wanted] += [
                ("adjacent", f"skill:{one}", f"{names[one]} for {names[wanted]}: {group['relation']}") for one in others
            ]
    for one, entry in sorted(skills.items()):
        for parent in entry.get("implies", ()):
            words = f"{names.get(parent, parent)} is the wider field of {names[one]}"
            made[one].append(("adjacent", f"skill:{parent}", words))
    return {wanted: tuple(near) for wanted, near in made.items()}


def figure(points: int) -> str:
    """Hundredths as people write them: `3.2`, `0.64`, `4`."""
    return f"{points // 100}.{points % 100:02d}".rstrip("0").rstrip(".")
