"""`rolewright draft`, and `compare` with a role file, as processes."""

from __future__ import annotations

import json
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROLE = ROOT / "examples/roles/startup-ml-engineer.toml"


def test_markdown_on_standard_output(rolewright):
    """Without a file the posting is printed."""
    done = rolewright("draft", ROLE)
    assert done.returncode == 0
    assert done.out.startswith("# Machine Learning Engineer\n")
    assert done.err == ""


def test_every_format_at_once(rolewright, tmp_path):
    """One call writes all files; the endings are the formats."""
    names = [f"posting.{ending}" for ending in ("md", "html", "docx", "pdf", "txt", "json")]
    done = rolewright("draft", ROLE, *(word for name in names for word in ("-o", name)))
    assert done.returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)
    assert json.loads((tmp_path / "posting.json").read_text())["@type"] == "JobPosting"
    assert rolewright("check", "posting.md").returncode == 0


def test_a_record(rolewright):
    """`--for` prints the record of a system."""
    assert json.loads(rolewright("draft", ROLE, "--for", "lever").out)["text"] == "Machine Learning Engineer"


def test_an_ending_that_is_no_format(rolewright, tmp_path):
    """Misuse, with what to write; no file."""
    done = rolewright("draft", ROLE, "-o", "posting.docs")
    assert done.returncode == 2
    assert "docx" in done.err
    assert not list(tmp_path.iterdir())


def test_gaps_are_told_and_nothing_is_written(rolewright, tmp_path):
    """Status 1, the field and what to write; `--force` writes without it."""
    text = ROLE.read_text("utf-8").replace("min = 128000\nmax = 152000\n", "")
    (tmp_path / "role.toml").write_text(text, "utf-8")
    done = rolewright("draft", "role.toml", "-o", "posting.md")
    assert done.returncode == 1
    assert "pay" in done.err
    assert "min = " in done.err
    assert not (tmp_path / "posting.md").exists()
    assert rolewright("draft", "role.toml", "-o", "posting.md", "--force").returncode == 0
    assert "TBD" not in (tmp_path / "posting.md").read_text()


def test_a_bad_role_file_is_one_line_and_no_file(rolewright, tmp_path):
    """Missing fields are named with line and what to write."""
    (tmp_path / "role.toml").write_text('version = 1\ntitle = "X"\n')
    done = rolewright("draft", "role.toml", "-o", "posting.md")
    assert done.returncode == 2
    assert "Traceback" not in done.err
    assert "family" in done.err
    assert not (tmp_path / "posting.md").exists()


def test_explain(rolewright):
    """Each sentence with why its wording works."""
    done = rolewright("draft", ROLE, "--explain")
    assert "from must_haves[1].what" in done.out
    assert "why  " in done.out


def test_polish_needs_an_endpoint(rolewright):
    """No language model is asked unless one is named."""
    done = rolewright("draft", ROLE, "--polish", "opening")
    assert done.returncode == 2
    assert "ROLEWRIGHT_LLM_URL" in done.err


def test_compare_with_the_role(rolewright, tmp_path):
    """0 for a draft of the role, 1 with the places after a change; JSON on demand."""
    rolewright("draft", ROLE, "-o", "posting.md")
    assert rolewright("compare", ROLE, "posting.md").returncode == 0
    text = (tmp_path / "posting.md").read_text()
    (tmp_path / "posting.md").write_text(text.replace("- Python that", "- You know Kubernetes.\n- Python that"))
    done = rolewright("compare", ROLE, "posting.md")
    assert done.returncode == 1
    assert "Kubernetes" in done.out
    assert "posting.md:" in done.out
    assert json.loads(rolewright("compare", ROLE, "posting.md", "--format", "json").out)["same"] is False
    assert rolewright("compare", ROLE, "posting.md", "--exit-zero").returncode == 0
