"""A small corpus of made-up postings, and a table of its readings."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

_THERE = all(find_spec(name) for name in ("daft", "pyarrow", "rensa"))
collect_ignore_glob = [] if _THERE else ["test_*.py"]


@pytest.fixture(scope="session")
def readings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """120 postings, ten copies with another city, three bad rows; read by the pool."""
    from market_rows import posting, write_lines

    from rolewright.market.corpus import read

    folder = tmp_path_factory.mktemp("market")
    rows: list[object] = [posting(i) for i in range(120)]
    rows += [{**posting(i), "id": f"copy{i}", "text": f"{posting(i)['text']}\nPlace: Leeds.\n"} for i in range(10)]
    rows += [b"{broken", {"id": "x", "title": "No text"}, {"id": "y", "text": 7}]
    output = folder / "readings.parquet"
    read([str(write_lines(folder / "corpus.jsonl", rows))], str(output), engine="pool", processes=2)
    return output
