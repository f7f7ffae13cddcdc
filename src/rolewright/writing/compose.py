"""Role → the posting: the sections of its plan, each sentence with the fields that it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.knowledge.shelf import shelf
from rolewright.model.written import Section, Sentence, Written
from rolewright.writing import asked, terms, work
from rolewright.writing.desk import Desk, desk_of
from rolewright.writing.grammar import tidy

if TYPE_CHECKING:
    from rolewright.model.role import Role

PARTS = {
    "opening": work.opening, "duties": work.duties, "owns": work.owns, "measure": work.measure, "limits": work.limits,
    "milestones": work.milestones, "must_haves": asked.must_haves, "nice": asked.nice, "learn": asked.learn,
    "team": asked.team, "support": asked.support, "stack": asked.stack, "pay": terms.pay, "process": terms.process,
    "fair": terms.fair, "company": terms.company,
}  # fmt: skip
"""By the names that the plans use."""


def compose(role: Role) -> Written:
    """The posting. The same role always gives the same one; what the role doesn't say is not in it."""
    desk = desk_of(role)
    sections = tuple(section for name in desk.plan["order"] if (section := _section(desk, name)) is not None)
    title = Sentence(tidy(role.title), ("title",), "title")
    return _shortened(Written(title, _facts(desk), sections, role.language or "en"))


def _section(desk: Desk, name: str) -> Section | None:
    blocks = PARTS[name](desk)
    after = name == "owns" and desk.plan["after"] and any(duty.stage == "operate" for duty in desk.role.duties)
    heading = desk.say("h_after" if after else f"h_{name}") if blocks else None
    if heading is None:
        return None
    said = (path for block in blocks for sentence in block.sentences for path in sentence.fields)
    roots = (path.partition(".")[0].partition("[")[0] for path in said)
    return Section(name, heading._replace(fields=tuple(dict.fromkeys(roots))), tuple(blocks))


def _facts(desk: Desk) -> tuple[Sentence, ...]:
    """Employer, place, mode, kind of employment."""
    named = [desk.facts[name] for name in ("name", "sites", "mode_line", "employment") if name in desk.facts]
    return tuple(Sentence(str(fact.value), fact.fields, "facts") for fact in named)


def _shortened(written: Written) -> Written:
    """Without the parts that may go, while the posting is longer than the plan's limit."""
    plan = shelf("writing/plan")
    for name in plan["drop"]:
        if written.words() <= plan["most_words"]:
            break
        written = written._replace(sections=tuple(one for one in written.sections if one.id != name))
    return written
