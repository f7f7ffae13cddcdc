"""Impact ratios: fairlearn's figures, few people, unknown ones, scores."""

from __future__ import annotations

import csv
import json
from itertools import groupby
from pathlib import Path

import pytest

from rolewright import api
from rolewright.cli import main
from rolewright.errors import ConfigError
from rolewright.matching.audit import audit, groups

TABLE = Path(__file__).parent / "fairlearn.tsv"


def cases() -> list[list[dict[str, str]]]:
    """The groups of each case of the reference table."""
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]
    rows = list(csv.DictReader(lines, delimiter="\t"))
    return [list(group) for _, group in groupby(rows, key=lambda row: row["case"])]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case[0]["case"])
def test_figures_are_fairlearns_and_scipys(case) -> None:
    """Rates, ratios, intervals and Fisher's p as other libraries compute them."""
    counts = [((row["group"],), int(row["people"]), int(row["selected"])) for row in case]
    found = {one.values[0]: one for one in groups(counts, sum(n for _, n, _ in counts))}
    for row in case:
        one = found[row["group"]]
        assert one.rate == pytest.approx(float(row["rate"]), abs=1e-8)
        assert one.rate_interval == pytest.approx((float(row["wilson_low"]), float(row["wilson_high"])), abs=1e-7)
        if one.excluded:
            continue
        assert one.ratio == pytest.approx(float(row["ratio"]), abs=1e-8)
        if row["fisher"]:
            assert one.p == pytest.approx(float(row["fisher"]), rel=1e-5)
            assert one.ratio_interval == pytest.approx((float(row["katz_low"]), float(row["katz_high"])), rel=1e-5)
    if not any(one.excluded for one in found.values()):
        assert min(one.ratio for one in found.values()) == pytest.approx(float(case[0]["parity"]), abs=1e-8)


def people(*counts: tuple[str, str, int, int]) -> list[dict[str, str]]:
    """Rows: (sex, race, people, selected) each."""
    return [{"sex": sex, "race": race, "in": "yes" if i < k else "no"} for sex, race, n, k in counts for i in range(n)]


def test_each_attribute_and_their_intersection() -> None:
    """Local Law 144's three tables; what hides in one attribute shows in both."""
    made = audit(
        people(("f", "a", 50, 10), ("f", "b", 50, 40), ("m", "a", 50, 40), ("m", "b", 50, 10)), ["sex", "race"], "in"
    )
    assert [one.by for one in made.groupings] == [("sex",), ("race",), ("sex", "race")]
    assert all(group.ratio == 1 for one in made.groupings[:2] for group in one.groups)
    assert sorted(group.ratio for group in made.groupings[2].groups) == [0.25, 0.25, 1, 1]


def test_few_people_are_called_few_and_a_sliver_is_left_out() -> None:
    """Ten people make no ratio to rely on; under two percent aren't compared, but told."""
    made = audit(people(("f", "", 10, 3), ("m", "", 600, 300), ("x", "", 4, 4)), ["sex"], "in")
    by = {group.values[0]: group for group in made.groupings[0].groups}
    assert by["x"].excluded
    assert by["x"].ratio is None
    assert by["x"].rate == 1
    assert by["m"].ratio == 1
    assert any(
        "unsure" in note
        for note in audit(people(("f", "", 20, 3), ("m", "", 600, 300)), ["sex"], "in").groupings[0].groups[1].notes
    )


def test_unknown_is_counted_and_in_no_group() -> None:
    """Who doesn't say isn't guessed."""
    made = audit(
        [*people(("f", "", 40, 20), ("m", "", 40, 20)), {"sex": "prefer not to say", "in": "1"}], ["sex"], "in"
    )
    (one,) = made.groupings
    assert (one.unknown, one.unknown_selected, len(one.groups)) == (1, 1, 2)


def test_scores_are_split_at_the_median() -> None:
    """Scoring rate: the share above the median of all."""
    rows = [{"sex": "f", "s": str(i)} for i in range(10)] + [{"sex": "m", "s": str(i + 4)} for i in range(10)]
    made = audit(rows, ["sex"], score="s")
    assert made.median == 6.5
    rates = {group.values[0]: group.rate for group in made.groupings[0].groups}
    assert rates == {"f": 0.3, "m": 0.7}


def test_nobody_selected_has_no_ratio() -> None:
    """No division by nothing."""
    (one,) = audit(people(("f", "", 40, 0), ("m", "", 40, 0)), ["sex"], "in").groupings
    assert all(group.ratio is None for group in one.groups)


@pytest.mark.parametrize(("rows", "words"), [
    ([{"sex": "f", "in": "maybe"}], "neither yes nor no"), ([], "nobody"),
])  # fmt: skip
def test_what_cant_be_read_is_told(rows, words) -> None:
    """With its line."""
    with pytest.raises(ConfigError, match=words):
        audit(rows, ["sex"], "in")


def test_on_the_command_line(tmp_path, capsys) -> None:
    """Text, JSON, CSV, a page and a log; status 1 below four fifths; a wrong column is told with a suggestion."""
    source = tmp_path / "o.csv"
    with source.open("w", newline="") as file:
        writer = csv.DictWriter(file, ("sex", "race", "in"))
        writer.writeheader()
        writer.writerows(people(("f", "=a", 50, 10), ("m", "b", 50, 40)))
    assert main(["audit", str(source), "--by", "sex,race", "--outcome", "in"]) == 1
    assert "below four fifths" in capsys.readouterr().out
    assert main(["audit", str(source), "--by", "sex,race", "--outcome", "in", "-o", str(tmp_path / "a")]) == 1
    assert json.loads((tmp_path / "a/audit.json").read_text())["selected"] == 50
    assert "'=a" in (tmp_path / "a/audit.csv").read_text()
    logged = json.loads((tmp_path / "a/log.jsonl").read_text())
    assert logged["what"] == "audit"
    assert logged["when"][:2] == "20"
    capsys.readouterr()
    assert main(["audit", str(source), "--by", "sx", "--outcome", "in"]) == 2
    assert "did you mean 'sex'?" in capsys.readouterr().err
    assert api.four_fifths() == 0.8
