"""What is wrong with a corpus is counted and named, a row at a time, and survived; the large forms are in `benchmarks/market_bad.py`."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from market_rows import posting, write_lines

from rolewright.cli import main
from rolewright.errors import DocumentError
from rolewright.market import plan
from rolewright.market.corpus import read

HUGE = "x " * 1_000_000
"""Over the limits of `small`, as 50 MB are over the real ones."""
ROWS = [{"id": f"r{i}", "text": f"{posting(i)['text']}\nCafé “naïve” – {i}"} for i in range(4)]


def read_here(folder: Path, path: Path) -> tuple[dict, list[dict]]:
    output = folder.parent / f"{folder.name}.parquet"
    made = read([str(path)], str(output), engine="pool", processes=1, restart=True)
    return made["counts"], pq.read_table(output).to_pylist()


def as_csv(mark: str = ",") -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=mark)
    writer.writerows([list(ROWS[0]), *(list(row.values()) for row in ROWS)])
    return out.getvalue()


def test_every_encoding_is_read(tmp_path: Path) -> None:
    """The same rows in any encoding give the same texts, also where a line's end isn't a byte."""
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS)
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"):
        (tmp_path / f"{encoding}.jsonl").write_bytes(lines.encode(encoding))
        (tmp_path / f"{encoding}.csv").write_bytes(as_csv().encode(encoding))
    counts, rows = read_here(tmp_path, tmp_path)
    assert counts["in"] == 14 * 4
    assert [(row["source"], row["error"]) for row in rows if row["error"]] == []
    assert all(row["text"].endswith(f"Café “naïve” – {i % 4}") for i, row in enumerate(rows))


def test_a_large_wide_file_is_cut_into_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """UTF-16 over the size of a whole piece is turned into UTF-8 first; rows keep their numbers."""
    limits = {**plan.shelf(plan.TABLE)["limits"], "whole": 1000, "rows": 2}
    monkeypatch.setitem(plan.shelf(plan.TABLE), "limits", limits)
    (tmp_path / "a.jsonl").write_bytes("\n".join(map(json.dumps, ROWS)).encode("utf-16"))
    counts, rows = read_here(tmp_path, tmp_path / "a.jsonl")
    assert counts["error"] == 0
    assert [row["row"] for row in rows] == [1, 2, 3, 4]


def test_encodings_mixed_in_one_file(tmp_path: Path) -> None:
    """A line in another encoding than its neighbours is read, and its trouble is in the table."""
    lines = [json.dumps(row, ensure_ascii=False) for row in ROWS]
    path = write_lines(tmp_path / "a.jsonl", [lines[0].encode(), lines[1].encode("cp1252"), lines[2].encode()])
    _, rows = read_here(tmp_path, path)
    assert [row["text"][-16:-4] for row in rows] == [row["text"][-16:-4] for row in ROWS[:3]]
    assert [bool(row["troubles"]) for row in rows] == [False, True, False]


def test_what_stands_between_values_is_seen(tmp_path: Path) -> None:
    """Semicolons, tabs and bars part a CSV's values as well as commas."""
    for i, mark in enumerate(",;\t|"):
        (tmp_path / f"{i}.csv").write_text(as_csv(mark), encoding="utf-8")
    counts, _ = read_here(tmp_path, tmp_path)
    assert (counts["in"], counts["error"]) == (16, 0)


def test_a_huge_cell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cell that is no posting is an error that says how large it is; the rows around it are read."""
    monkeypatch.setitem(plan.shelf(plan.TABLE), "limits", {**plan.shelf(plan.TABLE)["limits"], "row_bytes": 1 << 20})
    texts = [ROWS[0]["text"], HUGE, ROWS[1]["text"]]
    write_lines(tmp_path / "a.jsonl", [{"text": text} for text in texts])
    (tmp_path / "b.csv").write_text("text\n" + "".join(f'"{text}"\n' for text in texts), encoding="utf-8")
    (tmp_path / "c.json").write_text(json.dumps({"jobs": [{"text": text} for text in texts]}))
    pq.write_table(pa.table({"text": texts}), tmp_path / "d.parquet")
    (tmp_path / "e.txt").write_text(HUGE)
    counts, rows = read_here(tmp_path, tmp_path)
    wrong = {Path(row["source"]).suffix: row["error"] for row in rows if row["error"]}
    assert (counts["in"], counts["error"]) == (13, 5)
    assert set(wrong) == {".jsonl", ".csv", ".json", ".parquet", ".txt"}
    assert all(any(said in why for said in ("1,048,576", "1048576", "2,000,000")) for why in wrong.values())


def test_one_row_in_a_hundred_is_corrupt(tmp_path: Path) -> None:
    """Each bad row is counted and says what is wrong; the 792 others are read."""
    bad = (
        b'{"id": "cut',
        b"\0\0\0",
        b"[" * 3000,
        b'{"text": 7}',
        b'{"text": ""}',
        b'{"pay": 1}',
        b"\xff\xfe\xfa",
        b"5",
    )
    rows = [posting(i) if i % 100 else bad[i // 100 % len(bad)] for i in range(800)]
    counts, found = read_here(tmp_path, write_lines(tmp_path / "a.jsonl", rows))
    assert counts["in"] == 800
    assert counts["error"] == 8
    assert [row["row"] for row in found if row["error"]] == list(range(1, 801, 100))
    assert all(len(row["error"]) > 10 for row in found if row["error"])


def test_files_without_rows_are_named(tmp_path: Path) -> None:
    """A file that is empty, has names of columns only, or is something else by its name is one error each."""
    corpus = tmp_path / "in"
    corpus.mkdir()
    (corpus / "a.csv").write_text("id,text\n")
    (corpus / "b.jsonl").write_text("\n\n")
    (corpus / "c.parquet").write_bytes(b"")
    (corpus / "d.jsonl.gz").write_bytes(b"not packed")
    (corpus / "e.txt").write_bytes(os.urandom(4000))
    pq.write_table(pa.table({"pay": [1]}), corpus / "f.parquet")
    pq.write_table(pa.table({"text": [b"bytes"]}), corpus / "g.parquet")
    counts, rows = read_here(tmp_path, corpus)
    assert counts == {"in": 7, "kept": 0, "duplicate": 0, "error": 7}
    said = [row["error"] for row in rows]
    assert "no row" in said[0]
    assert "empty" in said[1]
    assert len(set(said)) >= 5


def test_nothing_to_read_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder without a file that is read is misuse: what is read is named, and nothing is left behind."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.xlsx").write_bytes(b"PK")
    with pytest.raises(DocumentError, match="no file that is read"):
        read([str(tmp_path / "in")], str(tmp_path / "out.parquet"), engine="pool")
    assert main(["market", "read", str(tmp_path / "in"), "-o", str(tmp_path / "out.parquet")]) == 2
    assert ".jsonl" in capsys.readouterr().err
    assert {path.name for path in tmp_path.iterdir()} == {"in"}


def test_a_folder_of_many_files(tmp_path: Path) -> None:
    """More files than a piece has: each is a row, in the order of the names, two broken ones among them."""
    corpus = tmp_path / "in"
    corpus.mkdir()
    for i in range(603):
        (corpus / f"{i:05}.md").write_text(
            f"# ML Engineer {i}\n\nYou will deploy model {i} with Docker.\n" if i % 300 else ""
        )
    counts, rows = read_here(tmp_path, corpus)
    assert counts["in"] == 603
    assert counts["error"] == 3
    assert [Path(row["source"]).name for row in rows] == [f"{i:05}.md" for i in range(603)]
