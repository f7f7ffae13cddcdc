"""The parts of a posting that say what the work is: opening, duties, ownership, measure, milestones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.role import ME, NOBODY, Duty, Share
from rolewright.model.terms import LIFECYCLE
from rolewright.model.written import Block
from rolewright.writing.facts import areas_of, texts
from rolewright.writing.phrases import Fact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rolewright.model.written import Sentence
    from rolewright.writing.desk import Desk


Numbered = tuple[int, Duty]
_LIST = 3
"""Limits from which on they are a list."""


def opening(desk: Desk) -> list[Block]:
    """The paragraphs of the plan."""
    return [block for slots in desk.plan["opening"] for block in desk.paragraph(*slots)]


def duties(desk: Desk) -> list[Block]:
    """What starts first, then what starts later; without the work after launch where that has its own part."""
    shown = [(n, duty) for n, duty in _ranked(desk) if not (desk.plan["after"] and duty.stage == "operate")]
    first = [one for one in shown if one[1].when != "later"] or shown
    later = [one for one in shown if one not in first]
    blocks = [_bullets(desk, first)]
    lead = desk.say("later", also=(f"duties[{n}].when" for n, _ in later)) if later else None
    if lead is not None:
        blocks += [Block("text", (lead,)), _bullets(desk, later)]
    return [block for block in blocks if block.sentences]


def _ranked(desk: Desk) -> list[Numbered]:
    """Numbered duties; a lead's begin with those that set direction."""
    numbered = list(enumerate(desk.role.duties, 1))
    if desk.role.level not in {"lead", "manager"}:
        return numbered
    return sorted(numbered, key=lambda one: not ("lead" in one[1].strands[:1] or one[1].stage == "across"))


def _bullets(desk: Desk, some: Iterable[Numbered]) -> Block:
    made = (
        desk.say("duty", texts({"text": f"duties[{n}].text"}, {"text": duty.text}), key=duty.id) for n, duty in some
    )
    return Block("bullets", tuple(one for one in made if one is not None))


def owns(desk: Desk) -> list[Block]:
    """Who owns what, and what others do; or the work after launch, where the plan gives it a part of its own."""
    if not desk.plan["after"]:
        return shared(desk)
    after = [(n, duty) for n, duty in _ranked(desk) if duty.stage == "operate"]
    return [_bullets(desk, after), *desk.paragraph("on_call")] if after else []


def shared(desk: Desk) -> list[Block]:
    """Who owns what, and what others do."""
    sentences = tuple(_owners(desk))
    return ([Block("text", sentences)] if sentences else []) + desk.paragraph("not_mine")


def _owners(desk: Desk) -> Iterator[Sentence]:
    """One sentence for all that is plainly this person's, one for each other owner, and the on-call terms."""
    made = [desk.say("mine")] if "areas" in desk.facts else []
    for share, stages in _by_owner(desk).items():
        here = [f"ownership.{stage}" for stage in stages]
        slot = "shared" if share.owner == ME else "nobody" if share.owner == NOBODY else "theirs"
        more = texts({"team": f"{here[0]}.team", "boundary": f"{here[0]}.boundary"},
                     {"team": share.team, "boundary": share.boundary})  # fmt: skip
        areas = tuple(areas_of(desk.role)[stage] for stage in stages)
        area = Fact(areas, (*(f"{path}.owner" for path in here), "family"))
        made.append(desk.say(slot, {"area": area, **more}, key=stages[0]))
    if not (desk.plan["after"] and any(duty.stage == "operate" for duty in desk.role.duties)):
        made.append(desk.say("on_call"))
    yield from (sentence for sentence in made if sentence is not None)


def _by_owner(desk: Desk) -> dict[Share, list[str]]:
    """The stages that aren't plainly this person's, by who owns them on which terms."""
    out: dict[Share, list[str]] = {}
    for stage in LIFECYCLE:
        share: Share = getattr(desk.role.ownership, stage)
        if share.owner and share != (ME, "", ""):
            out.setdefault(share, []).append(stage)
    return out


def measure(desk: Desk) -> list[Block]:
    """The number and its target, the share of experiments, the limits if they are few, what comes next."""
    target = () if desk.opens_with("target") else ("target",)
    few = ("limits_line",) if "limits" in desk.plan["order"] and not limits(desk) else ()
    return desk.paragraph(*target, "experiments", *few, "others")


def limits(desk: Desk) -> list[Block]:
    """Every limit, if there are enough for a list."""
    if len(desk.role.constraints) < _LIST:
        return []
    made = (
        desk.say("limit", texts({"text": f"constraints[{n}].text"}, {"text": one.text}))
        for n, one in enumerate(desk.role.constraints, 1)
    )
    return [Block("bullets", tuple(one for one in made if one is not None))]


def milestones(desk: Desk) -> list[Block]:
    """What is done by which day, the first day first."""
    items = []
    for n, one in sorted(enumerate(desk.role.milestones, 1), key=lambda pair: pair[1].day):
        day = Fact(str(one.day), (f"milestones[{n}].day",))
        more = texts({"text": f"milestones[{n}].text"}, {"text": one.text})
        items.append(desk.say("milestone", {"day": day, **more}))
    found = tuple(item for item in items if item is not None)
    return [Block("bullets", found)] if found else []
