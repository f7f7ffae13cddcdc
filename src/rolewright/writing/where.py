"""Where, when and on what terms, in words: `Denver, Colorado, United States`, `hybrid, two days a week in the office`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.writing.grammar import counted, listed, tidy, words
from rolewright.writing.phrases import Fact

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rolewright.model.role import Role, Site


def facts(role: Role) -> Iterator[tuple[str, Fact]]:
    """`sites`, `terms` of the line of facts, `hours`, `american`."""
    place = role.place
    sites = [site_name(site) for site in place.sites]
    if sites and place.mode != "remote":
        yield "sites", Fact(listed(sites, "or") if len(sites) > 1 else sites[0], ("place.sites",))
    mode = mode_of(role)
    if mode:
        more = {"remote": ("remote_from",), "hybrid": ("office_days",)}.get(place.mode, ())
        yield "mode_line", Fact(mode, ("place.mode", *(f"place.{name}" for name in more if getattr(place, name))))
    if place.hours is not None:
        yield "hours", Fact(f"{place.hours:g}", ("place.hours",))
    if countries(role) & {"US"}:
        yield "american", Fact("yes", ("place",))


def mode_of(role: Role) -> str:
    """`remote in the United States`, `hybrid, two days a week in the office`, `on site`."""
    place = role.place
    if place.mode == "remote":
        where = [place_name(code) for code in place.remote_from]
        return f"remote in {listed(where, 'or')}" if where else "remote"
    if place.mode == "hybrid":
        days = place.office_days
        return f"hybrid, {counted(days, 'day')} a week in the office" if days else "hybrid"
    return "on site" if place.mode == "onsite" else ""


def site_name(site: Site) -> str:
    """`Denver, Colorado, United States`."""
    region = words("regions").get(site.country, {}).get(site.region, "")
    parts = (tidy(site.city), region, country_name(site.country))
    return ", ".join(dict.fromkeys(part for part in parts if part))


def place_name(code: str) -> str:
    """A jurisdiction as it stands after “in”: `Colorado`, `the United States`."""
    country, _, region = code.partition("-")
    part = words("regions").get(country, {}).get(region.partition("-")[0], "")
    return str(part or words("countries").get(country, country))


def country_name(code: str) -> str:
    """A country without its article."""
    return str(words("countries").get(code, code)).removeprefix("the ")


def countries(role: Role) -> set[str]:
    """The countries in which the work may be done."""
    codes: Sequence[str] = (*role.law.jurisdictions, *role.place.remote_from)
    return {code[:2] for code in codes} | {site.country for site in role.place.sites}
