"""The parts on pay and terms, on hiring, on the law, on the company."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.written import Block
from rolewright.writing.facts import texts
from rolewright.writing.grammar import tidy
from rolewright.writing.hiring import step_text
from rolewright.writing.phrases import Fact

if TYPE_CHECKING:
    from rolewright.writing.desk import Desk

_TERMS = ("hours", "visa", "relocation", "travel", "time_zones", "duration", "start")
_AFTER_STEPS = ("take_home", "reply", "weeks", "ai_in_hiring", "ai_for_candidates")
_APPLY = ("apply", "contact", "reference")


def pay(desk: Desk) -> list[Block]:
    """Pay and what belongs to it, benefits, terms. A startup names benefits in a sentence, others in a list."""
    blocks = desk.paragraph("pay", "equity", "bonus", "extras")
    if desk.role.company.stage == "startup" or len(desk.role.benefits) < 2:
        blocks += desk.paragraph("benefits_line")
    else:
        made = (
            desk.say("benefit", texts({"text": f"benefits[{n}]"}, {"text": text}))
            for n, text in enumerate(desk.role.benefits, 1)
        )
        lead, items = desk.say("benefits_lead"), tuple(one for one in made if one is not None)
        blocks += [Block("text", (lead,)), Block("bullets", items)] if lead is not None else []
    return blocks + desk.paragraph(*_TERMS)


def process(desk: Desk) -> list[Block]:
    """The steps, what goes with them, and how to apply."""
    return [*_steps(desk), *desk.paragraph(*_AFTER_STEPS), *desk.paragraph(*_APPLY)]


def _steps(desk: Desk) -> list[Block]:
    if desk.role.company.stage == "startup":
        return desk.paragraph("steps_line")
    made = (
        desk.say("step", {"text": Fact(tidy(step_text(step)), (f"process.steps[{n}]",))})
        for n, step in enumerate(desk.role.process.steps, 1)
    )
    items = tuple(one for one in made if one is not None)
    lead = desk.say("steps_lead") if items else None
    return [Block("text", (lead,)), Block("bullets", items)] if lead is not None else []


def fair(desk: Desk) -> list[Block]:
    """What the law asks to say, in the employer's words."""
    return desk.paragraph("equal", "adjust", "vacancy", "background")


def company(desk: Desk) -> list[Block]:
    """What the company does, where the opening doesn't say it."""
    return [] if desk.opens_with("about") else desk.paragraph("about")
