"""Which laws of `knowledge/laws.toml` bind a posting: by its places of work and its date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from rolewright.model.reading import Span
    from rolewright.model.rule import Case

KINDS = frozenset({"logistics", "heading", "pay", "role", "process", "other"})
"""The kinds of statement in which a place is the place of work, not of a customer, a founder or a statute."""
CLOSED = " Not legal advice."


class Law(NamedTuple):
    """A row of the table that binds here, and where the text names the place (None if the caller did)."""

    row: dict[str, Any]
    span: Span | None


def places_of_work(case: Case) -> dict[str, Span | None]:
    """Jurisdiction → where the text names it as a place of work, or None if the caller gave it."""
    cues = case.reading.cues.get("place", ())
    codes = {cue: cue.entry.partition("/")[2] for cue in cues}
    found: dict[str, Span | None] = dict.fromkeys(sorted(case.places.difference(codes.values())))
    for cue, code in codes.items():
        if code not in found and case.reading.statements[cue.statement].kinds[0] in KINDS:
            found[code] = (cue.start, cue.end)
    return found


def binding(case: Case, table: str) -> tuple[Law, ...]:
    """The laws of a table in force at a place of work on the posting's date (undated: the day they were verified)."""
    places = places_of_work(case) if case.places else {}
    if not places:
        return ()
    laws = case.tables.tables["laws"]
    date = case.date or laws["verified"]
    found = []
    for row in laws[table]:
        code = next((code for code in row["places"] if code in places), None)
        if code is not None and row["since"] <= date:
            found.append(Law(row, places[code]))
    return tuple(found)


def wanting_pay(case: Case) -> tuple[Law, ...]:
    """The laws that want pay in the ad itself."""
    return tuple(law for law in binding(case, "pay") if law.row["when"] == "ad")


def reaching_remote(case: Case) -> tuple[Law, ...]:
    """The laws that reach a remote job open to the whole US when no state is named."""
    if "US" not in case.places or case.reading.work_mode != "remote":
        return ()
    places = places_of_work(case)
    if "US" not in places or any(code.startswith("US-") for code in places):
        return ()
    laws = case.tables.tables["laws"]
    date = case.date or laws["verified"]
    return tuple(Law(row, places["US"]) for row in laws["pay"] if row["remote"] and row["since"] <= date)


def want(laws: tuple[Law, ...]) -> str:
    """`Colorado (EPEWA) wants`, `Colorado (EPEWA) and Illinois (HB 3129) want`."""
    return f"{names(laws)} {'wants' if len(laws) == 1 else 'want'}"


def names(laws: tuple[Law, ...]) -> str:
    """`Colorado (EPEWA) and Illinois (HB 3129)`."""
    listed = [law.row["name"] for law in laws]
    return " and ".join(filter(None, (", ".join(listed[:-1]), listed[-1])))
