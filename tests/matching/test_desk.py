"""The desk: both ways, conditions that are seen, nobody lost at an edge."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from benchmarks import resumes
from candidate import DAY, TEXT

from rolewright import api
from rolewright.cli import main
from rolewright.errors import ConfigError
from rolewright.matching.terms import checks, overlap
from rolewright.model.desk import Pair, Person, Terms
from rolewright.people.board import first

ROLES = sorted(str(path) for path in Path("examples/roles").glob("*.toml"))


def test_all_beside_all(tmp_path, role) -> None:
    """Every pair stands in pairs.csv with the points that `match` gives."""
    folder = tmp_path / "in"
    folder.mkdir()
    for i, person in enumerate(resumes.people(5)):
        (folder / f"{i}.txt").write_text(resumes.plain(person), encoding="utf-8")
    assert main(["desk", *ROLES, "--profiles", str(folder), "--day", DAY, "-o", str(tmp_path / "out")]) == 0
    pairs = list(csv.DictReader((tmp_path / "out/pairs.csv").read_text(encoding="utf-8").splitlines()))
    assert len(pairs) == 5 * len(ROLES)
    named = api.read_profiles([str(folder)])
    for path in ROLES:
        role = api.load_role(path)
        for one in api.match(
            role, [api.read_profile(resumes.plain(p).encode(), "x.txt") for p in resumes.people(5)], day=DAY
        ).matches:
            (row,) = [p for p in pairs if p["profile"] == one.profile and p["role"] == Path(path).name]
            assert float(row["points"]) * 100 == pytest.approx(one.points)
            assert row["rows"] == "".join(cell.verdict[0] for cell in one.cells)
    assert len(list(named)) == 5
    text = (tmp_path / "out/desk.txt").read_text(encoding="utf-8")
    assert "By profile" in text


def test_conditions_rule_out_only_what_was_said(tmp_path) -> None:
    """Said and not fitting: out, with the reason; not said: to be asked; a role without filters has none."""
    person = Person(
        "p",
        available="2027-03-01",
        countries=("US-CO",),
        zone="Europe/Berlin",
        rate=100,
        currency="EUR",
        interval="hour",
        permits=("EU",),
    )
    terms = Terms(
        "r",
        start_by="2027-02-01",
        countries=("US",),
        zone="America/Denver",
        overlap=3,
        rate_at_most=120,
        currency="EUR",
        interval="hour",
        permit="US",
    )
    found = {one.name: one.verdict for one in checks(person, terms, DAY)}
    assert found == {
        "start": "doesn't",
        "place": "fits",
        "hours together": "doesn't",
        "rate": "fits",
        "permit": "doesn't",
    }
    assert {one.verdict for one in checks(None, terms, DAY)} == {"not said"}
    assert checks(person, None, DAY) == ()
    assert checks(person, Terms("r"), DAY) == ()
    other = checks(person._replace(currency="USD"), terms, DAY)
    assert next(one.verdict for one in other if one.name == "rate") == "not said"


@pytest.mark.parametrize(("one", "other", "hours"), [
    ("Europe/Berlin", "Europe/Berlin", 8), ("Europe/Berlin", "Europe/London", 7), ("Europe/Berlin", "America/New_York", 2),
    ("Europe/Berlin", "America/Denver", 0), ("Asia/Tokyo", "America/Los_Angeles", 1), ("Pacific/Auckland", "America/Los_Angeles", 5),
])  # fmt: skip
def test_hours_together(one, other, hours) -> None:
    """On a day in November, over midnight too."""
    assert overlap(one, other, DAY) == hours == overlap(other, one, DAY)


def test_ties_at_the_edge_are_in() -> None:
    """Whoever equals the last of the first ones is listed."""
    pairs = [Pair(f"p-{i}", "r", points, 100, "") for i, points in enumerate((90, 80, 80, 80, 10))]
    assert [one.profile for one in first(pairs, 2)] == ["p-0", "p-1", "p-2", "p-3"]


def test_conditions_are_checked_and_shown(tmp_path, capsys) -> None:
    """Files and fields that aren't there are told; a filter and its reason stand on the page."""
    (tmp_path / "ruby.txt").write_text(TEXT, encoding="utf-8")
    path = tmp_path / "c.toml"
    path.write_text('[[profile]]\nprofile = "ruby.txt"\navailable = "2027-03-01"\n[[profile]]\nprofile = "bob.txt"\n'
                    f'[[role]]\nrole = "{Path(ROLES[0]).name}"\nstart_by = 2027-02-01\n')  # fmt: skip
    words = [
        "desk",
        ROLES[0],
        "--profiles",
        str(tmp_path / "ruby.txt"),
        "--conditions",
        str(path),
        "-o",
        str(tmp_path / "o"),
        "--day",
        DAY,
    ]
    assert main(words) == 0
    assert "bob.txt: no such profile" in capsys.readouterr().err
    assert "free from 2027-03-01, wanted by 2027-02-01" in (tmp_path / "o/desk.txt").read_text("utf-8").replace(
        "\n", " "
    ).replace("    ", "")
    for wrong in (
        "[[person]]\nx = 1",
        '[[profile]]\nzone = "x"',
        '[[profile]]\nprofile = "a"\nrat = 1',
        '[[profile]]\nprofile = "a"\navailable = "soon"',
        '[[role]]\nrole = "a"\noverlap = "much"',
    ):
        path.write_text(wrong)
        with pytest.raises(ConfigError):
            api.match_desk(
                str(tmp_path / "o"), [(ROLES[0], api.load_role(ROLES[0]))], [], day=DAY, conditions=str(path)
            )
