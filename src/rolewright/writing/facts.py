"""Role → facts: every value that phrases may use or ask about, by name, with the fields that it is from."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rolewright.knowledge.shelf import shelf
from rolewright.model.role import ME
from rolewright.model.terms import LIFECYCLE
from rolewright.writing import hiring, money, where
from rolewright.writing.grammar import counted, listed, lower, tidy
from rolewright.writing.phrases import Fact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rolewright.model.role import Role

    Named = Iterator[tuple[str, Fact]]

LARGE = 1000
"""People from which on an enterprise is called large. Eurostat and the US SBA draw their line at 250 and 500; house."""
_PLAIN = {
    "title": "title", "name": "company.name", "about": "company.about", "domain": "company.domain", "reason": "reason",
    "stage": "company.stage", "level": "level", "family": "family", "bottleneck": "bottleneck",
    "what": "use_case.what", "kind": "use_case.kind", "users": "use_case.users", "outcome": "use_case.outcome",
    "measure": "use_case.measure", "target": "use_case.target", "today": "use_case.today", "approach": "use_case.approach",
    "reports_to": "team.reports_to", "support": "team.support", "on_call": "ownership.on_call",
    "equity": "pay.equity", "bonus": "pay.bonus", "interval": "pay.interval",
    "mode": "place.mode", "visa": "place.visa", "relocation": "place.relocation", "travel": "place.travel",
    "time_zones": "place.time_zones", "employment": "place.employment", "duration": "place.duration", "start": "place.start",
    "take_home": "process.take_home", "ai_in_hiring": "process.ai_in_hiring", "ai_for_candidates": "process.ai_for_candidates",
    "equal_opportunity": "law.equal_opportunity", "accommodation": "law.accommodation_contact",
    "background": "law.background_check", "url": "application.url", "email": "application.email",
    "contact": "application.contact", "reference": "application.reference",
}  # fmt: skip
"""Fact → the text field that it is."""
_LISTS = {"works_with": "team.works_with", "extras": "pay.extras", "benefits": "benefits", "others": "use_case.others"}


def facts_of(role: Role) -> dict[str, Fact]:
    """Every fact that the role says."""
    made = dict(_plain(role))
    for group in (_company, _work, _people, money.facts, where.facts, hiring.facts):
        made |= dict(group(role))
    return made


def get(role: Role, path: str) -> object:
    """The value at a path of names (`use_case.what`)."""
    value: object = role
    for name in path.split("."):
        value = getattr(value, name)
    return value


def _plain(role: Role) -> Named:
    for name, path in _PLAIN.items():
        text = tidy(str(get(role, path) or ""))
        if text:
            yield name, Fact(text, (path,))
    for name, path in _LISTS.items():
        texts: Sequence[str] = get(role, path)  # type: ignore[assignment]
        items = tuple(lower(tidy(text)) or tidy(text) for text in texts)
        if items:
            yield name, Fact(items, (path,))


def _company(role: Role) -> Named:
    name = tidy(role.company.name)
    if name and tidy(role.company.about).startswith(name):
        yield "about_named", Fact("yes", ("company.about",))
    people = role.company.people
    if people is not None:
        yield "people", Fact(f"{people:,}", ("company.people",))
        yield "people_word", Fact(counted(people), ("company.people",))
        if people >= LARGE:
            yield "large", Fact("yes", ("company.people",))


def _work(role: Role) -> Named:
    case = role.use_case
    if case.measure and " and " not in case.measure:
        yield "one_measure", Fact("yes", ("use_case.measure",))
    if case.experiments:
        yield "experiments", Fact(str(case.experiments), ("use_case.experiments",))
    if role.constraints:
        texts = (tidy(limit.text) for limit in role.constraints)
        yield "limits", Fact(tuple(lower(text) or text for text in texts), ("constraints",))
    if role.not_this_role:
        fields = tuple(f"not_this_role[{n}]" for n in range(1, len(role.not_this_role) + 1))
        yield "not_mine", Fact(tuple(_bracketed(tidy(text)) for text in role.not_this_role), fields)
    if role.milestones:
        yield "last_day", Fact(str(max(one.day for one in role.milestones)), ("milestones",))
    yield from _weight(role)
    yield from _tools(role)


def _bracketed(text: str) -> str:
    """`The data warehouse: data platform owns it.` → `the data warehouse (data platform owns it)`."""
    inner = lower(text) or text
    head, colon, rest = inner.partition(": ")
    return f"{head} ({rest})" if colon and ": " not in rest and "(" not in rest else inner


def _weight(role: Role) -> Named:
    """The stage that most duties are of; if none has more than half, the two that have two thirds."""
    counts = Counter(duty.stage for duty in role.duties)
    areas, fields = areas_of(role), ("duties", "family")
    if not counts or len(role.duties) < 3:
        return
    (first, most), *rest = counts.most_common()
    if 2 * most > len(role.duties):
        yield "weight", Fact(areas[first], fields)
    elif rest and 3 * (most + rest[0][1]) > 2 * len(role.duties) and (len(rest) == 1 or rest[0][1] > rest[1][1]):
        yield "weights", Fact((areas[first], areas[rest[0][0]]), fields)


def _tools(role: Role) -> Named:
    used = [tool for tool in role.stack if tool.use == "now"]
    planned = tuple(tidy(tool.name) for tool in role.stack if tool.use == "planned")
    if used:
        items = [f"{tidy(t.name)} for {lower(tidy(t.used_for))}" if t.used_for else tidy(t.name) for t in used]
        yield "tools", Fact(tuple(items), ("stack",))
    if planned:
        yield "planned", Fact(planned, ("stack",))


def areas_of(role: Role) -> dict[str, str]:
    """What the stages of the lifecycle are called in the role's family."""
    areas: dict[str, str] = shelf("writing/families")[role.family]
    return areas


def _people(role: Role) -> Named:
    if role.team.members:
        members = (f"{counted(one.number)} {plural(tidy(one.role), one.number)}" for one in role.team.members)
        yield "members", Fact(tuple(members), ("team.members",))
    alone = [stage for stage in LIFECYCLE if getattr(role.ownership, stage) == (ME, "", "")]
    if alone:
        areas = areas_of(role)
        fields = tuple(f"ownership.{stage}" for stage in alone)
        yield "areas", Fact(tuple(areas[stage] for stage in alone), (*fields, "family"))


def plural(job: str, number: int) -> str:
    """A job for so many people: `data engineers`."""
    return job if number == 1 or job.endswith("s") else f"{job}s"


def named(what: str, skill: str, alternatives: Iterable[str]) -> tuple[str, str]:
    """(what to name in brackets, what will do as well) of a requirement: the skill only if the words don't name it."""
    others = [tidy(one) for one in alternatives]
    if skill and skill.lower().removesuffix("s") not in what.lower():
        return listed([tidy(skill), *others], "or"), ""
    return "", listed(others, "or")


def texts(paths: dict[str, str], values: dict[str, str]) -> dict[str, Fact]:
    """Facts of one entry of a list: name → text and path, what is unsaid left out."""
    return {name: Fact(tidy(value), (paths[name],)) for name, value in values.items() if value and value.strip()}
