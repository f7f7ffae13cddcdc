"""The parts that say what one brings, learns, and works with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.written import Block
from rolewright.writing.facts import named, texts
from rolewright.writing.phrases import Fact
from rolewright.writing.work import shared

if TYPE_CHECKING:
    from rolewright.model.role import Need, Wish
    from rolewright.model.written import Sentence
    from rolewright.writing.desk import Desk


def must_haves(desk: Desk) -> list[Block]:
    """Every must-have, with what will do as well and the years with their reason."""
    made = [_must(desk, f"must_haves[{n}]", need) for n, need in enumerate(desk.role.must_haves, 1)]
    return [Block("bullets", items)] if (items := tuple(one for one in made if one is not None)) else []


def _must(desk: Desk, here: str, need: Need) -> Sentence | None:
    inside, others = named(need.what, need.skill, need.alternatives)
    more = _worded(here, need.what, inside)
    if others:
        more["others_or"] = Fact(others, (f"{here}.alternatives",))
    if need.years and need.years_reason:
        years = f"{need.years} year{'' if need.years == 1 else 's'} or more"
        more["years"] = Fact(years, (f"{here}.years",))
        more |= texts({"years_reason": f"{here}.years_reason"}, {"years_reason": need.years_reason})
    return desk.say("must", more, also=(f"{here}.duty",), key=here)


def _worded(here: str, what: str, inside: str) -> dict[str, Fact]:
    more = texts({"what": f"{here}.what"}, {"what": what})
    if inside:
        more["named"] = Fact(inside, (f"{here}.skill",))
    return more


def nice(desk: Desk) -> list[Block]:
    """What helps, apart from the must-haves; what is learned here follows unless it has its own part."""
    items = _wishes(desk, "nice_to_haves", desk.role.nice_to_haves)
    blocks = [Block("bullets", items)] if items else []
    if "learn" in desk.plan["order"] or not blocks:
        return blocks
    lines = [_wish(desk, f"will_learn[{n}]", one, "learn_line") for n, one in enumerate(desk.role.will_learn, 1)]
    found = tuple(line for line in lines if line is not None)
    return [*blocks, Block("text", found)] if found else blocks


def learn(desk: Desk) -> list[Block]:
    """What is learned here."""
    items = _wishes(desk, "will_learn", desk.role.will_learn)
    return [Block("bullets", items)] if items else []


def _wishes(desk: Desk, name: str, wishes: tuple[Wish, ...]) -> tuple[Sentence, ...]:
    made = (_wish(desk, f"{name}[{n}]", one, "wish") for n, one in enumerate(wishes, 1))
    return tuple(one for one in made if one is not None)


def _wish(desk: Desk, here: str, wish: Wish, slot: str) -> Sentence | None:
    inside, _ = named(wish.what, wish.skill, ())
    more = _worded(here, wish.what, inside) | texts({"for": f"{here}.why"}, {"for": wish.why})
    return desk.say(slot, more, key=here)


def team(desk: Desk) -> list[Block]:
    """Colleagues, whom one works with, who helps; who owns what, where no part of its own says it."""
    said = desk.opens_with("support") or "support" in desk.plan["order"]
    blocks = desk.paragraph("members", "works_with", *(() if said else ("support",)))
    return blocks + (shared(desk) if desk.plan["after"] else [])


def support(desk: Desk) -> list[Block]:
    """Who helps, first; then who else is there."""
    return desk.paragraph("support", "members", "works_with")


def stack(desk: Desk) -> list[Block]:
    """The tools in use, and those that are decided."""
    return desk.paragraph("stack_now", "stack_planned")
