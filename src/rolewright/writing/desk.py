"""What every part of a posting is written from: the role, its facts, the plan of its stage and level, a seed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.knowledge.shelf import shelf
from rolewright.model.record import NamedTuple
from rolewright.model.written import Block
from rolewright.writing.facts import facts_of
from rolewright.writing.grammar import tidy
from rolewright.writing.phrases import Fact, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rolewright.model.role import Role
    from rolewright.model.written import Sentence


class Desk(NamedTuple):
    """`seed` is the role's identity: the same role chooses the same phrases, and so it does after a small edit."""

    role: Role
    facts: dict[str, Fact]
    plan: dict[str, Any]
    seed: str

    def say(
        self, slot: str, more: Mapping[str, Fact] | None = None, also: Iterable[str] = (), key: object = ""
    ) -> Sentence | None:
        """The sentence for a slot with further facts; `key` tells the entries of a list apart."""
        facts = {**self.facts, **more} if more else self.facts
        return say(slot, facts, f"{self.seed}/{key}" if key != "" else self.seed, also)

    def paragraph(self, *slots: str) -> list[Block]:
        """The sentences of some slots as one paragraph; none if none has anything to say."""
        made = tuple(sentence for slot in slots if (sentence := self.say(slot)) is not None)
        return [Block("text", made)] if made else []

    def opens_with(self, slot: str) -> bool:
        """Whether the opening says it already."""
        return any(slot in slots for slots in self.plan["opening"])


def desk_of(role: Role) -> Desk:
    """The desk for a role."""
    seed = "|".join(tidy(text).lower() for text in (role.company.name, role.title, role.use_case.what))
    return Desk(role, facts_of(role), plan_of(role.company.stage, role.level), seed)


def plan_of(stage: str, level: str) -> dict[str, Any]:
    """The plan for a stage and a level: that of both, else that of the stage."""
    table = shelf("writing/plan")
    row: dict[str, Any] = table[table["like"].get(stage, stage)]
    exact = row.get(table["like"].get(level, level))
    return exact if isinstance(exact, dict) else row
