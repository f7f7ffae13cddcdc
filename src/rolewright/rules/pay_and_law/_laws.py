"""Which laws of `knowledge/laws.toml` bind a posting: by its places of work and its date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.model.record import NamedTuple
from rolewright.rules._same import once

if TYPE_CHECKING:
    from rolewright.model.reading import Cue, Span
    from rolewright.model.rule import Case

KINDS = frozenset({"logistics", "heading", "pay", "role", "process", "other"})
"""The kinds of statement in which a place is the place of work, not of a customer, a founder or a statute."""
ASKING = frozenset({"must", "nice", "duty"})
"""The kinds in which it is one if words on living or working somewhere stand beside it."""
_SAYS_WHERE = frozenset({"logistics", "heading", "pay"})
CLOSED = " Not legal advice."
REACH = 200
"""How many characters after words such as `travel to` a place is still what they speak of."""
_SHOWN = 3


class Law(NamedTuple):
    """A row of the table that binds here, where the text names the place (None if the caller did), and from when on
    if the posting bears no date.
    """

    row: dict[str, Any]
    span: Span | None
    undated: bool = False


@once
def places_of_work(case: Case) -> dict[str, Span | None]:
    """Jurisdiction → where the text names it as a place of work, or None if the caller gave it."""
    cues = case.reading.cues.get("place", ())
    named = {cue.entry.partition("/")[2] for cue in cues}
    found: dict[str, Span | None] = dict.fromkeys(sorted(case.places.difference(named)))
    for cue in cues:
        code = cue.entry.partition("/")[2]
        if code not in found and _of_work(case, cue):
            found[code] = (cue.start, cue.end)
    return found


def _of_work(case: Case, cue: Cue) -> bool:
    """Whether the statement is of a kind that says where the work is, and nothing before the place takes it back."""
    kind = case.reading.statements[cue.statement].kinds[0]
    if kind not in KINDS and not (kind in ASKING and _before(case, "place_of_living", cue)):
        return False
    if case.reading.work_mode == "remote" and _before(case, "place_headquarters", cue):
        return False
    return not (_before(case, "place_elsewhere", cue) or _before(case, "place_excluded", cue))


def _before(case: Case, group: str, cue: Cue) -> bool:
    """Whether a cue of a group stands before this one in its statement, and near."""
    return any(
        other.statement == cue.statement and 0 <= cue.start - other.end < REACH
        for other in case.reading.cues.get(group, ())
    )


def binding(case: Case, table: str) -> tuple[Law, ...]:
    """The laws of a table in force at a place of work on the posting's date (undated: the day the table is true for)."""
    return _matching(case, table, coming=False) if case.places else ()


def coming(case: Case, table: str) -> tuple[Law, ...]:
    """For an undated posting: the laws of its places that start after the day the table is true for."""
    return () if case.date or not case.places else _matching(case, table, coming=True)


def _matching(case: Case, table: str, *, coming: bool) -> tuple[Law, ...]:
    places = places_of_work(case)
    if not places:
        return ()
    laws = case.tables.tables["laws"]
    date = case.date or laws["as_of"]
    found: dict[int, Law] = {}
    for code, span in places.items():
        for number, row in _rows(laws, table, code):
            if number not in found and (row["since"] > date) == coming:
                found[number] = Law(row, span, not case.date)
    return tuple(found[number] for number in sorted(found))


def _rows(laws: dict[str, Any], table: str, code: str) -> tuple[tuple[int, dict[str, Any]], ...]:
    """The entries of a table that cover a jurisdiction, with their place in it; kept for the last tables of laws."""
    global _kept  # noqa: PLW0603 - one name for tables and answers, so that threads never mix them
    last, found = _kept
    if last is not laws:
        found = {}
        _kept = laws, found
    rows = found.get((table, code))
    if rows is None:
        rows = tuple((n, row) for n, row in enumerate(laws[table]) if _covers(row["places"], code, laws["groups"]))
        found[table, code] = rows
    return rows


_kept: tuple[dict[str, Any], dict[tuple[str, str], tuple[tuple[int, dict[str, Any]], ...]]] = ({}, {})


def _covers(patterns: list[str], code: str, groups: dict[str, list[str]]) -> bool:
    """Whether a jurisdiction is one of these: a code, `US*` for a country with its parts, `@EU` for a group."""
    if code in patterns:
        return True
    return any((p[-1] == "*" and code.startswith(p[:-1])) or (p[0] == "@" and code in groups[p[1:]]) for p in patterns)


@once
def wanting_pay(case: Case) -> tuple[Law, ...]:
    """The laws that want pay in the ad itself."""
    return tuple([law for law in binding(case, "pay") if law.row["when"] == "ad"])


@once
def reaching_remote(case: Case) -> tuple[Law, ...]:
    """The laws that reach a remote job open to a whole country when no part of it is named."""
    if case.reading.work_mode != "remote" or case.places.isdisjoint(("US", "CA")):
        return ()
    places = places_of_work(case)
    laws = case.tables.tables["laws"]
    date = case.date or laws["as_of"]
    open_to = [c for c in ("US", "CA") if _whole(case, c, places)]
    return tuple(
        Law(row, places[row["places"][0][:2]], not case.date)
        for row in laws["pay"]
        if row["remote"] and row["since"] <= date and row["places"][0][:2] in open_to
    )


def _whole(case: Case, country: str, places: dict[str, Span | None]) -> bool:
    """Whether the posting is open to a country, said where places of work are said, and to no part of it by name."""
    if country not in places or any(code.startswith(f"{country}-") for code in places):
        return False
    span = places[country]
    if span is None:
        return True
    modes = {cue.statement for cue in case.reading.cues.get("remote", ())}
    cues = [cue for cue in case.reading.cues["place"] if cue.entry == f"place/{country}"]
    kinds = case.reading.statements
    return any(
        kinds[cue.statement].kinds[0] in _SAYS_WHERE or cue.statement in modes or _before(case, "place_of_living", cue)
        for cue in cues
    )


def known_only(laws: tuple[Law, ...]) -> bool:
    """Whether nobody has read a source for any of these: no finding that rests on them is an error."""
    return all(law.row["basis"] == "known" for law in laws)


def want(laws: tuple[Law, ...]) -> str:
    """`Colorado (EPEWA) wants`, `Colorado (EPEWA) and Illinois (HB 3129) want`."""
    return f"{names(laws)} {'wants' if len(laws) == 1 else 'want'}"


def names(laws: tuple[Law, ...]) -> str:
    """`Colorado (EPEWA) and Illinois (HB 3129)`; undated `Colorado (EPEWA; from 2021-01-01 on)`; three at most."""
    listed = [_name(law) for law in laws[:_SHOWN]]
    if len(laws) > _SHOWN:
        listed.append(f"{len(laws) - _SHOWN} more")
    return " and ".join(filter(None, (", ".join(listed[:-1]), listed[-1])))


def _name(law: Law) -> str:
    name: str = law.row["name"]
    if not law.undated:
        return name
    since = f"from {law.row['since']} on"
    return f"{name[:-1]}; {since})" if name.endswith(")") else f"{name} ({since})"
