"""The files of an assignment: the candidate's folder, and the grader's."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rolewright.knowledge.loader import written
from rolewright.takehome.card import model_card, readme, rubric_page
from rolewright.takehome.contract import openapi

if TYPE_CHECKING:
    from rolewright.model.grade import Assignment

    Pairs = list[tuple[dict[str, Any], dict[str, Any]]]

HERE = Path(__file__).parent
_REFERENCE = {
    "infer.py": "service/infer.py",
    "check_rows.py": "service/check_rows.py",
    "server.py": "service/__main__.py",
}
_TEMPLATE = """# How the grader starts your service. It sets PORT (listen on 127.0.0.1 there within 20 seconds) and MODEL_PATH, and
# installs the packages before: pinned versions, wheels only, no network afterwards.
start = ["python", "-m", "service"]
requirements = "requirements.txt"
tests = ["python", "-m", "pytest", "-q"]
# dockerfile = "Dockerfile"   # in place of `start`, where whoever asked you builds images; it is built without a network
"""


def write(assignment: Assignment, made: dict[str, Any], pairs: dict[str, Pairs], folder: Path) -> None:
    """Everything of an assignment, the grader's part last."""
    mine, yours = folder / "candidate", folder / "grader"
    for part in (
        mine / "model",
        mine / "data",
        mine / "examples",
        yours / "reference/service",
        yours / "reference/tests",
    ):
        part.mkdir(parents=True, exist_ok=True)
    _text(mine / "README.md", readme(assignment, made))
    _text(mine / "RUBRIC.md", rubric_page(assignment))
    _text(mine / "takehome.toml", _TEMPLATE)
    _text(mine / "openapi.json", _json(openapi(made)))
    _text(mine / "model/MODEL_CARD.md", model_card(made))
    _text(mine / "check.py", (HERE / "given/public_check.py").read_text(encoding="utf-8"))
    shutil.copyfile(HERE / "models" / made["kind"] / "model.onnx", mine / "model/model.onnx")
    _samples(made, pairs["sample"], mine)
    _reference(made, yours / "reference")
    _text(yours / "held_out.json", _json([{"row": row, "prediction": said} for row, said in pairs["held_out"]]))
    _text(yours / "guide.md", _guide(assignment, made))
    _text(folder / "assignment.json", _json(made))


def _samples(made: dict[str, Any], pairs: Pairs, folder: Path) -> None:
    """The sample as tables and as JSON, and some requests with their answers."""
    _text(folder / "data/sample.csv", _table([row for row, _ in pairs]))
    _text(folder / "data/sample_predictions.csv", _table([said for _, said in pairs]))
    _text(folder / "data/sample.json", _json([{"row": row, "prediction": said} for row, said in pairs]))
    several = 8 if made["kind"] == "ranking" else 3
    for name, some in (("one", pairs[:1]), ("several", pairs[:several])):
        if name == "one" and made["kind"] == "ranking":
            continue
        _text(folder / f"examples/{name}.request.json", _json({"rows": [row for row, _ in some]}))
        answer = {"predictions": [said for _, said in some], "model_version": made["model_version"]}
        _text(folder / f"examples/{name}.response.json", _json(answer))


def _reference(made: dict[str, Any], folder: Path) -> None:
    """A submission of ours, as a candidate would send it."""
    for name, to in _REFERENCE.items():
        shutil.copyfile(HERE / "given" / name, folder / to)
    shutil.copyfile(HERE / "given/test_service.py", folder / "tests/test_service.py")
    _text(folder / "service/__init__.py", '"""The given model behind an HTTP endpoint."""\n')
    kept = {key: made[key] for key in ("kind", "most_rows", "model_version", "fields")}
    _text(folder / "service/facts.json", _json(kept))
    _text(folder / "requirements.txt", "\n".join(written("takehome/brief")["reference"]["requirements"]) + "\n")
    _text(folder / "takehome.toml", _TEMPLATE)
    _text(folder / "README.md", written("takehome/brief")["reference"]["readme"])


def _guide(assignment: Assignment, made: dict[str, Any]) -> str:
    """What the people who mark need to know."""
    rows = [row for row in assignment.rubric if row.by == "person"]
    parts = [
        "# For those who mark",
        "Two people mark apart, with what they saw first and the points second; then they talk.",
    ]
    for row in rows:
        none, half, full = row.anchors
        parts += [
            f"## {row.title} ({row.points})",
            row.guide,
            f"- 0: {none}\n- {row.points / 2:g}: {half}\n- {row.points}: {full}",
        ]
    if made["fault"]:
        parts += ["## The fault in the model card", f"It says: “{made['fault']['card']}”", made["fault"]["guide"]]
    if assignment.level in {"senior", "lead"}:
        said = written("takehome/brief")["open"][assignment.level]
        parts += [
            "## What is left open",
            f"{said} Any rule is right that the README gives a reason for and the service keeps.",
        ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _table(rows: list[dict[str, Any]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows({k: json.dumps(v) if isinstance(v, list) else v for k, v in row.items()} for row in rows)
    return out.getvalue()


def _json(value: Any) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


def _text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
