"""A role → its interview kit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.errors import RoleError
from rolewright.interview.attributes import SHARED, card_lines, owners
from rolewright.interview.bank import ACROSS, table
from rolewright.interview.brief import brief, to_say
from rolewright.interview.donts import donts
from rolewright.interview.elements import elements, interviews_of
from rolewright.interview.promise import Promise, notes, promises
from rolewright.interview.select import Row, Selection, Slot, fill, select
from rolewright.interview.solve import length
from rolewright.interview.stamp import stamp
from rolewright.model.kit import Chosen, Element, Interview, Kit, Question
from rolewright.model.terms import LIFECYCLE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rolewright.model.role import Role

_ALTERNATES = 3
_STAGES = (ACROSS, *LIFECYCLE)


def build(role: Role, seed: int = 0, budget: int | None = None) -> Kit:
    """The kit; `budget` are minutes of the candidate's time in all (default: by level). Raises RoleError for a role
    without family and level, ConfigError-like trouble never: what doesn't fit is in `missing` and `notes`.
    """
    _ready(role)
    limits = table("plan")["limits"]
    whole = min(budget or limits["budget"][role.level], limits["most"])
    promised = promises(role)
    entries = interviews_of(role.level)
    slots = [Slot(e["id"], tuple(e["forms"]), _most(e, role, promised)) for e in entries]
    home = round(60 * (role.process.take_home_hours or 0)) if role.process.take_home else 0
    unrated = sum(slot.most for slot, e in zip(slots, entries, strict=True) if not e["rated"])
    wanted = elements(role)
    found = select(role, wanted, slots, whole - home - unrated, seed)
    asked = _asked(found, slots, wanted)
    made = tuple(_interviews(role, entries, slots, found, wanted, asked, promised))
    missing = tuple(e for i, e in enumerate(wanted) if found.answer.missing >> i & 1)
    total = sum(one.minutes for one in made)
    return Kit(
        title=role.title, level=role.level, family=role.family, company=role.company.name, stamp=stamp(role), seed=seed,
        interviews=made, elements=wanted, covered={k: tuple((i, q.id) for i, q in v) for k, v in asked.items()},
        missing=missing, minutes=total + home, home=home, budget=whole, proven=found.answer.proven,
        weights=_weights(role), donts=donts(role), evidence=_evidence(),
        notes=(*notes(role, made, promised), *_own_notes(made, role)), brief=brief(role, made, home),
        say=to_say(role),
    )  # fmt: skip


def _ready(role: Role) -> None:
    """A role that can be interviewed for."""
    for name in ("family", "level"):
        if not getattr(role, name):
            raise RoleError("it is missing, and the questions depend on it", name, f"write {name} into the role file")
    known = table("plan")["limits"]["budget"]
    if role.level not in known:
        raise RoleError(f"there are no interviews for {role.level!r}", "level", f"one of {', '.join(known)}")


def _most(entry: dict[str, Any], role: Role, promised: Mapping[str, Promise]) -> int:
    """Minutes of an interview at most: the plan's, or more if the role's process promises more."""
    said = promised.get(entry["id"])
    usual = int(entry["minutes"][role.level])
    if not entry["rated"]:
        return said.minutes if said and said.minutes else usual
    return max(usual, said.minutes if said else 0)


def _asked(found: Selection, slots: Sequence[Slot], wanted: Sequence[Element]) -> dict[str, list[tuple[str, Question]]]:
    """Element id → (interview, question) that cover it."""
    chosen = found.chosen()
    return {
        element.id: [(slots[row.slot].id, row.question) for row in chosen if element.id in row.covers]
        for element in wanted
    }


def _interviews(
    role: Role, entries: Sequence[dict[str, Any]], slots: Sequence[Slot], found: Selection, wanted: Sequence[Element],
    asked: Mapping[str, Sequence[tuple[str, Question]]], promised: Mapping[str, Promise],
) -> list[Interview]:  # fmt: skip
    """The steps that take place, with what each asks and rates."""
    owner = owners(wanted, asked)
    limits = table("plan")["limits"]
    made = []
    for number, (entry, slot) in enumerate(zip(entries, slots, strict=True)):
        chosen = _chosen(number, found, slot.most - limits["around"])
        if entry["rated"] and not chosen:
            continue
        minutes = sum(one.question.minutes for one in chosen)
        mine = [e for e in wanted if owner.get(e.id) == slot.id or (e.id == SHARED and entry["rated"])]
        cards = card_lines(mine, asked, slot.id, chosen, role.level)
        said = promised.get(slot.id)
        made.append(Interview(
            slot.id, entry["name"], entry["purpose"], said.who if said and said.who else entry["who"],
            fill(entry["opening"], {"ai": _ai(role)}).strip(),
            length(minutes, limits["around"], limits["round_to"]) if entry["rated"] else slot.most,
            entry["rated"], chosen, cards,
        ))  # fmt: skip
    return made


def _chosen(number: int, found: Selection, most: int) -> tuple[Chosen, ...]:
    """The questions of an interview in the order to ask them, each with what can take its place."""
    mine = sorted(
        found.chosen(number), key=lambda r: (_STAGES.index(r.question.stage), r.question.check, r.question.id)
    )
    free = most - sum(row.question.minutes for row in mine)
    return tuple(Chosen(row.question, tuple(sorted(row.covers)), _alternates(row, found, free)) for row in mine)


def _alternates(row: Row, found: Selection, free: int) -> tuple[Question, ...]:
    """Up to three questions of the same interview that count for all that only this one does, and fit into the time."""
    chosen = found.chosen()
    others = frozenset().union(*(one.covers for one in chosen if one is not row))
    alone, groups = row.covers - others, {one.group for one in chosen}
    can = [
        one for one in found.rows
        if one.group not in groups and one.slot == row.slot and alone <= one.covers and one.covers & row.covers
        and one.question.minutes <= free + row.question.minutes
    ]  # fmt: skip
    can.sort(key=lambda one: (one.weight, one.group))
    return tuple(dict.fromkeys(one.question for one in can))[:_ALTERNATES]


def _ai(role: Role) -> str:
    return f"About AI tools: {role.process.ai_for_candidates}." if role.process.ai_for_candidates else ""


def _weights(role: Role) -> tuple[tuple[str, int], ...]:
    by = table("attributes")["weights"]
    return tuple((by.get(role.company.stage) or by["default"]).items())


def _evidence() -> tuple[tuple[str, str, str, str], ...]:
    return tuple((e["choice"], e["says"], e["dispute"], e["source"]) for e in table("plan")["evidence"])


def _own_notes(made: Sequence[Interview], role: Role) -> list[str]:
    """What the plan can't mend by itself."""
    limits = table("plan")["limits"]
    said = [
        f"{one.name}: {len(one.attributes)} attributes to rate; more than {limits['attributes']} are hard to keep apart. "
        "Shorten the must-haves, or give the interview to two pairs."
        for one in made if len(one.attributes) > limits["attributes"]
    ]  # fmt: skip
    if not role.must_haves:
        said.append("The role file has no must-haves: the loop tests the owned stages and the three checks only.")
    if role.process.take_home and not role.process.take_home_hours:
        said.append("The take-home's hours aren't in the role file, so they aren't in the candidate's time here.")
    return said
