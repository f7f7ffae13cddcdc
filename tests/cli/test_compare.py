"""`rolewright compare` in whole processes."""

from __future__ import annotations

import json

import pytest

OLD = "# ML Engineer\n\n## Requirements\n\n- 5+ years of Python.\n- AWS.\n\n## Nice to have\n\n- Terraform.\n"
NEW = "# ML Engineer\n\n## Requirements\n\n- 3+ years of Python.\n\n## Nice to have\n\n- Terraform.\n- AWS.\n"


@pytest.fixture
def two(tmp_path):
    """`old.md` and `new.md`."""
    (tmp_path / "old.md").write_text(OLD)
    (tmp_path / "new.md").write_text(NEW)
    return tmp_path


def test_changes_are_status_1(rolewright, two):
    """What changed is told with the places in both files; status 1, or 0 if asked for."""
    done = rolewright("compare", "old.md", "new.md")
    assert done.returncode == 1
    assert "↓ 5:3 → 5:3   [-5+-] {+3++} years of Python." in done.out
    assert "↓ 6:3 → 10:3  AWS." in done.out
    assert "softened: must → nice" in done.out
    assert rolewright("compare", "old.md", "new.md", "--exit-zero").returncode == 0


def test_the_same_is_status_0(rolewright, two):
    """Equal postings, from a file and from standard input."""
    done = rolewright("compare", "old.md", "-", "--title", "ML Engineer", input=(two / "old.md").read_text())
    assert done.returncode == 0
    assert "Nothing that is compared changed." in done.out


def test_only_for_the_worse(rolewright, two):
    """`--fail-on worse` lets an improvement pass and stops a new warning."""
    (two / "ninja.md").write_text(OLD.replace("Python.", "Python, ninja style."))
    assert rolewright("compare", "ninja.md", "old.md", "--fail-on", "worse").returncode == 0
    assert rolewright("compare", "old.md", "ninja.md", "--fail-on", "worse").returncode == 1


def test_json_has_spans_of_both_sides(rolewright, two):
    """The JSON holds every change with words, spans and places, and goes to a file if asked."""
    rolewright("compare", "old.md", "new.md", "--format", "json", "--output", "out.json")
    found = json.loads((two / "out.json").read_text())
    assert found["version"] == 1
    assert {c["change"] for c in found["requirements"]} == {"softened"}
    change = found["requirements"][0]
    assert change["old"]["text"] == "5+ years of Python."
    assert change["old"]["place"] == "5:3"


def test_colour_and_narrow_screens(rolewright, two):
    """With colour the marks are colours, and no line is wider than the screen."""
    done = rolewright("compare", "old.md", "new.md", "--color", "always", COLUMNS="60")
    assert "\x1b[9;31m5+\x1b[0m \x1b[32m3+\x1b[0m" in done.out
    plain = rolewright("compare", "old.md", "new.md", COLUMNS="60").out
    assert max(map(len, plain.splitlines())) <= 60


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["old.md", "gone.md"], "gone.md: no such file or folder; check the path"),
        (["-", "-"], "standard input can be one of the two only"),
        (["old.md", "folder"], "more than one posting is there"),
        (["old.md", "broken.pdf"], "broken.pdf: "),
        (["old.md", "new.md", "--select", "RW9999"], "no rule is called 'RW9999'"),
        (["old.md"], "the following arguments are required: NEW"),
    ],
)
def test_misuse(rolewright, two, words, message):
    """What can't be compared is status 2 with one line."""
    (two / "folder").mkdir()
    (two / "folder" / "a.md").write_text(OLD)
    (two / "folder" / "b.md").write_text(NEW)
    (two / "broken.pdf").write_bytes(b"%PDF-1.7 broken")
    done = rolewright("compare", *words)
    assert (done.returncode, done.out, done.err.count("\n")) == (2, "", 1)
    assert message in done.err


def test_hostile_text_reaches_no_terminal(rolewright, two):
    """Escape sequences in a posting are shown as signs."""
    (two / "evil.md").write_text(NEW + "- \x1b[2JErase\u202e everything with Kafka.\n")
    out = rolewright("compare", "old.md", "evil.md").out
    assert "\x1b" not in out
    assert "\u202e" not in out
