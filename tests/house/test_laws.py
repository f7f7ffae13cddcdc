"""The table of laws: complete, with known places, and found stale when it is."""

from __future__ import annotations

import importlib.util
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
TABLES = ROOT / "src/rolewright/knowledge"
_spec = importlib.util.spec_from_file_location("dev_laws", ROOT / "dev/laws.py")
assert _spec is not None
assert _spec.loader is not None
laws: Any = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(laws)

ENTRY = """[[pay]]
id = "{id}"
name = "Elbonia (Pay Act)"
places = ["US-CO"]
since = "2020-01-01"
who = "all"
says = "pay"
source = "the act"
basis = "read"
verified = "{verified}"
"""


def table(tmp_path: Path, *entries: tuple[str, str]) -> list[str]:
    """The words that make the script check these entries (id, verified)."""
    path = tmp_path / "laws.toml"
    path.write_text("\n".join(ENTRY.format(id=name, verified=day) for name, day in entries), encoding="utf-8")
    return ["--table", str(path), "--date", "2026-11-23"]


@pytest.mark.parametrize("verified", ["2026-11-23", "2025-11-23", "2026-01-31"])
def test_an_entry_of_this_year_is_fresh(tmp_path: Path, verified: str) -> None:
    """A source read within 365 days passes."""
    assert laws.main(table(tmp_path, ("A", verified))) == 0


@pytest.mark.parametrize("verified", ["2025-11-22", "2019-05-01", "2026-11-24"])
def test_a_stale_entry_fails(tmp_path: Path, verified: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Over a year ago, or in the future: the entry is named with what to do."""
    assert laws.main(table(tmp_path, ("A", "2026-11-01"), ("B", verified))) == 1
    said = capsys.readouterr().err
    assert "B: verified" in said
    assert "A:" not in said


def test_an_id_is_used_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two entries of one id are told."""
    assert laws.main(table(tmp_path, ("A", "2026-11-01"), ("A", "2026-11-01"))) == 1
    assert "twice" in capsys.readouterr().err


def test_a_missing_key_is_told() -> None:
    """An entry without a source can't be verified."""
    (said,) = laws.faults({"pay": [{"id": "A", "name": "x"}]}, date(2026, 11, 23))
    assert "source" in said


def test_our_table_is_whole() -> None:
    """On the day it was last verified, nothing is wrong with it, and every duty has a heading."""
    found = tomllib.loads((TABLES / "laws.toml").read_text(encoding="utf-8"))
    day = max(date.fromisoformat(row["verified"]) for _, row in laws.entries(found))
    assert list(laws.faults(found, day)) == []
    assert {name for name, _ in laws.entries(found)} == set(found["duties"])
    assert all(row["basis"] in {"read", "known"} for _, row in laws.entries(found))


def test_places_of_laws_are_known() -> None:
    """Every place of a law is one that the reader knows, a country with its parts, or a group."""
    found = tomllib.loads((TABLES / "laws.toml").read_text(encoding="utf-8"))
    places = tomllib.loads((TABLES / "places.toml").read_text(encoding="utf-8"))
    known = {entry["code"] for entry in places["place"]}
    named = {place for _, row in laws.entries(found) for place in row["places"]}
    groups = {f"@{name}" for name in found["groups"]}
    assert {p.rstrip("*") for p in named} - groups <= known
    assert set().union(*found["groups"].values()) <= known
