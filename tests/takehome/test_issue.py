"""What an assignment holds, and that the same seed gives the same one."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from rolewright import api
from rolewright.errors import GradeError
from rolewright.model.grade import KINDS, LEVELS
from rolewright.takehome import issue, rows
from rolewright.takehome.variant import as_sent, fields


def tree(folder: Path) -> dict[str, bytes]:
    """Every file by its name."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_gives_the_same_files(role, assignments, tmp_path, kind):
    """Byte for byte; another seed gives other fields, rows and answers."""
    api.new_takehome(role, str(tmp_path / "again"), kind=kind, level="senior", seed=5)
    assert tree(tmp_path / "again") == tree(assignments[kind])
    api.new_takehome(role, str(tmp_path / "other"), kind=kind, level="senior", seed=6)
    one, other = tree(tmp_path / "other"), tree(assignments[kind])
    assert one["candidate/data/sample.json"] != other["candidate/data/sample.json"]
    assert one["grader/held_out.json"] != other["grader/held_out.json"]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_of_the_graders_is_sent(assignments, kind):
    """No held-out row is in the sample, and neither guide nor reference is in the candidate's folder."""
    sent = tree(assignments[kind] / "candidate")
    names = " ".join(sent)
    assert "held_out" not in names
    assert "guide" not in names
    assert "service" not in names
    sample = {json.dumps(pair["row"], sort_keys=True) for pair in json.loads(sent["data/sample.json"])}
    held = {json.dumps(row, sort_keys=True) for row, _ in issue.held_out(assignments[kind])}
    assert len(held - sample) >= 0.9 * len(held)


@pytest.mark.parametrize("level", LEVELS)
def test_points_of_every_level_add_up_to_a_hundred(level):
    """And each row says what none, half and all of them look like."""
    made = issue.rubric(level)
    assert sum(row.points for row in made) == 100
    assert all(len(row.anchors) == 3 and row.by in {"machine", "person"} for row in made)
    assert sum(row.points for row in made if row.by == "machine") >= 60


@pytest.mark.parametrize(("level", "has"), [("junior", False), ("mid", False), ("senior", True), ("lead", True)])
def test_seniors_get_a_fault_to_notice_and_a_note_to_write(role, tmp_path, level, has):
    """The fault stands in the model card, and what it is in the grader's guide only."""
    api.new_takehome(role, str(tmp_path / "a"), kind="text", level=level)
    made = issue.facts(tmp_path / "a")
    assert bool(made["fault"]) == has
    assert ("OPERATIONS.md" in (tmp_path / "a/candidate/README.md").read_text()) == has
    if has:
        assert made["fault"]["card"] in (tmp_path / "a/candidate/model/MODEL_CARD.md").read_text()
        assert made["fault"]["guide"] in (tmp_path / "a/grader/guide.md").read_text()


@pytest.mark.parametrize("kind", KINDS)
def test_the_contract_names_the_fields_and_its_examples_fit(assignments, kind):
    """The fields of OpenAPI, of the README's table and of the rows are the same."""
    folder = assignments[kind] / "candidate"
    contract = json.loads((folder / "openapi.json").read_text())
    names = set(contract["components"]["schemas"]["Row"]["properties"])
    for path in (folder / "examples").glob("*.request.json"):
        asked = json.loads(path.read_text())["rows"]
        answer = json.loads(path.with_name(path.name.replace("request", "response")).read_text())
        assert all(set(row) == names for row in asked)
        assert len(answer["predictions"]) == len(asked)
        shape = contract["components"]["schemas"]["Prediction"]["required"]
        assert all(list(one) == shape for one in answer["predictions"])
    readme = (folder / "README.md").read_text()
    assert all(f"`{name}`" in readme for name in names)


@pytest.mark.parametrize("kind", KINDS)
def test_the_reference_passes_its_own_tests_and_the_public_check(assignments, kind):
    """What is asked can be done: all held-out rows are right, and a submission of ours passes everything that is sent."""
    folder = assignments[kind]
    env = {**os.environ, "MODEL_PATH": str(folder / "candidate/model/model.onnx")}
    reference = folder / "grader/reference"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(reference), "tests"]
    done = subprocess.run(command, cwd=reference, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_units_of_the_api_come_back_as_the_models(role):
    """A value times its factor is the model's own, whatever unit the seed chose."""
    row = rows.made("classification", "x", 1)[0]
    for seed in range(20):
        some = fields("classification", seed)
        sent = as_sent(row, some, random.Random(0))  # noqa: S311 - made-up data
        for field in some:
            if field.type == "number" and row[field.input] is not None:
                assert sent[field.name] * field.factor == pytest.approx(row[field.input], rel=0.01, abs=0.01)


@pytest.mark.parametrize(
    ("options", "said"), [({"kind": "vision"}, "vision"), ({"level": "wizard"}, "wizard")], ids=["kind", "level"]
)
def test_what_does_not_exist_is_named(role, tmp_path, options, said):
    """With what there is instead, and no folder is left behind."""
    with pytest.raises(GradeError, match=said):
        api.new_takehome(role, str(tmp_path / "a"), **options)
    assert not (tmp_path / "a").exists()


def test_an_assignment_is_never_overwritten(role, tmp_path):
    """A folder with anything in it is refused."""
    (tmp_path / "keep.txt").write_text("mine")
    with pytest.raises(GradeError, match="not empty"):
        api.new_takehome(role, str(tmp_path))
    assert list(tmp_path.iterdir()) == [tmp_path / "keep.txt"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"version": 99, "kind": "text", "level": "mid"}'])
def test_what_is_no_assignment_is_refused(tmp_path, text):
    """A folder without one, or with something else in its place."""
    if text:
        (tmp_path / "assignment.json").write_text(text)
    with pytest.raises(GradeError, match="assignment"):
        issue.load(tmp_path)
