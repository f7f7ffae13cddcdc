"""A new rule by the guide, literally: the file of `docs/adding.md` in a copy of the tree, its tests, its page, its finding."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
POSTING = "# Data Engineer\n\nYou build tables at Acme.\n\n## Requirements\n\n- SQL.\n- A valid driver's license.\n"


def test_a_new_rule_by_the_guide(tmp_path: Path) -> None:
    """One file: its examples pass, `make docs` writes its page, and the program finds what it forbids."""
    text = re.search(r"```toml\n(.*?)```", (ROOT / "docs/adding.md").read_text("utf-8"), re.DOTALL)[1]
    rule = tomllib.loads(text)
    tree = tmp_path / "tree"
    for folder in ("src", "tests/rules", "docs", "dev", "examples"):
        shutil.copytree(ROOT / folder, tree / folder, ignore=shutil.ignore_patterns("__pycache__", "screenshots"))
    (tree / "benchmarks").mkdir()
    (tree / "tests/documents").mkdir()
    for file in (
        "pyproject.toml",
        "benchmarks/__init__.py",
        "benchmarks/fired.py",
        "benchmarks/fired.tsv",
        "tests/documents/traps.md",
    ):
        shutil.copy(ROOT / file, tree / file)
    name = f"{rule['code']}_{rule['name'].replace('-', '_')}.toml"
    (tree / "src/rolewright/knowledge/rules" / name).write_text(text, "utf-8")
    (tmp_path / "posting.md").write_text(POSTING, "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(tree / "src"), "XDG_CACHE_HOME": str(tmp_path / "cache")}

    def run(*words: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, *words], cwd=tree, env=environment, capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout + done.stderr

    status, said = run("-m", "pytest", "-q", "tests/rules", "-k", rule["code"], "-p", "no:cacheprovider")
    assert status == 0, said
    assert int(re.search(r"(\d+) passed", said)[1]) >= 2
    status, said = run("dev/docs.py")
    assert status == 0, said
    assert rule["advice"] in (tree / f"docs/rules/{rule['code']}.md").read_text("utf-8")
    status, said = run("-m", "rolewright", "check", "--exit-zero", str(tmp_path / "posting.md"))
    assert status == 0, said
    assert rule["code"] in said
