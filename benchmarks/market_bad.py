"""Bad input at full size: counted, named and survived. `python -m benchmarks market` with `ROLEWRIGHT_MARKET=long` runs it."""

from __future__ import annotations

import json
import random
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks import market_input
from benchmarks.bars import line
from benchmarks.market_run import peak, start

BAD = (b'{"id": "cut', b"\0\0\0", b"[" * 3000, b'{"text": 7}', b'{"text": ""}', b'{"pay": 1}', b"\xff\xfe\xfa", b"5")
HUGE = "x " * 25_000_000


def run(folder: Path) -> int:
    """One row in a hundred corrupt; cells of 50 MB and other bad files; a folder of a million files."""
    return corrupt(folder) + odd(folder) + files(folder)


def corrupt(folder: Path, count: int = 100_000) -> int:
    """Rows of which one in a hundred is broken in one of eight ways."""
    plain, path = market_input.replicated(folder / "plain.jsonl", count), folder / "corrupt.jsonl"
    dice, wrong = random.Random(5), 0
    with plain.open("rb") as rows, path.open("wb") as out:
        for row in rows:
            bad = dice.random() < 0.01
            wrong += bad
            out.write(dice.choice(BAD) + b"\n" if bad else row)
    plain.unlink()
    _, counts, errors = _read(path, folder)
    print(f"  one row in a hundred corrupt: {counts}; {len(errors)} ways to say what is wrong")
    return line(
        "corrupt rows that are not named", abs(counts["error"] - wrong), 0, most=True, note=f"{wrong:,} of {count:,}"
    )


def odd(folder: Path) -> int:
    """A folder of files that are empty, huge, in other encodings, or something else by their names."""
    inner = folder / "odd"
    inner.mkdir()
    text = "ML Engineer\n\nYou will build models with Python and ship them with Docker. Café “naïve” – done."
    for i, encoding in enumerate(("utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252")):
        rows = [{"id": f"{encoding}-{j}", "text": f"{text} {i} {j}"} for j in range(100)]
        (inner / f"{encoding}.jsonl").write_bytes(
            "\n".join(json.dumps(r, ensure_ascii=False) for r in rows).encode(encoding)
        )
    for ending in ("csv", "jsonl", "parquet", "json", "txt", "jsonl.gz"):
        (inner / f"empty.{ending}").write_bytes(b"")
    (inner / "names.csv").write_text("id,text\n")
    (inner / "wrong.csv").write_text("pay,place\n1,here\n")
    (inner / "huge.txt").write_text(HUGE)
    (inner / "huge.csv").write_text(f'text\n"{HUGE}"\n"{text}"\n', encoding="utf-8")
    (inner / "huge.json").write_text(json.dumps([{"text": HUGE}, {"text": text}]))
    (inner / "huge.jsonl").write_text(json.dumps({"text": HUGE}) + "\n" + json.dumps({"text": text}))
    pq.write_table(pa.table({"text": [HUGE, text, None]}), inner / "huge.parquet")
    memory, counts, errors = _read(inner, folder)
    for said, many in errors.most_common():
        print(f"    {many} × {said}")
    print(f"  odd files: {counts}; peak {memory / 2**20:,.0f} MiB over all processes")
    return line("rows of the odd files that were read", counts["in"] - counts["error"], 504)


def files(folder: Path, count: int = 1_000_000) -> int:
    """A directory of a million files."""
    inner = folder / "million"
    inner.mkdir()
    for i in range(count):
        (inner / f"{i:07}.md").write_bytes(
            b"# ML Engineer %d\n\nYou will deploy model %d with Docker and Python.\n" % (i, i)
        )
    begun = time.perf_counter()
    memory, counts, _ = _read(inner, folder)
    print(f"  {count:,} files: {time.perf_counter() - begun:.0f} s, peak {memory / 2**20:,.0f} MiB")
    shutil.rmtree(inner)
    return line("rows of a million files", counts["in"] - counts["error"], count)


def _read(path: Path, folder: Path) -> tuple[int, dict[str, int], Counter[str]]:
    """Read a corpus in a process of its own: its peak memory, the counts of its manifest, its errors without their numbers."""
    output = folder / f"{path.name}.table.parquet"
    memory = peak(start(path, output, "daft"))
    errors: Counter[str] = Counter(_errors(output))
    counts: dict[str, int] = json.loads(Path(f"{output}.manifest.json").read_text())["counts"]
    output.unlink()
    return memory, counts, errors


def _errors(path: Path) -> Iterator[str]:
    for batch in pq.ParquetFile(path).iter_batches(columns=["error"]):
        yield from (error[:70] for error in batch.column(0).drop_null().to_pylist())
