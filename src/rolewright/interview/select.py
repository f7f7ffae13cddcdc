"""Which questions suit a role, what each would cover, and the choice of the smallest set."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING, Any

from rolewright.interview.bank import ACROSS, bank, signals, table
from rolewright.interview.elements import CHECK, NEED, PART, owned, role_topics, text_topics
from rolewright.interview.solve import Answer, Option, Room, smallest
from rolewright.knowledge.loader import hash_text
from rolewright.model.kit import Element, Question
from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.model.role import Role

_MAIN, _SHOWN = 2, 4
"""Topics, first ones of its list, that a question is mainly about, that an exercise shows."""
_PRACTICAL = frozenset({"exercise", "walk-through"})
_MOST_NEEDS = (1, 2)
"""Must-haves that a question, an exercise counts for at most."""
_OWN_WORK = frozenset({"exercise", "depth"})
"""Forms that show whether someone owns a stage."""


class Slot(NamedTuple):
    """An interview before its questions are known: what forms it takes, minutes at most."""

    id: str
    forms: tuple[str, ...]
    most: int


class Row(NamedTuple):
    """A question that suits, what it would count for, its slot, its weight; rows of one question share a `group`."""

    question: Question
    covers: frozenset[str]
    slot: int
    weight: int
    group: int


class Selection(NamedTuple):
    """The rows that there are to choose from, and the answer: numbers of rows."""

    rows: tuple[Row, ...]
    answer: Answer

    def chosen(self, slot: int | None = None) -> list[Row]:
        """The chosen rows, of one slot or of all."""
        return [self.rows[i] for i in self.answer.chosen if slot is None or self.rows[i].slot == slot]


def select(role: Role, wanted: Sequence[Element], slots: Sequence[Slot], budget: int, seed: int) -> Selection:
    """The smallest set for the role; `budget` in minutes for the rated interviews."""
    limits = table("plan")["limits"]
    suited = [(one, slot) for one in suiting(role, wanted) if (slot := _slot(one, slots)) is not None]
    topics = role_topics(role)
    rows = [
        Row(one, covers, slot, _weight(one, topics, seed), number)
        for number, (one, slot) in enumerate(suited) for covers in _counts(one, wanted)
    ]  # fmt: skip
    costs, rooms = _costs(wanted), [Room(slot.most - limits["around"], limits["around"]) for slot in slots]

    def solve(of: Sequence[tuple[int, Row]]) -> Answer:
        options = [_option(i, row, wanted) for i, row in of]
        return smallest(options, rooms, costs, budget, limits["search_steps"], limits["round_to"])

    numbered = list(enumerate(rows))
    answer = solve([(i, row) for i, row in numbered if not _hidden(row.question, seed)])
    return Selection(tuple(rows), answer if not (seed and answer.missing) else solve(numbered))


def _option(index: int, row: Row, wanted: Sequence[Element]) -> Option:
    mask = sum(1 << i for i, element in enumerate(wanted) if element.id in row.covers)
    return Option(index, row.group, mask, row.slot, row.question.minutes, row.weight)


def _hidden(one: Question, seed: int) -> bool:
    """With a seed, a share of the bank is left out by lot, so that another set is the smallest."""
    if not seed or one.need:
        return False
    percent: int = table("plan")["weighing"]["hidden_percent"]
    return hash_text(f"{one.id}:{seed}:hide") % 100 < percent


def suiting(role: Role, wanted: Sequence[Element]) -> list[Question]:
    """The questions for this role: of its family, level, kind and stage, about nothing that it doesn't need.

    Where no exercise is about what it needs, any of its family and level will do.
    """
    topics, stages = role_topics(role), (*owned(role), ACROSS)
    needed = {topic for element in wanted for topic in element.topics}
    fit = [one for one in bank().questions.values() if _fits(one, role)]
    found = [one for one in fit if _asked_for(one, topics, stages, needed)]
    if not any("practical" in one.proves for one in found):
        found += [one for one in fit if "practical" in one.proves]
    return [*(_filled(one, role) for one in found), *frames(role, wanted)]


def frames(role: Role, wanted: Sequence[Element]) -> list[Question]:
    """A question in the role's own words for each must-have."""
    known = {entry["of"]: entry for entry in table("frames")["frame"]}
    made = []
    for need, element in zip(role.must_haves, [e for e in wanted if e.kind == NEED], strict=True):
        duty = role.duty(need.duty)
        entry = known["skill" if need.skill else "ability"]
        slots = {"need": need.what, "duty": duty.text if duty else role.use_case.what}
        stage = duty.stage if duty and duty.stage else ACROSS
        made.append(_frame(entry, element, slots, stage, role.level, role.family))
    return made


def _frame(
    entry: dict[str, Any], element: Element, slots: dict[str, str], stage: str, level: str, family: str
) -> Question:
    check, form = check_and_form(element.topics)
    return Question(
        id=f"{entry['id']}-{element.id}", ask=fill(entry["ask"], slots), check=check, form=form, stage=stage,
        levels=(level,), families=(family,), topics=element.topics, minutes=entry["minutes"],
        follow=tuple(fill(one, slots) for one in entry["follow"]), strong=entry["strong"], adequate=entry["adequate"],
        weak=entry["weak"], signals=signals(entry["signals"], "questions/frames.toml"),
        flags=tuple(bank().flags[one] for one in entry["flags"]), need=element.id,
    )  # fmt: skip


def check_and_form(topics: Sequence[str]) -> tuple[str, str]:
    """The check that a must-have with these topics counts for, and the form of interview that asks about it."""
    always, had = table("plan")["always"], set(topics)
    if had and had <= set(always["people"]):
        return "communication", "people"
    if had and had <= set(always["communication"]) | set(always["people"]):
        return "communication", "experience"
    return ("system" if had and had <= set(always["system"]) else "technical"), "depth"


def fill(text: str, slots: dict[str, str]) -> str:
    """The text with the role's words in its places."""
    return re.sub(r"\{(\w+)\}", lambda found: slots.get(found[1], found[0]), text)


def _fits(one: Question, role: Role) -> bool:
    """Whether family, level, kind of use case, stage of the company and the way of the exercise are the role's."""
    return (
        role.family in one.families and role.level in one.levels
        and (not one.kinds or role.use_case.kind in one.kinds)
        and (not one.stages or role.company.stage in one.stages)
        and ("practical" not in one.proves or bool(role.process.take_home) == (one.form == "walk-through"))
    )  # fmt: skip


def _asked_for(one: Question, topics: frozenset[str], stages: tuple[str, ...], needed: set[str]) -> bool:
    """Whether the role needs what a question is mainly about. Designs, failure and judgement belong to every loop."""
    if one.proves and "practical" not in one.proves:
        return True
    return one.topics[0] in topics and (one.stage in stages or one.topics[0] in needed)


def _filled(one: Question, role: Role) -> Question:
    """A general design with the role's own case; a talk about the task at home with what that task is about."""
    if one.form == "walk-through":
        about = {*text_topics(role.process.take_home), *table("plan")["always"]["home"]}
        return one._replace(topics=tuple(topic for topic in one.topics if topic in about))
    if not one.general:
        return one
    use = role.use_case
    slots = {
        "use_case": use.what, "constraints": "; ".join(c.text for c in role.constraints) or "none are written down",
        "team": "; ".join(f"{m.number} × {m.role}" for m in role.team.members) or "the role file doesn't say",
        "today": table("plan")["today"].get(use.today, "the role file doesn't say"),
    }  # fmt: skip
    return one._replace(
        ask=fill(one.ask, slots), constraints=tuple((name, fill(text, slots)) for name, text in one.constraints)
    )


def _slot(one: Question, slots: Sequence[Slot]) -> int | None:
    """The first interview that takes such a question and has time for it."""
    around = table("plan")["limits"]["around"]
    fits = (i for i, slot in enumerate(slots) if one.form in slot.forms and one.minutes <= slot.most - around)
    return next(fits, None)


def _counts(one: Question, wanted: Sequence[Element]) -> list[frozenset[str]]:
    """What a question can count for, in each way: for one must-have, an exercise for two, else all that it shows.

    One answer says little about three must-haves at once.
    """
    shown = [element for element in wanted if _covers_one(one, element)]
    needs = [element.id for element in shown if element.kind == NEED]
    rest = frozenset(element.id for element in shown if element.kind != NEED)
    most = min(len(needs), _MOST_NEEDS[one.form in _PRACTICAL])
    made = [rest | set(some) for some in combinations(needs, most)]
    return [covers for covers in made if covers]


def _covers_one(one: Question, element: Element) -> bool:
    name = element.id.partition("-")[2]
    if element.kind == NEED:
        return one.need == element.id if one.need else _tests(one, element)
    if element.kind == CHECK:
        return name == rated_check(one.check)
    if element.kind == PART:
        return name in one.proves
    return one.stage == name and one.form in _OWN_WORK and one.check != "behavioural"


def _tests(one: Question, element: Element) -> bool:
    """Whether a question tests a must-have. A design tests none.

    For a skill, its main topic, or one of an exercise's first ones, has to be the skill's. An ability's words are vaguer:
    all of its topics have to be among the main ones. Else the must-have has its own question, made from its words.
    """
    topics = set(element.topics)
    if one.form == "design" or not topics:
        return False
    if one.form in _PRACTICAL:
        shown = set(one.topics[:_SHOWN])
        return bool(topics & shown) if element.by_skill else topics <= shown
    return one.topics[0] in topics and (element.by_skill or topics <= set(one.topics[:_MAIN]))


def _weight(one: Question, topics: frozenset[str], seed: int) -> int:
    """See `[weighing]` of plan.toml; the smaller the better."""
    by = table("plan")["weighing"]
    shared = len(set(one.topics) & topics)
    luck = hash_text(f"{seed}:{one.id}") % (by["chance"] + 1)
    return int(
        one.minutes + luck + (by["frame"] if one.need else 0) + (by["general"] if one.general else 0)
        - (by["company"] if one.stages else 0) - by["shared_topic"] * min(shared, 3)
    )  # fmt: skip


def _costs(wanted: Sequence[Element]) -> list[int]:
    by = table("plan")["leaving_out"]
    return [by[element.kind] - (i if element.kind == NEED else 0) for i, element in enumerate(wanted)]


def rated_check(check: str) -> str:
    """The check that a question is rated under."""
    return "communication" if check == "behavioural" else check
