"""Role → the facts that the conditions of the decision tables speak of. What isn't said is None, "" or an empty set."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from rolewright.knowledge.normal import normalise
from rolewright.knowledge.shelf import shelf
from rolewright.model.role import ME, NOBODY, TEAM
from rolewright.model.terms import LIFECYCLE
from rolewright.scoping import texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.model.role import Role
    from rolewright.scoping.conditions import Facts

SENIOR = frozenset({"senior", "lead", "manager"})
_NOT_ENGINEERS = frozenset({"other", "data-analyst", "data-scientist", "research-scientist"})


def facts_of(role: Role) -> Facts:
    """Every fact by name, before anything is diagnosed."""
    return {
        **_company(role),
        **_work(role),
        **_owners(role),
        **_people(role),
        **_asked(role),
        **_terms(role),
        **_titles(role),
    }


def get(role: Role, path: str) -> Any:
    """The value at a path of names (`use_case.what`)."""
    value: Any = role
    for name in path.split("."):
        value = getattr(value, name)
    return value


def vague_words(text: str) -> list[str]:
    """The words in a text that fit any project, in the table's order."""
    return _phrases(text, "vague")


def has_number(text: str) -> bool:
    """Whether a text holds a digit or a number in words."""
    return any(char.isdigit() for char in text) or bool(_phrases(text, "numbers"))


def _phrases(text: str, which: str) -> list[str]:
    padded = f" {normalise(text).strip()} "
    words = shelf("scoping/questions")["words"][which]
    return [word for word in words if f" {normalise(word).strip()} " in padded]


def _company(role: Role) -> Facts:
    company, case = role.company, role.use_case
    vague = vague_words(case.what)
    spoken = " . ".join((case.what, role.title, *(duty.text for duty in role.duties)))
    return {
        "stage": company.stage, "people": company.people, "family": role.family, "level": role.level, "title": role.title,
        "said_bottleneck": role.bottleneck, "symptoms": frozenset(role.symptoms), "kind": case.kind, "today": case.today,
        "approach": case.approach, "experiments": case.experiments, "use_cases": bool(case.what) + len(case.others),
        "vague": frozenset({"use_case"} if vague else ()), "vague_words": ", ".join(vague[:3]),
        "says": frozenset({"platform"} if _phrases(spoken, "platform") else ()), "unsaid": _unsaid(role),
    }  # fmt: skip


_UNSAID = {
    "use_case": "use_case.what", "users": "use_case.users", "measure": "use_case.measure", "bottleneck": "bottleneck",
    "on_call": "ownership.on_call", "boundary_data": "ownership.data.boundary", "remote_from": "place.remote_from",
    "pay": "pay.max", "support": "team.support", "boundary_operate": "ownership.operate.boundary",
}  # fmt: skip


def _unsaid(role: Role) -> frozenset[str]:
    return frozenset(name for name, path in _UNSAID.items() if get(role, path) in ("", (), None))


def _work(role: Role) -> Facts:
    strands = strands_of(role)
    first = Counter(names[0] for names in strands if names)
    count = len(role.duties)
    return {
        "duties": count, "milestones": len(role.milestones),
        "duty_stages": frozenset(duty.stage for duty in role.duties if duty.stage),
        "lead_duties": sum("lead" in names for names in strands), "jobs": _jobs(strands), "hats": _hats(strands),
        "research_share": first["research"] / count if count else None,
        "analytics_share": first["analytics"] / count if count else None,
    }  # fmt: skip


def strands_of(role: Role) -> list[tuple[str, ...]]:
    """The strands of each duty: as said, else as the duty reads."""
    if all(duty.strands for duty in role.duties):
        return [duty.strands for duty in role.duties]
    read = texts.strands_of([duty.text for duty in role.duties])
    return [duty.strands or found for duty, found in zip(role.duties, read, strict=True)]


def _jobs(strands: Sequence[tuple[str, ...]]) -> frozenset[str]:
    """The groups of strands with enough duties to be a job."""
    table = shelf("scoping/questions")["jobs"]
    firsts = [names[0] for names in strands if names]
    counts = {name: sum(first in group for first in firsts) for name, group in table["groups"].items()}
    least = max(table["duties"], table["share"] * len(strands))
    return frozenset(name for name, count in counts.items() if count >= least)


def _hats(strands: Sequence[tuple[str, ...]]) -> frozenset[str]:
    """The groups of strands that any duty begins with."""
    groups = shelf("scoping/questions")["jobs"]["groups"]
    firsts = {names[0] for names in strands if names}
    return frozenset(name for name, group in groups.items() if not firsts.isdisjoint(group))


def _owners(role: Role) -> Facts:
    shares = {stage: getattr(role.ownership, stage) for stage in LIFECYCLE}
    mine = frozenset(stage for stage, share in shares.items() if share.owner == ME)
    others = frozenset(stage for stage, share in shares.items() if share.owner == TEAM)
    worked = frozenset(duty.stage for duty in role.duties)
    teams = {_bare(name) for name in (*(share.team for share in shares.values()), *role.team.works_with)} - {""}
    return {
        "mine": mine, "others": others, "teams": frozenset(teams),
        "nobody": frozenset(stage for stage, share in shares.items() if share.owner in {NOBODY, ""}),
        "owned_idle": mine - worked if role.duties else frozenset(),
        "duty_elsewhere": frozenset(stage for stage in others & worked if not shares[stage].boundary),
    }  # fmt: skip


def _bare(team: str) -> str:
    """A team's name without what is said of any team."""
    return team.lower().removeprefix("the ").removeprefix("our ").removesuffix(" team")


def _people(role: Role) -> Facts:
    promised = [(texts.title(member.role), member.number) for member in role.team.members]
    known = [(found, number) for found, number in promised if found is not None]
    helped = bool(role.team.support) or any(found.level in SENIOR for found, _ in known)
    return {
        "colleagues": frozenset(found.family for found, _ in known),
        "engineers": sum(number for found, number in known if found.family not in _NOT_ENGINEERS),
        "help": "yes" if helped else "no", "works_with": len(role.team.works_with),
    }  # fmt: skip


def _asked(role: Role) -> Facts:
    unused = unused_tools(role)
    years = [need.years for need in role.must_haves if need.years is not None]
    return {
        "musts": len(role.must_haves), "abilities": sum(not need.skill for need in role.must_haves) if role.must_haves else None,
        "years": max(years, default=None), "unused": frozenset(unused), "unused_why": "; ".join(sorted(set(unused.values()))),
        "constraints": frozenset(one.kind for one in role.constraints),
    }  # fmt: skip


def unused_tools(role: Role) -> dict[str, str]:
    """Required tools that aren't in use: name → why. Only products with a name, and only if a stack is given at all."""
    from rolewright.knowledge.loader import book

    heavy = frozenset(book().tables["checks"]["heavy_stack"]["skills"])
    if not role.stack or not role.must_haves:
        return {}
    uses = tool_uses(role)
    out = {}
    for skills in texts.skills_in([need.skill for need in role.must_haves]):
        for skill in sorted(skills):
            use = uses.get(skill, "unlisted")
            if use == "no" or (use == "unlisted" and skill in heavy):
                out[texts.name_of(skill)] = "your stack says no to it" if use == "no" else "your stack doesn't list it"
            elif use == "planned":
                out[texts.name_of(skill)] = "it is only planned"
    return out


def tool_uses(role: Role) -> dict[str, str]:
    """Skill id → now, planned or no, as the stack says."""
    found = texts.skills_in([tool.name for tool in role.stack])
    return {skill: tool.use for tool, skills in zip(role.stack, found, strict=True) for skill in skills}


def _terms(role: Role) -> Facts:
    pay, minutes = role.pay, [step.minutes for step in role.process.steps if step.minutes]
    whole = sum(minutes) or None
    american = frozenset(place for place in role.law.jurisdictions if place.partition("-")[0] == "US")
    yearly = pay.max if pay.currency == "USD" and pay.interval == "year" else None
    return {
        "mode": role.place.mode, "employment": role.place.employment, "pay_max": pay.max, "us_year": yearly,
        "jurisdictions_us": american, "pay_laws": _pay_laws(role), "take_home_hours": role.process.take_home_hours, "process_minutes": whole,
        "process_hours": None if whole is None else round(whole / 60, 1),
    }  # fmt: skip


def _pay_laws(role: Role) -> frozenset[str]:
    """The names of the laws that want pay in the ad, in the role's jurisdictions, at its day of posting if it has one."""
    from rolewright.knowledge.loader import book

    places, day = set(role.law.jurisdictions), role.application.posted
    laws = book().tables["laws"]["pay"]
    fitting = (law for law in laws if law["when"] == "ad" and not places.isdisjoint(law["places"]))
    return frozenset(law["name"] for law in fitting if not day or law["since"] <= day)


def _titles(role: Role) -> Facts:
    """What the title promises, and whether the role keeps it; unknown where it promises nothing."""
    from rolewright.knowledge.loader import book

    found = texts.title(role.title)
    family = "" if found is None or found.family == "other" else found.family
    level = "" if found is None or found.level == "unknown" else found.level
    fair = book().tables["checks"]["fair_titles"].get(family, ())
    return {
        "title_family": family, "title_level": level,
        "title_family_fits": _fits(family, role.family, also=fair),
        "title_level_fits": _fits(level, role.level),
    }  # fmt: skip


def _fits(promised: str, kept: str, also: Sequence[str] = ()) -> str:
    if not promised or not kept:
        return ""
    return "yes" if promised == kept or kept in also else "no"
