"""Role → assignment: what the candidate gets, what the grader keeps. The same role, kind, level and seed give the same files."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rolewright.errors import GradeError
from rolewright.knowledge.loader import written
from rolewright.model.grade import KINDS, LEVELS, Assignment, RubricRow
from rolewright.takehome import papers, rows
from rolewright.takehome.variant import Field, as_sent, fields

if TYPE_CHECKING:
    from rolewright.model.role import Role

VERSION = 1
SAMPLE, HELD_OUT, PER_QUERY = 200, 200, 8
"""Rows that the candidate sees, rows that only the grader has, offers of one search."""
HERE = Path(__file__).parent


def kind_of(role: Role) -> str:
    """The kind of model that suits the role's use case; classification where it names none that is known."""
    table = written("takehome/kinds")
    said = f" {role.use_case.kind} {role.use_case.what} ".lower()
    return next((kind for kind in KINDS for word in table[kind]["use"] if f" {word} " in said), KINDS[0])


def issue(role: Role, folder: Path, *, kind: str = "", level: str = "", seed: int = 0) -> Assignment:
    """Write an assignment into a folder that is empty or doesn't exist yet.

    Kind and level are the role's unless given. Raises GradeError for a kind or level that doesn't exist, for a folder in use,
    and where onnxruntime is missing.
    """
    kind, level = kind or kind_of(role), level or (role.level if role.level in LEVELS else "mid")
    for said, known in ((kind, KINDS), (level, LEVELS)):
        if said not in known:
            raise GradeError(f"there is no take-home for {said!r}", "", f"choose one of {', '.join(known)}")
    if folder.exists() and any(folder.iterdir()):
        raise GradeError("the folder is not empty", str(folder), "name a new one; an assignment is never overwritten")
    made = _facts(role, kind, level, seed)
    with_predictions = _predicted(made, folder)
    assignment = _assignment(made, folder)
    papers.write(assignment, made, with_predictions, folder)
    return assignment


def load(folder: Path) -> Assignment:
    """The assignment in a folder. Raises GradeError if it isn't one."""
    return _assignment(facts(folder), folder)


def facts(folder: Path) -> dict[str, Any]:
    """What `assignment.json` says. Raises GradeError if it isn't there or isn't one of ours."""
    path = folder / "assignment.json"
    try:
        made = json.loads(path.read_text(encoding="utf-8"))
        if made["version"] == VERSION and made["kind"] in KINDS and made["level"] in LEVELS:
            return dict(made)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise GradeError("there is no assignment here", str(path), "make one: rolewright takehome new") from error
    raise GradeError("it is an assignment of another version", str(path), "make it anew: rolewright takehome new")


def held_out(folder: Path) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """The grader's rows with the right predictions, in order; rows of one query stand together."""
    pairs = json.loads((folder / "grader" / "held_out.json").read_text(encoding="utf-8"))
    return [(pair["row"], pair["prediction"]) for pair in pairs]


def schema(folder: Path) -> tuple[Field, ...]:
    """The fields of a row."""
    return tuple(Field(**{**table, "values": tuple(table["values"])}) for table in facts(folder)["fields"])


def rubric(level: str) -> tuple[RubricRow, ...]:
    """What is graded at a level."""
    table = written("takehome/rubric")
    return tuple(
        RubricRow(name, row["title"], points, row["by"], tuple(row["anchors"]), row.get("guide", ""))
        for name, points in table["points"][level].items()
        for row in (table["rows"][name],)
    )


def _facts(role: Role, kind: str, level: str, seed: int) -> dict[str, Any]:
    """What is written to `assignment.json`."""
    kinds, brief = written("takehome/kinds"), written("takehome/brief")
    rng = random.Random(f"assignment {kind} {level} {seed}")  # noqa: S311 - the same each time
    fault = rng.choice(brief["fault"]) if level in brief["fault"][0]["levels"] else {}
    return {
        "version": VERSION, "id": f"{kind}-{level}-{seed}", "kind": kind, "level": level, "seed": seed,
        "role": role.title or role.family, "company": role.company.name, "title": kinds[kind]["title"],
        "minutes": brief["minutes"][level], "most_rows": rng.choice((40, 50, 60, 80, 100)),
        "model_version": f"{kind}-{rng.randrange(1, 9)}.{rng.randrange(10)}.{rng.randrange(10)}",
        "fault": fault, "fields": [field._asdict() for field in fields(kind, seed)],
    }  # fmt: skip


def _predicted(made: dict[str, Any], folder: Path) -> dict[str, list[tuple[dict[str, Any], dict[str, Any]]]]:
    """Sample and held-out rows as the API takes them, with the model's predictions."""
    try:
        from rolewright.takehome.given.infer import Model
    except ImportError as error:
        raise GradeError("onnxruntime is missing", str(folder), "pip install 'rolewright[takehome]'") from error
    model: Any = Model(str(HERE / "models" / made["kind"] / "model.onnx"), made)  # type: ignore[no-untyped-call]
    out = {}
    for part, count in (("sample", SAMPLE), ("held_out", HELD_OUT)):
        sent = _rows(made, f"{part} {made['seed']}", count)
        step = PER_QUERY if made["kind"] == "ranking" else count
        said = [one for at in range(0, count, step) for one in model.predict(sent[at : at + step])]
        out[part] = list(zip(sent, said, strict=True))
    return out


def _rows(made: dict[str, Any], seed: str, count: int) -> list[dict[str, Any]]:
    rng = random.Random(f"sent {seed}")  # noqa: S311 - the same each time
    some = tuple(Field(**{**table, "values": tuple(table["values"])}) for table in made["fields"])
    out = []
    for number, row in enumerate(rows.made(made["kind"], seed, count)):
        row["query"], row["ticket"] = f"q{number // PER_QUERY + 1:03d}", f"t{number + 1:04d}"
        out.append(as_sent(row, some, rng))
    return out


def _assignment(made: dict[str, Any], folder: Path) -> Assignment:
    return Assignment(
        made["id"], made["kind"], made["level"], made["seed"], made["role"], made["title"], made["minutes"],
        made["most_rows"], rubric(made["level"]), str(folder),
    )  # fmt: skip


def copy_model(kind: str, to: Path) -> None:
    """The model's file, as the candidate gets it."""
    shutil.copyfile(HERE / "models" / kind / "model.onnx", to)
