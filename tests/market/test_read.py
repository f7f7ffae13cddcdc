"""`market read`: whatever comes in is counted, named and survived; a killed run goes on to the same table."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from market_rows import posting, write_lines

from rolewright.errors import ConfigError, DocumentError
from rolewright.market import plan, work
from rolewright.market.corpus import read
from rolewright.market.item import Columns
from rolewright.market.schema import FINAL


def rows_of(path: Path) -> list[dict]:
    return pq.read_table(path).to_pylist()


def read_here(folder: Path, *paths: Path, **options: object) -> tuple[dict, list[dict]]:
    """The manifest and the rows of some paths, read by one process."""
    output = folder / "out.parquet"
    made = read([str(path) for path in paths], str(output), engine="pool", processes=1, **options)
    return made, rows_of(output)


def test_the_manifest_adds_up(readings: Path) -> None:
    """In = kept + duplicate + error, and the table has as many rows of each kind."""
    made = json.loads(Path(f"{readings}.manifest.json").read_text())
    rows = rows_of(readings)
    assert made["counts"] == {"in": 133, "kept": 120, "duplicate": 10, "error": 3}
    assert len(rows) == 133
    assert sum(row["kept"] for row in rows) == 120
    assert sum(row["error"] is not None for row in rows) == 3
    assert pq.read_schema(readings).equals(FINAL)
    assert made["inputs"]["named"][0]["sha256"]


def test_copies_share_a_cluster(readings: Path) -> None:
    """A copy with another city is in the cluster of its original, which is kept; other ads of one house are not."""
    rows = {row["id"]: row for row in rows_of(readings)}
    for i in range(10):
        assert rows[f"copy{i}"]["cluster"] == rows[f"p{i}"]["cluster"]
        assert not rows[f"copy{i}"]["kept"]
    assert len({row["cluster"] for row in rows.values() if row["kept"]}) == 120


def test_errors_are_named(readings: Path) -> None:
    """A bad row keeps its place and says what is wrong."""
    wrong = {row["row"]: row["error"] for row in rows_of(readings) if row["error"]}
    assert wrong[131].startswith("is not JSON")
    assert "no column of text" in wrong[132]
    assert wrong[133] == "the text is not a text but int"


def test_spans_point_at_the_words(readings: Path) -> None:
    """The evidence of a skill is its name in the stored text."""
    row = next(row for row in rows_of(readings) if row["id"] == "p3")
    at = row["skills"].index("kubernetes")
    assert row["text"][row["skill_start"][at] : row["skill_end"][at]] == "Kubernetes"
    assert row["skill_strength"][at] == "must"
    assert (row["years"], row["pay_low"], row["pay_currency"], row["year"]) == (6, 103000, "USD", 2024)


@pytest.mark.parametrize("form", ["jsonl", "jsonl.gz", "csv", "csv.gz", "parquet", "json"])
def test_every_form_gives_the_same_readings(tmp_path: Path, form: str) -> None:
    """The same rows in any file are read alike."""
    rows = [posting(i) for i in range(7)]
    path = tmp_path / f"corpus.{form}"
    if form.startswith("jsonl"):
        write_lines(path, rows)
    elif form == "parquet":
        pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=3)
    elif form == "json":
        path.write_text(json.dumps({"jobs": rows}))
    else:
        out = io.StringIO()
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
        data = out.getvalue().encode()
        path.write_bytes(gzip.compress(data) if form.endswith("gz") else data)
    made, found = read_here(tmp_path, path)
    assert made["counts"] == {"in": 7, "kept": 7, "duplicate": 0, "error": 0}
    assert [row["id"] for row in found] == [f"p{i}" for i in range(7)]
    assert [row["row"] for row in found] == list(range(1, 8))
    assert found[3]["skills"] == ["kubernetes", "python", "sql"] or "kubernetes" in found[3]["skills"]
    assert found[0]["company"] == "Company 0"


def test_a_folder_of_documents(tmp_path: Path) -> None:
    """Documents are a row each, by name; hidden files and unknown endings stay out, a broken one is named."""
    folder = tmp_path / "docs"
    (folder / "inner").mkdir(parents=True)
    (folder / "a.md").write_text("# ML Engineer\n\n- Python\n")
    (folder / "inner/b.html").write_text("<h1>Data Engineer</h1><p>You will build pipelines with Spark and SQL.</p>")
    (folder / "c.pdf").write_bytes(b"%PDF-1.4 broken")
    (folder / ".hidden.md").write_text("no")
    (folder / "notes.xyz").write_text("no")
    (folder / "empty.txt").write_text("")
    (folder / "gone.md").symlink_to(tmp_path / "nowhere")
    (folder / "loop").symlink_to(folder)
    made, rows = read_here(tmp_path, folder)
    assert [Path(row["source"]).name for row in rows] == ["a.md", "c.pdf", "empty.txt", "gone.md", "b.html"]
    assert made["counts"]["error"] == 3
    assert rows[1]["error"]
    assert rows[2]["error"]
    assert "can't be read" in rows[3]["error"]
    assert "spark" in rows[4]["skills"]


def test_columns_are_named_by_the_user(tmp_path: Path) -> None:
    """Several columns of text are joined in the user's order."""
    path = write_lines(
        tmp_path / "a.jsonl", [{"duties": "You will write Rust.", "must": "Python required.", "headline": "Engineer"}]
    )
    _, rows = read_here(tmp_path, path, columns=Columns(("must", "duties"), title="headline"))
    assert rows[0]["text"] == "Python required.\n\nYou will write Rust."
    assert rows[0]["title"] == "Engineer"


def test_bad_input_is_survived(tmp_path: Path) -> None:
    """Empty files, wrong columns, a cut archive, a 50 MB cell, other encodings, one corrupt row in a hundred."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "empty.jsonl").write_bytes(b"")
    (corpus / "empty.csv").write_bytes(b"")
    (corpus / "broken.parquet").write_bytes(b"PAR1 no")
    whole = gzip.compress(b"\n".join(json.dumps(posting(i)).encode() for i in range(40)))
    (corpus / "cut.jsonl.gz").write_bytes(whole[: len(whole) * 2 // 3])
    (corpus / "columns.csv").write_text("a,b\n1,2\n1,2,3\n")
    huge = {"id": "huge", "text": "x " * 25_000_000}
    latin = '{"id": "latin", "text": "Caf\xe9 ML Engineer. You will build models with Python."}'.encode("latin-1")
    rows: list[object] = [posting(i) if i % 100 else b'{"id": "bad", "text": "cut off' for i in range(200)]
    write_lines(corpus / "mixed.jsonl", [*rows, huge, latin, [1], "word", None])
    made, found = read_here(tmp_path, corpus)
    counts = made["counts"]
    assert counts["in"] == counts["kept"] + counts["duplicate"] + counts["error"] == len(found)
    by_file: dict[str, list[dict]] = {}
    for row in found:
        by_file.setdefault(Path(row["source"]).name, []).append(row)
    assert "the file is empty" in by_file["empty.jsonl"][0]["error"]
    assert "the file is empty" in by_file["empty.csv"][0]["error"]
    assert "can't be read" in by_file["broken.parquet"][0]["error"]
    assert "breaks off" in by_file["cut.jsonl.gz"][-1]["error"]
    assert len(by_file["cut.jsonl.gz"]) > 1
    assert [row["error"] is not None for row in by_file["columns.csv"]] == [True, True]
    mixed = by_file["mixed.jsonl"]
    assert len(mixed) == 205
    assert sum(row["error"] is not None for row in mixed) == 2 + 1 + 3
    assert "not one posting" in mixed[200]["error"]
    assert mixed[201]["error"] is None
    assert "Café" in mixed[201]["text"]


def test_a_number_of_ranges_covers_each_line_once(tmp_path: Path) -> None:
    """Ranges of lines join without gap or overlap, blank lines and a missing last newline included."""
    path = tmp_path / "a.jsonl"
    lines = [b"" if i % 7 == 0 else json.dumps({"i": i}).encode() for i in range(2503)]
    path.write_bytes(b"\n".join(lines))
    found = list(plan.Planner(str(tmp_path / "spool")).pieces([str(path)], lambda *_: None))
    assert [p.row for p in found] == [1, 1001, 2001]
    assert [p.start for p in found] == [0, *(p.end for p in found[:-1])]
    assert found[-1].end == path.stat().st_size
    data = path.read_bytes()
    assert [data[p.start : p.end].count(b"\n") for p in found] == [1000, 1000, 502]


def test_a_large_archive_is_unpacked_into_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What can't be split is unpacked first, rows keeping their numbers, also rows that don't fit."""
    limits = {**plan.shelf(plan.TABLE)["limits"], "whole": 100, "rows": 10}
    monkeypatch.setitem(plan.shelf(plan.TABLE), "limits", limits)
    path = tmp_path / "a.csv"
    path.write_text(
        "id,text\n" + "".join(f'{i},"Engineer {i}\nPython needed"\n' if i != 13 else "1,2,3\n" for i in range(25))
    )
    made, rows = read_here(tmp_path, path)
    assert [row["row"] for row in rows] == list(range(1, 26))
    assert made["counts"]["error"] == 1
    assert rows[13]["error"] == "has 3 values for 2 columns"


KILLED = """
import sys
from rolewright.market import corpus, item
from rolewright.knowledge.shelf import shelf
shelf("corpus/reading")["limits"]["rows"] = 20
if __name__ == "__main__":
    corpus.read([sys.argv[1]], sys.argv[2], engine=sys.argv[3], processes=2)
"""


@pytest.mark.parametrize("engine", ["pool", "daft"])
def test_killed_runs_end_in_the_same_table(tmp_path: Path, engine: str) -> None:
    """Kill -9 of the whole program while it reads, then again: rows and bytes are those of an undisturbed run."""
    corpus = write_lines(tmp_path / "corpus.jsonl", [posting(i) for i in range(400)])
    script = tmp_path / "run.py"
    script.write_text(KILLED)
    want, got = tmp_path / "want.parquet", tmp_path / "got.parquet"
    run = [sys.executable, str(script), str(corpus)]
    subprocess.run([*run, str(want), "pool"], check=True)
    parts = Path(f"{got}.parts")
    for least in (1, 6, 12):
        process = subprocess.Popen([*run, str(got), engine], start_new_session=True)
        end = time.monotonic() + 30
        while len(list(parts.glob("part-*.arrow"))) < least and process.poll() is None and time.monotonic() < end:
            time.sleep(0.005)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    subprocess.run([*run, str(got), engine], check=True)
    assert got.read_bytes() == want.read_bytes()
    assert not parts.exists()


def test_a_process_that_dies_costs_its_piece_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A piece whose rows kill the reader is one row with an error; the others are read."""
    limits = {**plan.shelf(plan.TABLE)["limits"], "rows": 5}
    monkeypatch.setitem(plan.shelf(plan.TABLE), "limits", limits)
    path = write_lines(tmp_path / "a.jsonl", [posting(i) for i in range(20)])
    usual = work.items

    def deadly(piece: object, columns: object) -> object:
        if piece.number == 2:
            os._exit(9)
        return usual(piece, columns)

    monkeypatch.setattr(work, "items", deadly)
    made, rows = read_here(tmp_path, path)
    assert made["counts"] == {"in": 16, "kept": 15, "duplicate": 0, "error": 1}
    assert "rows 11 to 15" in rows[10]["error"]


def test_other_inputs_are_refused(tmp_path: Path) -> None:
    """A finished table isn't overwritten by another corpus; the same call again changes nothing."""
    path = write_lines(tmp_path / "a.jsonl", [posting(1)])
    first, _ = read_here(tmp_path, path)
    again, _ = read_here(tmp_path, path)
    assert first == again
    write_lines(path, [posting(2), posting(3)])
    with pytest.raises(ConfigError, match="--restart"):
        read_here(tmp_path, path)
    made, _ = read_here(tmp_path, path, restart=True)
    assert made["counts"]["in"] == 2


def test_a_wrong_path_is_told(tmp_path: Path) -> None:
    """No such file is an error that names it."""
    with pytest.raises(DocumentError, match="nowhere"):
        read([str(tmp_path / "nowhere")], str(tmp_path / "out.parquet"))


def test_an_address_is_read_like_a_path(tmp_path: Path) -> None:
    """What pyarrow's file systems open is read: here by file://."""
    path = write_lines(tmp_path / "a.jsonl", [posting(i) for i in range(3)])
    made = read([f"file://{path}"], str(tmp_path / "out.parquet"), engine="pool", processes=1)
    assert made["counts"]["kept"] == 3
    folder = read([f"file://{tmp_path}"], str(tmp_path / "out2.parquet"), engine="pool", processes=1)
    assert folder["counts"]["in"] > 3


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # a pipe of Daft's own
def test_two_corpora_in_one_process(tmp_path: Path) -> None:
    """Daft's engine is started once; a second corpus is read by the same one."""
    for name in ("a", "b"):
        path = write_lines(tmp_path / f"{name}.jsonl", [posting(i) for i in range(3)])
        assert read([str(path)], str(tmp_path / f"{name}.parquet"), processes=1)["counts"]["kept"] == 3


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """An output below a file is misuse, named with what to do."""
    path = write_lines(tmp_path / "a.jsonl", [posting(1)])
    with pytest.raises(ConfigError, match="can't write"):
        read([str(path)], str(path / "r.parquet"), engine="pool")
