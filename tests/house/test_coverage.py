"""`docs/coverage.md` tells the truth: every rule, command, table and test that it names exists, and no item is left out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rolewright import api
from rolewright.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
ITEMS = 95
ROWS = re.findall(r"^\| (\d+) \| (.+?) \| (.+?) \|$", (ROOT / "docs/coverage.md").read_text("utf-8"), re.MULTILINE)


def test_every_item_stands_there_once() -> None:
    """The items are numbered 1 to 95, in order."""
    assert [int(number) for number, _, _ in ROWS] == list(range(1, ITEMS + 1))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_what_a_row_names_exists(row: tuple[str, str, str]) -> None:
    """Codes are rules, commands run, tables and tests are files, and what is planned names an issue."""
    _, asked, where = row
    codes = re.findall(r"\bR[WC]\d{3}\b", where)
    commands = re.findall(r"`rolewright (\w+)", where)
    files = [f"src/rolewright/{path}" for path in re.findall(r"`(knowledge/[\w./]+)`", where)]
    files += re.findall(r"`((?:tests|docs|benchmarks)/[\w./]+)`", where)
    planned = re.findall(r"planned: issue (\d+)", where)
    assert asked.strip()
    assert codes or commands or files or planned
    assert set(codes) <= {rule.code for rule in api.all_rules()}
    assert set(commands) <= {*COMMANDS, "scope", "draft"} if planned else set(commands) <= set(COMMANDS)
    assert not [path for path in files if not (ROOT / path).exists()]
    assert where.count("planned") == len(planned)
