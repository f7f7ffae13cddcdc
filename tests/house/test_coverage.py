"""`docs/coverage.md` tells the truth: every rule, command, table, entry and test that it names exists, and no item is left out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rolewright import api
from rolewright.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
ITEMS = 95
PAGE = (ROOT / "docs/coverage.md").read_text("utf-8")
ROWS = re.findall(r"^\| (\d+) \| (.+?) \| (.+?) \|$", PAGE, re.MULTILINE)
PLACES = ("tests/", "docs/", "benchmarks/", "examples/", "dev/", "src/")
"""Where the paths start that the page names as they are; `knowledge/` stands under src/rolewright."""


def path_of(token: str) -> Path | None:
    """The file that a token in backticks names, if it is a path."""
    if token.startswith("knowledge/"):
        return ROOT / "src/rolewright" / token
    return ROOT / token if token.startswith(PLACES) else None


def test_every_item_stands_there_once() -> None:
    """The items are numbered 1 to 95, in order."""
    assert [int(number) for number, _, _ in ROWS] == list(range(1, ITEMS + 1))


def test_every_code_is_a_rule() -> None:
    """Codes anywhere on the page are rules or credits of today."""
    assert set(re.findall(r"\bR[WC]\d{3}\b", PAGE)) <= {rule.code for rule in api.all_rules()}


def test_off_rules_are_marked() -> None:
    """A rule that is off by default is marked so wherever the items name it, and no other is."""
    off = {rule.code for rule in api.all_rules() if not rule.on}
    for _, _, where in ROWS:
        named = {code for code in re.findall(r"\bR[WC]\d{3}\b", where) if code in off}
        assert set(re.findall(r"\b(R[WC]\d{3}) \(off", where)) == named


def test_every_path_and_command_exists() -> None:
    """Files are there, and commands run."""
    tokens = re.findall(r"`([^`]+)`", PAGE)
    assert not [token for token in tokens if (path := path_of(token)) and not path.exists()]
    assert {token.split()[1] for token in tokens if token.startswith("rolewright ")} <= set(COMMANDS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_every_entry_stands_in_its_table(row: tuple[str, str, str]) -> None:
    """Entries and fields in brackets after a table or page are words of it; what is planned names an issue."""
    _, asked, where = row
    assert asked.strip()
    assert re.search(r"`|\bR[WC]\d{3}\b", where)
    assert where.count("planned") == len(re.findall(r"planned: issue \d+", where))
    for table, entries in re.findall(r"`([^`]+\.\w+)` \((`[^)]+`)\)", where):
        text = (path_of(table) or ROOT).read_text("utf-8")
        for entry in re.findall(r"`([^`]+)`", entries):
            assert re.search(rf"(?<![\w-]){re.escape(entry)}(?![\w-])", text), f"{entry} isn't in {table}"
