"""Made-up roles for every family, level and stage: other companies, domains and duties in each of the 96 cells.

The texts stand in `benchmarks/roles/*.toml`; a cell's place among them chooses, so the same cell is always the same role.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from rolewright.errors import RoleError
from rolewright.knowledge.loader import hash_text
from rolewright.model.role import Role
from rolewright.scoping.parse import role_of

FOLDER = Path(__file__).resolve().parent / "roles"
FAMILIES = (
    "data-analyst", "data-scientist", "data-engineer", "ml-engineer", "ai-engineer", "mlops-engineer",
    "research-scientist", "software-engineer",
)  # fmt: skip
LEVELS = ("junior", "mid", "senior", "lead")
STAGES = ("startup", "scaleup", "enterprise")
_TITLES = {"junior": "Junior ", "mid": "", "senior": "Senior ", "lead": "Lead "}
_ROUND = 1000
_EXPERIMENTS: tuple[dict[str, int], ...] = ({}, {"experiments": 20}, {"experiments": 30}, {}, {"experiments": 40})


class Cell(NamedTuple):
    """A family, a level and a stage, each as its place in the lists above."""

    family: int
    level: int
    stage: int

    def __str__(self) -> str:
        """`ml-engineer/senior/startup`."""
        return f"{FAMILIES[self.family]}/{LEVELS[self.level]}/{STAGES[self.stage]}"

    @property
    def number(self) -> int:
        """0 to 95."""
        return (self.family * len(LEVELS) + self.level) * len(STAGES) + self.stage


def cells() -> Iterator[Cell]:
    """All 96."""
    for family in range(len(FAMILIES)):
        for level in range(len(LEVELS)):
            for stage in range(len(STAGES)):
                yield Cell(family, level, stage)


def role(cell: Cell) -> Role:
    """The role of a cell. Raises RoleError if it isn't a finished one."""
    made, problems = role_of(table(cell), complete=True)
    if problems:
        raise RoleError(problems[0].what, f"{cell}: {problems[0].path}", problems[0].do)
    return made


def table(cell: Cell) -> dict[str, Any]:
    """The role as the tables of a role file."""
    kind, world = texts(FAMILIES[cell.family]), texts("world")
    level, stage = LEVELS[cell.level], STAGES[cell.stage]
    turn = (cell.level + cell.stage) % len(kind["brief"])
    brief = kind["brief"][turn]
    words = {**brief, "name": brief["names"][cell.stage], "partner_cap": _cap(brief["partner"]),
             "users_short": brief["users"].split(",")[0], "senior": f"a senior {_inside(kind['title'])}"}  # fmt: skip
    duties = [_duty(row, words) for row in (*kind["duties"][level], _extra(cell, world[stage]["duty"]))]
    place = _pick(world["place"], cell, "place")
    return {
        "version": 1, "title": _TITLES[level] + kind["title"], "family": FAMILIES[cell.family], "level": level,
        "reason": brief["reason"],
        "company": {"name": words["name"], "about": brief["about"].format(**words), "stage": stage,
                    "people": _pick(world[stage]["people"], cell, "people"), "domain": brief["domain"],
                    "website": f"https://{_slug(words['name'])}.example"},
        "use_case": {**{key: brief[key] for key in ("what", "kind", "users", "outcome", "measure", "target")},
                     "today": kind["today"][turn], **_pick(_EXPERIMENTS, cell, "experiments")},
        "team": _team(cell, world, words, level), "ownership": _ownership(cell, duties, world, words),
        "duties": duties, "milestones": _milestones(cell, world, words),
        "not_this_role": [text.format(**words) for text in _pick(world["words"]["not_mine"], cell, "not mine")],
        "must_haves": [_need(row) for row in kind["must"][level]],
        "nice_to_haves": [_wish(row, words) for row in _two(kind["nice"]["items"], cell.number)],
        "will_learn": [_wish(_pick(world["words"]["learn"], cell, "learn"), words)]
        if level in {"junior", "mid"} else [],
        "stack": [{"name": name, "use": "now", "used_for": used} for name, used in kind["tools"][: 3 + cell.stage % 2]],
        "constraints": [{"kind": brief["limit"][0], "text": brief["limit"][1]}],
        **_terms(cell, world, place, words), "benefits": _benefits(cell, place, world),
        "process": _process(cell, world, words),
    }  # fmt: skip


@cache
def texts(name: str) -> dict[str, Any]:
    """A file of texts."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


def _duty(row: list[str], words: dict[str, Any]) -> dict[str, Any]:
    name, stage, strands, when, text = row
    return {"id": name, "stage": stage, "strands": strands.split(","), "text": _fit(text, words),
            "when": "first-90-days" if when == "now" else "later"}  # fmt: skip


def _fit(text: str, words: dict[str, Any]) -> str:
    made = text.format(**words)
    return _cap(made)


def _need(row: list[str]) -> dict[str, Any]:
    what, skill, duty, *others = row
    return (
        {"what": what, "skill": skill, "duty": duty, "alternatives": others} if skill else {"what": what, "duty": duty}
    )


def _wish(row: list[str], words: dict[str, Any]) -> dict[str, Any]:
    what, skill, why = (text.format(**words) for text in row)
    return {key: text for key, text in (("what", what), ("skill", skill), ("why", why)) if text}


def _team(cell: Cell, world: dict[str, Any], words: dict[str, Any], level: str) -> dict[str, Any]:
    mates = _pick(world["words"]["mates"], cell, "mates")
    members = [{"role": mate, "number": 1 + (cell.number + n) % 3 + cell.stage} for n, mate in enumerate(mates)]
    support = _pick(world["level"][level]["support"], cell, "support")
    return {"members": members, "reports_to": _pick(world["words"]["managers"], cell, "manager"),
            "works_with": [words["partner"], "product"], "support": support.format(**words)}  # fmt: skip


def _ownership(
    cell: Cell, duties: list[dict[str, Any]], world: dict[str, Any], words: dict[str, Any]
) -> dict[str, Any]:
    """The stages with a duty are this person's, for juniors with a team; the others another team's."""
    worked = {duty["stage"] for duty in duties}
    out: dict[str, Any] = {}
    for stage in ("data", "model", "deploy", "operate"):
        if stage not in worked:
            out[stage] = {"owner": "another team", "team": ("data engineering", "applied science", "the product engineers",
                          "the operations team")[("data", "model", "deploy", "operate").index(stage)]}  # fmt: skip
        elif cell.level == 0 or (stage == "data" and cell.stage):
            out[stage] = {"owner": "this person", "team": "the engineers of the group" if cell.level == 0 else "data engineering",
                          "boundary": "you do your part, they answer for the whole" if cell.level == 0
                          else f"they deliver {words['data']} as agreed; you check what you use"}  # fmt: skip
        else:
            out[stage] = {"owner": "this person"}
    if cell.level == 0:
        out["on_call"] = "none for you in the first year"
    elif "operate" in worked:
        out["on_call"] = _pick(world["words"]["nights"], cell, "nights")
    return out


def _milestones(cell: Cell, world: dict[str, Any], words: dict[str, Any]) -> list[dict[str, Any]]:
    chosen = _pick(world["words"]["milestones"], cell, "milestones")
    days = (30, 90, 180) if cell.stage else (30, 60, 90)
    return [{"day": day, "text": _fit(text, words)} for day, text in zip(days, chosen, strict=True)]


def _terms(cell: Cell, world: dict[str, Any], place: dict[str, Any], words: dict[str, Any]) -> dict[str, Any]:
    """Pay, place, law, application."""
    currency, factor = place["pay"]
    low = round(world["level"][LEVELS[cell.level]]["pay"] * factor * (0.94 + 0.05 * cell.stage) / _ROUND) * _ROUND
    pay = {"min": low, "max": round(low * 1.2 / _ROUND) * _ROUND, "currency": currency, "interval": "year",
           "bonus": _pick(world["words"]["bonus"], cell, "bonus"),
           "equity": _pick(world["words"]["equity"], cell, "equity") if cell.stage == 0 else ""}  # fmt: skip
    site = _slug(words["name"])
    where = {key: place[key] for key in ("mode", "sites", "remote_from", "office_days") if key in place}
    return {
        "pay": {key: value for key, value in pay.items() if value != ""},
        "place": {**where, "employment": "full-time", "visa": _pick(("sponsored", "case-by-case", "not-sponsored"), cell, "visa")},
        "law": {"jurisdictions": place["jurisdictions"], "equal_opportunity": _pick(world["words"]["equal"], cell, "equal"),
                "accommodation_contact": f"people@{site}.example", "existing_vacancy": True},
        "application": {"url": f"https://{site}.example/jobs/{cell.number}", "posted": "2026-11-23",
                        "valid_through": f"2027-01-{10 + cell.number % 20}"},
    }  # fmt: skip


def _process(cell: Cell, world: dict[str, Any], words: dict[str, Any]) -> dict[str, Any]:
    steps = _pick(world["words"]["steps"], cell, "steps")
    return {"steps": [{"what": what.format(**words), "minutes": minutes, "who": who} for what, minutes, who in steps],
            "reply_days": 2 + cell.number % 5, "weeks": 2 + cell.number % 4,
            "ai_in_hiring": _pick(world["words"]["ai"], cell, "ai")}  # fmt: skip


def _pick(some: Any, cell: Cell, key: str) -> Any:
    """One of some things, by the cell and what it is for."""
    return some[(hash_text(f"{cell}/{key}") >> 5) % len(some)]


def _extra(cell: Cell, duties: list[list[str]]) -> list[str]:
    """A duty that goes with the company's stage; the first of them fits juniors."""
    return duties[0] if cell.level == 0 else _pick(duties, cell, "duty")


def _benefits(cell: Cell, place: dict[str, Any], world: dict[str, Any]) -> list[str]:
    """Three of the country's, in an order of their own."""
    found = world["benefits"].get(place["jurisdictions"][0][:2], world["benefits"]["EU"])
    turn = hash_text(f"{cell}/benefits") % len(found)
    return [*found[turn:], *found[:turn]][:4]


def _inside(title: str) -> str:
    """A title inside a sentence: `AI engineer`, `data engineer`."""
    return " ".join(word if word.isupper() or word == "MLOps" else word.lower() for word in title.split())


def _two(some: list[Any], number: int) -> list[Any]:
    return [some[number % len(some)], some[(number + 1) % len(some)]]


def _slug(name: str) -> str:
    return "".join(char for char in name.lower() if char.isalnum())


def _cap(text: str) -> str:
    return text[:1].upper() + text[1:]
