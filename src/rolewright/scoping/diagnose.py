"""Role → Diagnosis, by the decision tables of `knowledge/scoping`; the reasons are the rows that hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.errors import KnowledgeError
from rolewright.knowledge.shelf import shelf
from rolewright.model.diagnosis import Bottleneck, Diagnosis, Headline, Hire, Level, Owner, Question, Reason, Sourcing
from rolewright.model.role import ME, NOBODY, TEAM
from rolewright.model.terms import LEVELS, LIFECYCLE
from rolewright.scoping.conditions import Facts, holds, told
from rolewright.scoping.facts import facts_of
from rolewright.scoping.fields import fields
from rolewright.scoping.five import answers
from rolewright.scoping.worth import judge

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rolewright.model.role import Role


def diagnose(role: Role) -> Diagnosis:
    """The diagnosis of a role, finished or not. The same role gives the same diagnosis."""
    table = shelf("scoping/diagnosis")
    facts = facts_of(role)
    five = answers(role)
    facts["answered"] = sum(answer.state in {"clear", "no-number"} for answer in five)
    ranked = _bottlenecks(table, role, facts)
    facts.update(_of_bottleneck(role, ranked))
    row = _first(table, "hire", facts)
    level = _level(table, facts)
    facts.update(_of_advice(role, row, level))
    owners, open_ones = tuple(_ownership(role)), tuple(_questions(facts))
    ways = list(_rows(table, "sourcing", facts))
    thoughts = [one for one in ways[1:] if one["when"] and one["choice"] != ways[0]["choice"]]
    return Diagnosis(
        bottlenecks=ranked,
        means=table["bottleneck"][facts["bottleneck"]]["means"],
        first=_hire(table, row["family"]),
        first_reason=Reason(row["id"], row["because"], row["source"]),
        runner_up=_hire(table, row["runner_up"]),
        level=level,
        sourcing=_sourcing(table, ways[0], facts),
        second_thought=_sourcing(table, thoughts[0], facts) if thoughts else None,
        ownership=owners,
        answers=five,
        must_haves=judge(role, facts),
        questions=open_ones,
        stage=tuple(table["stage"].get(role.company.stage, {}).items()),
        headlines=_headlines(role, owners, open_ones),
    )


def _rows(table: dict[str, Any], name: str, facts: Facts) -> Iterator[dict[str, Any]]:
    return (row for row in table[name] if holds(row["when"], facts))


def _first(table: dict[str, Any], name: str, facts: Facts) -> dict[str, Any]:
    for row in _rows(table, name, facts):
        return row
    raise KnowledgeError("no row holds", f"scoping/diagnosis.toml: {name}", "end it with a row without conditions")


def _bottlenecks(table: dict[str, Any], role: Role, facts: Facts) -> tuple[Bottleneck, ...]:
    """All that have a sign, most points first, then in the order of the lifecycle; `model` if none has."""
    reasons: dict[str, list[Reason]] = {name: [] for name in table["bottleneck"]}
    for row in _rows(table, "sign", facts):
        reasons[role.bottleneck if row["to"] == "*" else row["to"]] += _reasons(row, facts)
    made = [Bottleneck(name, sum(r.points for r in found), tuple(found)) for name, found in reasons.items()]
    ranked = sorted((one for one in made if one.points), key=lambda one: -one.points)
    return tuple(ranked) or (next(one for one in made if one.id == "model"),)


def _reasons(row: dict[str, Any], facts: Facts) -> Iterator[Reason]:
    """One reason, or one for each member of a set that the row counts."""
    if "each" not in row:
        yield Reason(row["id"], told(row["says"], facts), row["source"], row["points"])
        return
    meanings = next(field.choices for field in fields("Role") if field.name == row["each"])
    matched = [name for name in row["when"][row["each"]] if name in facts[row["each"]]]  # type: ignore[operator]
    for name in matched:
        yield Reason(name, told(row["says"], {**facts, "meaning": meanings[name]}), row["source"], row["points"])


def _of_bottleneck(role: Role, ranked: Sequence[Bottleneck]) -> Facts:
    """Facts that the ranking adds. What the team says fits if no other has more points."""
    first = ranked[0]
    said = next((one.points for one in ranked if one.id == role.bottleneck), 0)
    fits = "" if not role.bottleneck else "yes" if said == first.points else "no"
    reason = first.reasons[0].text if first.reasons else ""
    return {"bottleneck": first.id, "bottleneck_fits": fits, "bottleneck_reason": reason}


def _level(table: dict[str, Any], facts: Facts) -> Level:
    rows = list(_rows(table, "level", facts))
    same = [row for row in rows if row["level"] == rows[0]["level"] and (row["when"] or row is rows[0])]
    return Level(rows[0]["level"], tuple(Reason(row["id"], told(row["says"], facts), row["source"]) for row in same))


def _of_advice(role: Role, row: dict[str, Any], level: Level) -> Facts:
    """Facts that the advice adds: does what the team asks for fit it? `level_gap` is advice less wish, in steps."""
    fits = "" if not role.family else "yes" if role.family in {row["family"], row["runner_up"]} else "no"
    known = role.level in LEVELS and role.level != "manager"
    gap = LEVELS.index(level.id) - LEVELS.index(role.level) if known else None
    return {
        "family_fits": fits, "advised_family": row["family"], "runner_up": row["runner_up"], "level_gap": gap,
        "advised_level": level.id, "level_reason": level.reasons[0].text,
    }  # fmt: skip


def _hire(table: dict[str, Any], family: str) -> Hire:
    entry = table["family"][family]
    return Hire(family, entry["title"], entry["solves"], entry["leaves"], entry["risk"])


def _sourcing(table: dict[str, Any], row: dict[str, Any], facts: Facts) -> Sourcing:
    means = table["choices"]["sourcing"][row["choice"]]
    reason = Reason(row["id"], told(row["says"], facts), row["source"])
    return Sourcing(row["choice"], means, reason, table["choices"]["channel"][row["choice"]])


_FINDINGS = {NOBODY: "nobody owns it", "": "nobody is named"}


def _ownership(role: Role) -> Iterator[Owner]:
    for stage in LIFECYCLE:
        share = getattr(role.ownership, stage)
        finding = _FINDINGS.get(share.owner, "")
        if share.owner == ME and role.duties and all(duty.stage != stage for duty in role.duties):
            finding = "owned, and no duty is about it"
        elif share.owner == TEAM and not share.team:
            finding = "the team isn't named"
        yield Owner(stage, share.owner or NOBODY, share.team, share.boundary, finding)


def _questions(facts: Facts) -> Iterator[Question]:
    table = shelf("scoping/questions")
    for row in _rows(table, "question", facts):
        cost, stage = table["costs"][row["cost"]], row.get("stage", False)
        yield Question(
            row["id"], told(row["asks"], facts), row["because"], tuple(row["fields"]), row["source"], cost, stage
        )


def _headlines(role: Role, owners: Sequence[Owner], questions: Sequence[Question]) -> tuple[Headline, ...]:
    """The two tests of a strong role (domain.md 95): every stage has an owner, and nothing contradicts the stage."""
    gaps = [owner.stage for owner in owners if owner.finding]
    owned = f"open: {', '.join(gaps)}" if gaps else "every stage has an owner, and what this person owns has duties"
    doubts = [question.id for question in questions if question.stage]
    if not role.company.stage:
        fits = "the stage isn't said"
    else:
        fits = f"contradicted: {', '.join(doubts)}" if doubts else f"nothing contradicts a {role.company.stage}"
    return (
        Headline("defines real ownership", not gaps, owned),
        Headline("reflects the stage", bool(role.company.stage) and not doubts, fits),
    )
