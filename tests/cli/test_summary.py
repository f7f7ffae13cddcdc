"""`rolewright drift` and `rolewright summary` in whole processes."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

ROLES = Path(__file__).resolve().parents[2] / "examples/roles"


@pytest.fixture
def paired(rolewright, tmp_path):
    """`ml.role.toml` with `ml.md`, and `data/role.toml` with `data/posting.md`, each drafted from its role file."""
    (tmp_path / "data").mkdir()
    shutil.copy(ROLES / "startup-ml-engineer.toml", tmp_path / "ml.role.toml")
    shutil.copy(ROLES / "scaleup-mlops-engineer.toml", tmp_path / "data/role.toml")
    assert rolewright("draft", "ml.role.toml", "-o", "ml.md").returncode == 0
    assert rolewright("draft", "data/role.toml", "-o", "data/posting.md").returncode == 0
    return tmp_path


def test_every_posting_is_held_against_the_role_beside_it(rolewright, paired):
    """A folder, a posting or a role file may be named; what parted is told with its place, and is status 1."""
    done = rolewright("drift", ".")
    assert done.returncode == 0
    assert "0 of 2 have parted" in done.out
    text = (paired / "ml.md").read_text()
    (paired / "ml.md").write_text(text.replace("## ", "- 10+ years of Kubernetes are required.\n\n## ", 1))
    for path in (".", "ml.md", "ml.role.toml"):
        done = rolewright("drift", path)
        assert done.returncode == 1, path
        assert "ml.md and ml.role.toml: parted" in done.out
        assert "Kubernetes" in done.out
    found = json.loads(rolewright("drift", ".", "--format", "json").out)
    assert {row["posting"]: row["same"] for row in found} == {"data/posting.md": True, "ml.md": False}


def test_postings_without_a_role_are_told(rolewright, posting, tmp_path):
    """No pair at all is misuse, unless missing ones are to be passed over; a configuration is no role file."""
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    (tmp_path / "pyproject.md").write_text("# A\n")
    done = rolewright("drift", ".")
    assert done.returncode == 2
    assert "posting.md: no role file is beside it" in done.err
    assert rolewright("drift", ".", "--ignore-missing").returncode == 0


def test_a_summary_has_the_change_of_the_score(rolewright, posting, tmp_path):
    """Against a commit: what came, what went, which posting is new; words of a posting are no markup and call nobody."""
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "one"]):
        subprocess.run([*git, *words], cwd=tmp_path, check=True)
    posting.write_text(posting.read_text().replace("Rockstar ", "").replace(" Ninja", ""))
    (tmp_path / "@new_one.md").write_text("# @ninja <b>x</b> | y\n\nWe want a rockstar. https://a.example\n")
    done = rolewright("summary", ".", "--against", "HEAD")
    assert done.returncode == 0
    rows = {line.split("|")[1].strip(): line for line in done.out.splitlines() if line.startswith("| ")}
    assert "| +" in rows["posting.md"]
    assert "| new |" in rows["&#64;new\\_one.md"]
    assert "- gone **RW604**" in done.out
    assert "@" not in done.out
    assert "<b>" not in done.out
    assert "https://" not in done.out
    left = rolewright("summary", ".", "--against", "HEAD", "--changed").out
    assert "2 postings" in left


def test_a_commit_that_is_not_there_is_misuse(rolewright, posting):
    """A wrong name is told, with what to do."""
    done = rolewright("summary", ".", "--against", "no-such")
    assert done.returncode == 2
    assert "git knows no commit 'no-such' here" in done.err
    assert rolewright("summary", ".").returncode == 0
