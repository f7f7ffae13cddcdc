"""What interviewers don't ask, in the role's own jurisdictions and everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.interview.bank import table
from rolewright.model.kit import Dont

if TYPE_CHECKING:
    from rolewright.model.role import Role

EVERYWHERE = "*"


def donts(role: Role) -> tuple[Dont, ...]:
    """Those by law first; each with the places of the role that it holds for."""
    here = places(role)
    made: dict[str, Dont] = {}
    for entry in table("not_to_ask")["dont"]:
        hit = tuple(sorted(one for one in here if any(_holds(one, law) for law in entry["places"])))
        if (hit or EVERYWHERE in entry["places"]) and not set(entry.get("unless", ())) & made.keys():
            made[entry["id"]] = Dont(entry["ask"], entry["why"], entry["instead"], entry["grade"], entry["source"], hit)
    return tuple(sorted(made.values(), key=lambda one: one.grade != "law"))


def places(role: Role) -> frozenset[str]:
    """Every jurisdiction that the role names: where the law says, where the offices are, where remote people may live."""
    sites = {f"{s.country}-{s.region}" if s.region else s.country for s in role.place.sites}
    return frozenset(one for one in (*role.law.jurisdictions, *role.place.remote_from, *sites) if one)


def _holds(place: str, law: str) -> bool:
    """A law of a country holds in its states; one of a state may hold where only the country is named."""
    return place == law or place.startswith(f"{law}-") or law.startswith(f"{place}-")
