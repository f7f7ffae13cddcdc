"""A posting as it is published: its text as HTML, and its facts from the posting, its role file and `careers.toml`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.knowledge.shelf import shelf
from rolewright.model.record import NamedTuple
from rolewright.scoping import flow
from rolewright.scoping.parse import role_of
from rolewright.writing.money import amount
from rolewright.writing.where import mode_of, site_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rolewright.model.posting import Posting
    from rolewright.model.reading import Reading
    from rolewright.model.role import Role


class Advert(NamedTuple):
    """`name` is its file, `slug` its address; `role` holds its facts, `body` its HTML, `text` its plain words."""

    name: str
    slug: str
    role: Role
    body: str
    text: str

    def lacks(self, reader: str) -> tuple[str, ...]:
        """The fields that a reader of feeds (`google`, `indeed`, `rss`) demands and nobody says."""
        return tuple(path for path in shelf("site/site")["required"][reader] if not _says(self.role, path))


def facts_of(posting: Posting, reading: Reading, role: Role) -> dict[str, Any]:
    """What the posting itself says, as the table of a role file; `role` is the one inferred from it."""
    known = {key: value for key, value in reversed(posting.facts) if value}
    said: dict[str, Any] = {}
    inferred = role.as_dict()
    for path in shelf("site/site")["taken"]:
        flow.put(said, path, flow.get(inferred, path))
    for path, names in shelf("site/site")["facts"].items():
        value = _first(known, names)
        if value:
            flow.put(said, path, value[:10] if path in {"application.posted", "application.valid_through"} else value)
    site = {key: _first(known, names) for key, names in shelf("site/site")["site_facts"].items()}
    sites = [site] if site["country"] else [] if reading.work_mode == "remote" else _sites(reading)
    if sites:
        flow.put(said, "place.sites", [{key: value for key, value in one.items() if value} for one in sites])
    return _fitting(said)


def merged(*tables: dict[str, Any]) -> dict[str, Any]:
    """Tables laid over each other, the last on top; tables in them, too."""
    out: dict[str, Any] = {}
    for table in tables:
        for key, value in table.items():
            both = isinstance(value, dict) and isinstance(out.get(key), dict)
            out[key] = merged(out[key], value) if both else value
    return out


def facts(role: Role) -> list[str]:
    """Company, places, mode, terms, pay and last day, as the page shows them."""
    end = role.application.valid_through
    until = f"{shelf('site/site')['words']['until']} {end}" if end else ""
    places = "" if role.place.mode == "remote" else "; ".join(site_name(site) for site in role.place.sites)
    said = (role.company.name, places, mode_of(role), role.place.employment, amount(role.pay), until)
    return [one for one in said if one]


def _first(known: dict[str, str], names: Iterable[str]) -> str:
    return next((known[name] for name in names if known.get(name)), "")


def _sites(reading: Reading) -> list[dict[str, str]]:
    """The narrowest places that the text names: a country only where none of its parts is named."""
    codes: Sequence[str] = list(dict.fromkeys(place.code for place in reading.places))
    narrow = [code for code in codes if not any(other.startswith(f"{code}-") for other in codes)]
    return [dict(zip(("country", "region"), code.split("-", 1), strict=False)) for code in narrow]


def _fitting(said: dict[str, Any]) -> dict[str, Any]:
    """Without what doesn't fit its field: a fact such as `datePosted: soon` is no date."""
    _, problems = role_of(said, complete=False)
    for problem in problems:
        flow.put(said, problem.path.partition("[")[0], None)
    return said


def _says(role: Role, path: str) -> bool:
    if path == "place":
        place = role.place
        remote = place.mode == "remote" and bool(place.remote_from or role.law.jurisdictions)
        return bool(place.sites) or remote
    value: Any = role
    for name in path.split("."):
        value = getattr(value, name)
    return bool(value)
