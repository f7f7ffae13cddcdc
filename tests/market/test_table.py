"""`market table`: figures that a recount gives, intervals that a textbook gives, evidence that opens."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolewright.cli import main
from rolewright.errors import ConfigError, DocumentError
from rolewright.market import stats
from rolewright.market.look import look
from rolewright.market.pay import load_rates
from rolewright.market.shown import shown, text
from rolewright.market.table import known, table


def kept(path: Path) -> list[dict]:
    return [row for row in pq.read_table(path).to_pylist() if row["kept"]]


@pytest.mark.parametrize("strength", ["", "must", "nice"])
@pytest.mark.parametrize("by", [(), ("level",), ("level", "year")])
def test_shares_are_those_of_a_recount(readings: Path, by: tuple[str, ...], strength: str) -> None:
    """Counts by group and strength equal a count row by row."""
    cells: Counter = Counter()
    totals: Counter = Counter()
    for row in kept(readings):
        group = tuple(row[name] for name in by)
        totals[group] += 1
        cells.update(
            (group, s) for s, how in zip(row["skills"], row["skill_strength"], strict=True) if strength in {"", how}
        )
    made = table(str(readings), "skill", by, strength=strength, least=0)
    got = {(tuple(row[name] for name in by), row["skill"]): (row["n"], row["of"]) for row in made.rows}
    assert got == {key: (n, totals[key[0]]) for key, n in cells.items()}
    assert made.total.rows == 120


@pytest.mark.parametrize("of", [name for name in known() if name != "finding"])
def test_everything_can_be_counted_and_shown(readings: Path, of: str) -> None:
    """Each thing makes a table whose shares lie within their intervals, in each format."""
    made = table(str(readings), of, least=0)
    for row in made.rows:
        if "share" in row:
            assert 0 <= row["low"] <= row["share"] <= row["high"] <= 1
        else:
            assert row["low"] <= row["median"] <= row["high"]
    assert f"postings: {made.total.rows}" in text(made)
    assert json.loads(shown(made, "json"))["postings"] == made.total.rows
    assert shown(made, "csv").count(b"\n") == len(made.rows) + 1


@pytest.mark.parametrize(
    ("where", "fits"),
    [
        ("level=junior,mid", lambda r: r["level"] in {"junior", "mid"}),
        ("level!=junior", lambda r: r["level"] != "junior"),
        ("year>=2025", lambda r: r["year"] is not None and r["year"] >= 2025),
        ("title~^senior", lambda r: r["title"].lower().startswith("senior")),
        ("skill=rust,spark", lambda r: {"rust", "spark"} & set(r["skills"])),
        ("skill!=rust", lambda r: "rust" not in r["skills"]),
        ("company=Company 3", lambda r: r["company"] == "Company 3"),
        ("month<2025-03", lambda r: r["month"] < "2025-03"),
        ("truncated=false", lambda r: not r["truncated"]),
    ],
)
def test_filters_choose_what_they_say(readings: Path, where: str, fits: object) -> None:
    """The denominator is the number of rows that fit."""
    wanted = sum(bool(fits(row)) for row in kept(readings))
    assert 0 < wanted <= 120
    assert table(str(readings), "family", where=[where], least=0).total.rows == wanted


@pytest.mark.parametrize("where", ["level", "levle=mid", "year=many", "title~(", "skill>a", "text=x"])
def test_wrong_filters_are_told(readings: Path, where: str) -> None:
    """A filter that means nothing is refused with what to write."""
    with pytest.raises(ConfigError, match="--where"):
        table(str(readings), "family", where=[where])


def test_small_cells_are_hidden_unless_asked(readings: Path) -> None:
    """Below 30 postings no figure is printed; the table says how many are hidden."""
    made = table(str(readings), "skill", ["level"])
    assert all(row["n"] >= 30 for row in made.rows)
    assert made.hidden > 0
    assert "cells below 30 postings are hidden" in text(made)
    assert table(str(readings), "skill", ["level"], least=0).hidden == 0


def test_copies_weigh_as_asked(readings: Path) -> None:
    """`all` counts copies, `cluster` gives a cluster the weight of one and a smaller effective size."""
    rows = [row for row in pq.read_table(readings).to_pylist() if row["error"] is None]
    n = sum("rust" in row["skills"] for row in rows)
    everyone = {row["skill"]: row for row in table(str(readings), "skill", weights="all", least=0).rows}
    assert (everyone["rust"]["n"], everyone["rust"]["of"]) == (n, 130)
    shared = table(str(readings), "skill", weights="cluster", least=0)
    assert shared.total.rows == 130
    assert shared.total.weight == pytest.approx(120)
    assert 118 < shared.total.effective < 130


def test_evidence_opens(readings: Path) -> None:
    """Each id and span of the skill table opens at the skill's words."""
    for row in table(str(readings), "skill", ["level"], strength="must", least=0).rows:
        assert row["evidence"]
        for one in row["evidence"]:
            shown_ = look(str(readings), f"{one['id']}@{one['start']}-{one['end']}")
            inner = shown_[shown_.index("[") + 1 : shown_.index("]")]
            assert (
                inner.lower().split()[0][:3] in row["skill"]
                or row["skill"][:3] in inner.lower()
                or row["skill"] == "machine-learning"
            )


def test_lift_is_one_for_independence_and_more_for_company(readings: Path) -> None:
    """The lift of a pair is its share over the product of the shares."""
    rows = kept(readings)
    made = {row["pair"]: row for row in table(str(readings), "pair", least=0).rows}
    name, row = next(iter(made.items()))
    a, b = name.split(" + ")
    both = sum(a in r["skills"] and b in r["skills"] for r in rows)
    one, two = (sum(x in r["skills"] for r in rows) for x in (a, b))
    assert row["n"] == both
    assert row["lift"] == pytest.approx(both * len(rows) / one / two, rel=1e-5)


def test_pay_is_counted_in_one_currency_only_with_rates(readings: Path, tmp_path: Path) -> None:
    """Without rates by currency; with them all in the first one of the file."""
    (row,) = table(str(readings), "pay").rows
    middles = [(r["pay_low"] + r["pay_high"]) / 2 for r in kept(readings)]
    assert (row["currency"], row["n"], row["of"]) == ("USD", 120, 120)
    assert row["median"] == np.median(middles)
    rates = tmp_path / "rates.toml"
    rates.write_text("EUR = 1\nUSD = 0.5\n")
    (row,) = table(str(readings), "pay", rates=load_rates(str(rates))).rows
    assert (row["currency"], row["median"]) == ("EUR", np.median(middles) / 2)
    for wrong in ("USD = 2", "USD = -1", "USD = 1\nEUR = 'x'", "["):
        rates.write_text(wrong)
        with pytest.raises(ConfigError, match="rates"):
            load_rates(str(rates))


def test_wilson_is_the_textbooks() -> None:
    """Newcombe 1998, table I: 81 of 263 gives 0.2553 to 0.3662, 0 of 20 gives 0 to 0.1611."""
    assert stats.wilson(81 / 263, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)
    assert stats.wilson(0, 20) == pytest.approx((0, 0.1611), abs=1e-4)
    assert stats.wilson(0, 0) == (0, 1)


def test_the_difference_is_the_textbooks() -> None:
    """Newcombe 1998 (the second paper), method 10: 56/70 − 48/80 gives 0.0524 to 0.3339."""
    assert stats.difference(48 / 80, 80, 56 / 70, 70) == pytest.approx((0.0524, 0.3339), abs=1e-4)


@given(st.integers(5, 400), st.integers(0, 10_000))
def test_the_median_lies_in_its_interval(n: int, seed: int) -> None:
    """Whatever the numbers are."""
    middle, low, high = stats.median(np.random.default_rng(seed).normal(size=n))
    assert low <= middle <= high


def test_the_interval_of_the_median_covers() -> None:
    """95 % intervals cover the true median in at least 93 % of 1,000 samples of a skew distribution."""
    rng = np.random.default_rng(7)
    inside = 0
    for _ in range(1000):
        _, low, high = stats.median(rng.exponential(size=60))
        inside += low <= np.log(2) <= high
    assert inside >= 930


def test_what_there_is_not_is_told(readings: Path, tmp_path: Path) -> None:
    """Wrong names, files and combinations are errors that say what to do."""
    with pytest.raises(ConfigError, match="did you mean 'skill'"):
        table(str(readings), "skil")
    with pytest.raises(ConfigError, match="--by"):
        table(str(readings), "skill", ["colour"])
    with pytest.raises(ConfigError, match="--strength"):
        table(str(readings), "family", strength="must")
    with pytest.raises(ConfigError, match="--findings"):
        table(str(readings), "finding")
    with pytest.raises(DocumentError, match="no such table"):
        table(str(tmp_path / "none.parquet"), "skill")
    (tmp_path / "bad.parquet").write_bytes(b"no")
    with pytest.raises(DocumentError, match="no Parquet"):
        table(str(tmp_path / "bad.parquet"), "skill")


def test_the_command(readings: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Read, table and open work from the command line, errors are one line and status 2."""
    assert main(["market", "table", str(readings), "--of", "skill", "--by", "level", "--least", "0"]) == 0
    out = capsys.readouterr().out
    assert "filters: none" in out
    assert "postings: 120" in out
    assert main(["market", "open", str(readings), "p3"]) == 0
    assert "Kubernetes" in capsys.readouterr().out
    source = tmp_path / "a.md"
    source.write_text("# ML Engineer\n\nYou will deploy models with Docker.\n")
    target = tmp_path / "r.parquet"
    assert main(["market", "read", str(source), "-o", str(target), "--engine", "pool"]) == 0
    assert "1 rows in = 1 kept + 0 near duplicates + 0 errors" in capsys.readouterr().err
    for wrong in (["table", "none.parquet"], ["read", str(source)], ["open", str(readings), "nobody"], ["open", str(readings)],
                  ["table", str(readings), "--format", "parquet"], ["table", str(readings), "--of", "x"]):  # fmt: skip
        assert main(["market", *wrong]) == 2
        assert capsys.readouterr().err.startswith("rolewright: error: ")


@pytest.mark.parametrize("of", ["skill", "pay", "pair", "lifecycle"])
def test_row_groups_dont_matter(readings: Path, tmp_path: Path, of: str) -> None:
    """A table of many small row groups gives the same figures and evidence."""
    small = tmp_path / "small.parquet"
    pq.write_table(pq.read_table(readings), small, row_group_size=17)
    assert table(str(small), of, least=0) == table(str(readings), of, least=0)


def test_a_missing_extra_is_told(
    readings: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a library of the extra the command says which and how to install it; its help works."""
    monkeypatch.setitem(sys.modules, "rensa", None)
    assert main(["market", "table", str(readings)]) == 2
    assert "rolewright[market]" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["market", "--help"])
    assert "market read postings/" in capsys.readouterr().out


@pytest.mark.parametrize("of", ["skill", "level", "pay", "must_haves"])
def test_evidence_is_the_same_a_few_rows_at_a_time(readings: Path, monkeypatch: pytest.MonkeyPatch, of: str) -> None:
    """Looking through a slice of the rows after another finds what looking through all finds."""
    whole = table(str(readings), of, ["level"], least=0, strength="must" if of == "skill" else "").rows
    monkeypatch.setattr("rolewright.market.evidence._ROWS", 7)
    assert table(str(readings), of, ["level"], least=0, strength="must" if of == "skill" else "").rows == whole
    assert any(row["evidence"] for row in whole)
