"""`market compare`, `report`, `baseline` and `pool`: the figures are those of the table, and what can't be said isn't."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from market_rows import posting, write_lines

from rolewright import api
from rolewright.cli import main
from rolewright.errors import ConfigError, DocumentError
from rolewright.knowledge.shelf import shelf
from rolewright.market.baseline import baseline
from rolewright.market.compare import compare
from rolewright.market.corpus import read
from rolewright.market.report import figures, long, report
from rolewright.market.survey import pool, text
from rolewright.market.table import table

ROLE = Path(__file__).parents[2] / "examples/roles/startup-ml-engineer.toml"


@pytest.fixture(scope="session")
def later(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus a year later: everyone wants Rust."""
    folder = tmp_path_factory.mktemp("later")
    rows = [
        {**posting(i), "text": posting(i)["text"].replace("Nice to have", "- Rust is required.\n\nNice to have")}
        for i in range(120)
    ]
    output = folder / "later.parquet"
    read([str(write_lines(folder / "c.jsonl", rows))], str(output), engine="pool", processes=1)
    return output


def test_compare_finds_what_changed(readings: Path, later: Path) -> None:
    """Rust leads with its exact shares and a clear interval; a table against itself has nothing clear."""
    made = compare(str(readings), str(later), strength="must", least=0)
    first = made.rows[0]
    share = {row["skill"]: row["share"] for row in table(str(readings), "skill", strength="must", least=0).rows}["rust"]
    assert first["skill"] == "rust"
    assert (first["before"], first["after"], first["clear"]) == (share, 1.0, "yes")
    assert first["from"] < first["difference"] < first["to"]
    same = compare(str(readings), str(readings), least=0)
    assert {row["clear"] for row in same.rows} == {"no"}
    assert "look clear by chance" in same.notes[-1]
    (pay,) = compare(str(readings), str(later), "pay").rows
    assert pay["clear"] == "no"
    with pytest.raises(ConfigError, match="pairs"):
        compare(str(readings), str(later), "pair")


def test_the_report_is_whole_and_alone(readings: Path, tmp_path: Path) -> None:
    """One page with every figure, nothing fetched from anywhere, and all numbers beside it in three formats that agree."""
    out = tmp_path / "report.html"
    report(str(readings), str(out), title="<Skills & pay>", least=5)
    page = out.read_text("utf-8")
    outside = re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)
    assert "&lt;Skills &amp; pay&gt;" in outside
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?!#)""", outside)
    assert "default-src 'none'" in outside
    made = figures(str(readings), least=5)
    assert {f.id for f in made} >= {"skills", "must", "skills-by-level", "pairs", "levels", "pay", "years"}
    for figure in made:
        assert f'<figure id="{figure.id}">' in outside
        assert f'id="chart-{figure.id}" role="img" aria-label="' in outside
    flat = json.loads((tmp_path / "report.figures.json").read_text())
    assert flat == long(made) == pq.read_table(tmp_path / "report.figures.parquet").to_pylist()
    with open(tmp_path / "report.figures.csv", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [(r["figure"], r["item"], float(r["value"])) for r in rows] == [
        (r["figure"], r["item"], r["value"]) for r in flat
    ]


@pytest.mark.skipif(not shutil.which("chromium"), reason="needs Chromium")
def test_the_report_draws_offline(readings: Path, tmp_path: Path) -> None:
    """A browser without network draws a chart for every figure."""
    out = tmp_path / "report.html"
    report(str(readings), str(out), least=5)
    words = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}/p", "--proxy-server=127.0.0.1:9",
             "--virtual-time-budget=8000", "--dump-dom", out.as_uri()]  # fmt: skip
    dom = subprocess.run(words, capture_output=True, text=True, timeout=90, check=True).stdout
    drawn = re.sub(r"<script>.*?</script>", "", dom, flags=re.DOTALL)
    assert drawn.count("<svg") == len(figures(str(readings), least=5))
    assert "can't be drawn here" not in drawn


def test_too_few_postings_make_no_report(tmp_path: Path) -> None:
    """A page without figures isn't written."""
    output = tmp_path / "r.parquet"
    read([str(write_lines(tmp_path / "c.jsonl", [posting(1)]))], str(output), engine="pool", processes=1)
    with pytest.raises(ConfigError, match="too few postings"):
        report(str(output), str(tmp_path / "report.html"))


def test_the_baseline_is_the_tables_figures(readings: Path) -> None:
    """Shares in percent, n of each group, dates, and where it is from; must-haves by family and stage from 30 postings."""
    made = tomllib.loads(baseline(str(readings)))
    shares = {row["skill"]: row["share"] for row in table(str(readings), "skill", least=0).rows}
    assert made["n"] == [120, 120, 0]
    assert made["share"]["rust"][0] == pytest.approx(100 * shares["rust"], abs=0.05)
    assert "machine-learning" not in made["share"]
    assert made["from"] < made["to"]
    assert "corpus.jsonl" in made["source"]
    for one in made["required"]:
        assert one["n"] >= 30
        where = [f"family={one['family']}", f"stage={one['stage']}"]
        must = {
            row["skill"]: row["share"]
            for row in table(str(readings), "skill", where=where, strength="must", least=0).rows
        }
        for name, share in one["share"].items():
            assert share == pytest.approx(100 * must[name], abs=0.05)


def test_the_shipped_baseline_was_made_by_the_command() -> None:
    """knowledge/market.toml has the command's shape: n, dates and inputs' digest stand in it, and each share fits its n."""
    path = Path(api.__file__).parent / "knowledge/market.toml"
    made = tomllib.loads(path.read_text("utf-8"))
    assert len(made["n"]) == len(made["groups"]) == 3
    assert "sha256" in made["source"]
    for shares in made["share"].values():
        for share, n in zip(shares, made["n"], strict=True):
            assert abs(share - 100 * round(share * n / 100) / n) <= 0.051


def write_survey(path: Path, rows: int) -> Path:
    """A survey whose answers are known: every second knows Python, every third SQL, years go from 0 to 9."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            ["ResponseId", "MainBranch", "Country", "WorkExp", "LanguageHaveWorkedWith", "DatabaseHaveWorkedWith"]
        )
        for i in range(rows):
            known = ";".join(["Java", *(["Python"] * (i % 2 == 0)), *(["SQL"] * (i % 3 == 0))])
            branch = "I code primarily as a hobby" if i % 6 == 5 else "I am a developer by profession"
            writer.writerow([i, branch, ("Germany", "France")[i % 4 == 0], i % 10, known, "NA"])
    return path


def test_the_pool_is_counted(tmp_path: Path) -> None:
    """One at a time, together, and what is lost to the one that costs most; what the survey doesn't ask is left out."""
    made = pool(api.load_role(str(ROLE)), str(write_survey(tmp_path / "s.csv", 12_000)))
    assert made.of == 10_000
    by = {one.what.split()[0]: one for one in made.met}
    assert (by["Python"].n, by["SQL"].n, made.together) == (6000, 4000, 2000)
    assert (by["SQL"].others, by["SQL"].both) == (6000, 2000)
    assert [one.asked for one in made.met] == [False, True, True, False]
    said = text(made)
    assert "Python that others can test and change as must-have: 60.0 % (59.0–61.0) of the pool" in said
    assert "costs most: SQL" in said
    assert said.count("  ! ") == len(shelf("corpus/survey")["warnings"])


def test_years_narrow_the_pool(tmp_path: Path) -> None:
    """Years are of work in all; alternatives widen."""
    role = api.load_role(str(ROLE))
    need = role.must_haves[1]._replace(years=5, years_reason="x", alternatives=("SQL",))
    made = pool(role._replace(must_haves=(need,)), str(write_survey(tmp_path / "s.csv", 12_000)))
    wanted = sum(i % 6 != 5 and i % 10 >= 5 and (i % 2 == 0 or i % 3 == 0) for i in range(12_000))
    assert made.together == wanted


def test_few_respondents_make_no_estimate(tmp_path: Path) -> None:
    """Below the stated number the code refuses, also when filters leave too few."""
    role = api.load_role(str(ROLE))
    with pytest.raises(DocumentError, match=r"below 5,000"):
        pool(role, str(write_survey(tmp_path / "s.csv", 1000)))
    whole = str(write_survey(tmp_path / "t.csv", 12_000))
    with pytest.raises(DocumentError, match=r"3,000 respondents"):
        pool(role, whole, where=["Country=France"])
    assert pool(role, whole, where=["Country~germ"]).of == 7000
    for wrong in ("Country", "Land=x", "Country~("):
        with pytest.raises(ConfigError, match="--where"):
            pool(role, whole, where=[wrong])
    (tmp_path / "u.csv").write_text("a,b\n1,2\n")
    with pytest.raises(DocumentError, match="LanguageHaveWorkedWith"):
        pool(role, str(tmp_path / "u.csv"))


def test_the_commands(readings: Path, later: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They run, and misuse is one line and status 2."""
    assert main(["market", "compare", str(readings), str(later), "--least", "0"]) == 0
    assert "rust" in capsys.readouterr().out
    assert main(["market", "baseline", str(readings), "-o", str(tmp_path / "b.toml")]) == 0
    assert tomllib.loads((tmp_path / "b.toml").read_text())["n"][0] == 120
    assert main(["market", "report", str(readings), "-o", str(tmp_path / "r.html")]) == 0
    survey = str(write_survey(tmp_path / "s.csv", 12_000))
    assert main(["market", "pool", str(ROLE), "--survey", survey]) == 0
    assert "all together" in capsys.readouterr().out
    for wrong in (
        ["compare", str(readings)],
        ["report", str(readings)],
        ["pool", str(ROLE)],
        ["pool", str(ROLE), "--survey", "none.csv"],
    ):
        assert main(["market", *wrong]) == 2
        assert capsys.readouterr().err.startswith("rolewright: error: ")


def test_a_page_names_values(readings: Path, tmp_path: Path) -> None:
    """Skills and kinds of work stand on the page by their names; the figures beside it keep the ids."""
    output = tmp_path / "r.html"
    report(str(readings), str(output), least=0)
    drawn = output.read_text(encoding="utf-8")
    assert '"skill":"Kubernetes"' in drawn
    assert '"skill":"kubernetes"' not in drawn
    assert ">kubernetes<" not in drawn
    assert ",kubernetes," in (tmp_path / "r.figures.csv").read_text(encoding="utf-8")
