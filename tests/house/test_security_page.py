"""`docs/security.md` promises tests: they are there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_test_that_it_names_is_there():
    """Each `room/file.py::name`, and every row of its tables has one."""
    text = (ROOT / "docs/security.md").read_text("utf-8")
    named = re.findall(r"`(\w+/\w+\.py)::(\w+)`", text)
    assert len(named) > 30
    missing = [one for one in named if f"def {one[1]}(" not in (ROOT / "tests" / one[0]).read_text("utf-8")]
    assert missing == []
    rows = [line for line in text.splitlines() if line.startswith("| ") and not line.startswith("| |")]
    assert [line for line in rows if "::" not in line] == []
