"""Grading: what is run, how it adds up, what people mark, what is told."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolewright import api
from rolewright.errors import GradeError
from rolewright.model.grade import FAIL, LEVELS, PASS, SKIP, Assignment, Check, Evidence, Mark
from rolewright.takehome import issue, record, report, review, rubric
from rolewright.takehome.bubblewrap import Bubblewrap

pytest.importorskip("onnxruntime")
boxed = pytest.mark.skipif(not Bubblewrap.works(), reason="bubblewrap isn't installed or may not make namespaces here")


def assignment(level: str) -> Assignment:
    """One that is nowhere on disk."""
    return Assignment("a-1", "text", level, 1, "ML Engineer", "Title", 120, 50, issue.rubric(level), "")


CHECKS = st.lists(
    st.builds(
        Check, id=st.sampled_from("abc"), row=st.sampled_from(["contract", "correctness", "inputs", "running", "packaging", "tests", ""]),
        verdict=st.sampled_from([PASS, FAIL, SKIP]), said=st.text(max_size=20), share=st.floats(0, 1), weight=st.floats(0.1, 5), evidence=st.just(()),
    )
)  # fmt: skip


@given(st.sampled_from(LEVELS), CHECKS)
def test_points_stay_within_their_rows(level: str, checks: list[Check]) -> None:
    """Whatever the checks say; rows with nothing tried are open, and `of` counts the others only."""
    made = rubric.add_up(assignment(level), "s", checks)
    assert all(row.earned is None or 0 <= row.earned <= row.row.points for row in made.rows)
    assert made.of == sum(row.row.points for row in made.rows if row.earned is not None)
    assert made.points == pytest.approx(sum(row.earned or 0 for row in made.rows), abs=0.05)
    assert all(row.earned is None for row in made.rows if row.row.by == "person")


@given(CHECKS)
def test_a_grade_is_the_same_after_a_file(checks: list[Check]) -> None:
    """JSON there and back."""
    made = rubric.add_up(assignment("mid"), "s", checks)
    head, again, marks = record.from_dict(json.loads(json.dumps(record.as_dict(made))))
    assert rubric.add_up(assignment("mid"), head["submission"], again, marks) == made


@pytest.mark.parametrize(
    ("points", "earned"),
    [((4,), None), ((4, 5), 4.5), ((0, 10), None), ((5, 5, 6), 5.3)],
    ids=["one", "two", "apart", "three"],
)
def test_people_mark_apart_and_talk_if_they_differ(points, earned):
    """Two at least; marks far apart settle nothing."""
    marks = [Mark("structure", f"r{n}", one, "what was seen") for n, one in enumerate(points)]
    row = next(row for row in rubric.add_up(assignment("mid"), "s", [], marks).rows if row.row.id == "structure")
    assert row.earned == earned


@pytest.fixture(scope="session")
def graded(assignments, tmp_path_factory):
    """The reference of the text assignment, zipped, graded quickly."""
    folder = tmp_path_factory.mktemp("graded")
    with zipfile.ZipFile(folder / "sub.zip", "w") as archive:
        tree = assignments["text"] / "grader/reference"
        for path in tree.rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                archive.write(path, Path("mine") / path.relative_to(tree))
    made = api.grade_takehome(str(folder / "sub.zip"), str(assignments["text"]), quick=True)
    for name, data in api.takehome_report(made).items():
        (folder / name).write_bytes(data)
    return folder, made


@boxed
def test_our_own_submission_earns_nearly_everything(graded):
    """All that a machine grades, but for what a busy machine costs; what people mark is open."""
    _, made = graded
    assert made.of == 80
    assert made.points >= 76, [check.said for row in made.rows for check in row.checks if check.share < 1]
    assert not made.notes


@boxed
def test_every_point_can_be_followed(graded):
    """Each machine row shows its sum, and each of its checks a sentence."""
    folder, made = graded
    text = (folder / "report.md").read_text()
    for row in made.rows:
        assert row.sum in text
        assert all(check.said for check in row.checks)


@boxed
def test_review_is_blind_until_both_have_marked(graded, assignments, tmp_path):
    """A mark needs evidence; another's marks are seen after one's own; two make the row."""
    shutil.copy(graded[0] / "grade.json", tmp_path / "grade.json")
    path, folder = tmp_path / "grade.json", assignments["text"]
    with pytest.raises(GradeError, match="what they saw"):
        review.mark(path, folder, "structure", "ana", 4, "good")
    with pytest.raises(GradeError, match="graded by checks"):
        review.mark(path, folder, "contract", "ana", 4, "it all looks right")
    with pytest.raises(GradeError, match="0 to 5"):
        review.mark(path, folder, "structure", "ana", 9, "it all looks right")
    review.mark(path, folder, "structure", "ana", 4, "one place to add a field")
    as_bo = review.blind(review.load(path, folder), "bo")
    row = next(row for row in as_bo.rows if row.row.id == "structure")
    assert row.earned is None
    assert not row.marks
    made = review.mark(path, folder, "structure", "bo", 5, "small parts with names")
    assert next(row for row in made.rows if row.row.id == "structure").earned == 4.5
    with pytest.raises(GradeError, match="another assignment"):
        review.load(path, assignments["ranking"])


@boxed
def test_the_report_is_a_tagged_pdf(graded):
    """Whatever a submission said is text in it."""
    pytest.importorskip("typst")
    made = graded[1]._replace(submission='#panic("x") $x$ *b* <script>')
    data = api.takehome_report(made, pdf=True)["report.pdf"]
    assert data.startswith(b"%PDF")
    assert b"/MarkInfo" in data


@boxed
def test_the_letter_is_kind_and_specific(graded):
    """It thanks, says what works, and shows no other person's points."""
    text = (graded[0] / "letter.md").read_text()
    assert "Thank you" in text
    assert "What works" in text
    assert "as the model does" in text


@boxed
@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("takehome.toml", None, "no takehome.toml"),
        ("takehome.toml", "start = 'python -m service'", "list of words"),
        ("takehome.toml", "start = [", "no TOML"),
        ("service/__main__.py", "raise SystemExit('out of order')", "out of order"),
    ],
)
def test_what_does_not_start_gets_its_grade(assignments, tmp_path, name, text, said):
    """No exception: few points, and a sentence that says why."""
    tree = tmp_path / "sub"
    shutil.copytree(assignments["text"] / "grader/reference", tree, ignore=shutil.ignore_patterns("__pycache__"))
    (tree / "requirements.txt").write_text("")
    if text is None:
        (tree / name).unlink()
    else:
        (tree / name).write_text(text)
    made = api.grade_takehome(str(tree), str(assignments["text"]), quick=True)
    assert made.points <= 15
    assert said in " ".join(check.said for row in made.rows for check in row.checks)


def test_nothing_of_a_submission_runs_in_a_report():
    """HTML, Markdown and escapes in what it said are text."""
    bad = "<script>alert(1)</script> [x](javascript:alert(1)) `code` | cell"
    check = Check("refused", "inputs", FAIL, bad, 0.0, 1.0, (Evidence(bad, bad),))
    made = rubric.add_up(assignment("mid"), bad, [check], notes=[bad])
    page = report.html(made)
    assert "<script" not in page
    for text in (report.markdown(made), report.letter(made)):
        prose = re.sub(r"`[^`\n]*`", "", text)
        assert "<script" not in prose
        assert "[x](" not in prose.replace("\\[", "")


@boxed
def test_the_command_line_does_all_of_it(graded, assignments, tmp_path):
    """Review and compare read what grade wrote."""
    from rolewright import cli

    path = str(graded[0] / "grade.json")
    assert cli.main(["takehome", "compare", path, path, "--assignment", str(assignments["text"])]) == 0
    assert cli.main(["takehome", "review", path, "--assignment", str(assignments["text"]), "--by", "ana"]) == 0
    assert cli.main(["takehome", "grade", path, "--assignment", str(tmp_path)]) == 2
    assert cli.main(["takehome", "review", path]) == 2
