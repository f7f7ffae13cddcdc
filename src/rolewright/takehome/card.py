"""The texts of an assignment: the candidate's README, the rubric, the model card."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rolewright.knowledge.loader import written

if TYPE_CHECKING:
    from rolewright.model.grade import Assignment

HERE = Path(__file__).parent


def readme(assignment: Assignment, made: dict[str, Any]) -> str:
    """What the candidate reads first."""
    brief, kind = written("takehome/brief"), written("takehome/kinds")[made["kind"]]
    hours = f"{assignment.minutes // 60} hours" + (" and a half" if assignment.minutes % 60 else "")
    sent = [
        "a folder with `takehome.toml` (edit the one here), your code, `requirements.txt` with pinned versions, tests, a README"
    ]
    if assignment.level in {"senior", "lead"}:
        sent.append("`OPERATIONS.md`")
    text: str = brief["texts"]["readme"]
    return text.format(
        title=made["title"], role=made["role"], company=f" at {made['company']}" if made["company"] else "", hours=hours,
        story=kind["story"], answer=kind["answer"], scope=brief["scope"][assignment.level], open=brief["open"][assignment.level],
        fields=_fields(made), most=made["most_rows"], version=made["model_version"], sent=", ".join(sent), id=made["id"],
        weights=", ".join(f"{row.title.lower()} {row.points}" for row in assignment.rubric),
    )  # fmt: skip


def _fields(made: dict[str, Any]) -> str:
    rows = ["| field | type | |", "|---|---|---|"]
    for field in made["fields"]:
        kind = f"list of {field['length']} numbers" if field["type"] == "numbers" else field["type"]
        bounds = f", {field['low']:g} to {field['high']:g}" if field["low"] is not None else ""
        null = ", may be null" if field["nullable"] else ""
        rows.append(f"| `{field['name']}` | {kind}{bounds}{null} | {field['says']} |")
    return "\n".join(rows)


def rubric_page(assignment: Assignment) -> str:
    """What is graded, with its weights and what none, half and all of the points look like."""
    rows = ["| | points | none | half | all | by |", "|---|---|---|---|---|---|"]
    for row in assignment.rubric:
        none, half, full = row.anchors
        rows.append(f"| {row.title} | {row.points} | {none} | {half} | {full} | {row.by} |")
    text: str = written("takehome/brief")["texts"]["rubric"]
    return text.format(rows="\n".join(rows))


def model_card(made: dict[str, Any]) -> str:
    """What is known of the given model."""
    facts = json.loads((HERE / "models" / made["kind"] / "facts.json").read_text(encoding="utf-8"))
    inputs = [
        f"| `{field['input']}` | {field['model']} |"
        for field in made["fields"]
        if field["model"] != "not taken by the model"
    ]
    figures = ", ".join(f"{name.replace('_', ' ')} {value:g}" for name, value in facts["figures"].items())
    text: str = written("takehome/brief")["texts"]["card"]
    return text.format(
        title=made["title"], version=made["model_version"], inputs="\n".join(inputs), figures=figures,
        trained=facts["trained_on"], tested=facts["tested_on"], fault=made["fault"].get("card", ""),
        output=written("takehome/brief")["outputs"][made["kind"]],
    )  # fmt: skip
