"""What candidates get before the loop: what to expect, how to prepare, what is rated, whom to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.interview.bank import table
from rolewright.interview.page import bold, clean
from rolewright.interview.select import fill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.model.kit import Interview
    from rolewright.model.role import Role

Parts = tuple[tuple[str, tuple[str, ...]], ...]


def brief(role: Role, made: Sequence[Interview], home: int) -> Parts:
    """Headings with their paragraphs. A paragraph whose fact the role file doesn't have is left out."""
    words = table("brief")
    facts = _facts(role, made, home)
    parts = []
    for part in words["part"]:
        said = [fill(text, facts) for text in part["says"] if all(facts.get(name) for name in _slots(text))]
        if part["id"] == "steps":
            said += [_step(one, words["for"]) for one in made]
        if said:
            parts.append((part["heading"], tuple(said)))
    return tuple(parts)


def _step(one: Interview, prepare: dict[str, str]) -> str:
    return f"{bold(one.name)}, {one.minutes} minutes, with {one.who}. {prepare[one.id]}"


def _slots(text: str) -> list[str]:
    import re

    return re.findall(r"\{(\w+)\}", text)


def _facts(role: Role, made: Sequence[Interview], home: int) -> dict[str, str]:
    """What the texts of brief.toml may say, as text; "" where the role file doesn't say."""
    process, law = role.process, role.law
    total = sum(one.minutes for one in made) + home
    return {
        "title": role.title, "company": role.company.name, "hours": hours(total), "steps": str(len(made)),
        "home": hours(home) if home else "", "take_home": process.take_home,
        "paid": "It is paid." if process.take_home_paid else "It isn't paid." if process.take_home_paid is False else "",
        "reply": f"{process.reply_days} working days" if process.reply_days else "",
        "weeks": str(process.weeks or ""), "ai": process.ai_for_candidates, "ai_in_hiring": process.ai_in_hiring,
        "accommodation": law.accommodation_contact or role.application.contact or role.application.email,
        "what": role.use_case.what, "needs": "; ".join(need.what for need in role.must_haves),
    }  # fmt: skip


def to_say(role: Role) -> tuple[str, ...]:
    """What the first call tells everyone, from the role file; what it doesn't say has to be found out before."""
    place, pay = role.place, role.pay
    sites = ", ".join(site.city or site.country for site in place.sites)
    stages = ", ".join(
        f"{name} ({share.owner})" for name, share in role.ownership._asdict().items() if name != "on_call"
    )
    facts = {
        "The work": role.use_case.what,
        "Who owns what": stages,
        "Not part of it": " ".join(role.not_this_role),
        "Pay": f"{pay.min:,.0f} to {pay.max:,.0f} {pay.currency} a {pay.interval or 'year'}"
        if pay.min and pay.max
        else "",
        "Place and hours": ", ".join(
            part for part in (place.mode, sites, f"{place.hours:g} hours a week" if place.hours else "") if part
        ),
        "Out of hours": role.ownership.on_call,
        "An accommodation": role.law.accommodation_contact,
    }
    missing = "the role file doesn't say: find out before you call"
    return tuple(f"{bold(name)}: {clean(said) or missing}" for name, said in facts.items())


def hours(minutes: int) -> str:
    """`3 hours 20 minutes`."""
    whole, rest = divmod(minutes, 60)
    parts = [f"{whole} hour{'' if whole == 1 else 's'}"] if whole else []
    return " ".join([*parts, f"{rest} minutes"] if rest or not whole else parts)
