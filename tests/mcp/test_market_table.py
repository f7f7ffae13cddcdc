"""The market's table for an assistant: figures with their denominator, from a granted folder only."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("mcp", reason="needs the extra mcp")
pytest.importorskip("pytest_asyncio", reason="needs pytest-asyncio")
pytest.importorskip("daft", reason="needs the extra market")

from mcp import Client, StdioServerParameters

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = {"PYTHONPATH": str(ROOT / "src"), "PATH": os.environ["PATH"]}


@pytest.fixture(scope="module")
def readings(tmp_path_factory):
    """A table of forty postings of ours, each with its own employer, and half of them asking for Rust."""
    folder = tmp_path_factory.mktemp("corpus")
    for number in range(40):
        asks = "Rust" if number % 2 else "Kotlin"
        text = f"# Data Engineer\n\nHouse {number} moves {number * 37} crates a day from port {number}.\n\n## Requirements\n\n- Python\n- {asks}\n"
        (folder / f"{number}.md").write_text(text + "\n".join(f"- Knows the quay {number * 100 + n}" for n in range(8)))
    command = [sys.executable, "-m", "rolewright", "market", "read", str(folder), "-o", str(folder / "out/readings.parquet"),
               "--engine", "pool", "--no-progress"]  # fmt: skip
    (folder / "out").mkdir()
    subprocess.run(command, check=False, capture_output=True, env=ENVIRONMENT)
    assert (folder / "out/readings.parquet").exists()
    return folder / "out"


def client(folder):
    """A client whose server may read one folder."""
    arguments = ["-m", "rolewright", "mcp", "--root", str(folder)]
    return Client(
        StdioServerParameters(command=sys.executable, args=arguments, env=ENVIRONMENT), read_timeout_seconds=60
    )


@pytest.mark.asyncio
async def test_a_table_has_figures_denominator_and_quoted_names(readings):
    """All forty ask for Python; small cells are hidden and told; a wrong name is a message, and so is a file elsewhere."""
    async with client(readings) as one:
        done = await one.call_tool("market_table", {"path": "readings.parquet", "of": "skill"})
        wrong = await one.call_tool("market_table", {"path": "readings.parquet", "of": "shoe size"})
        away = await one.call_tool("market_table", {"path": str(ROOT / "README.md"), "of": "skill"})
    table = done.structured_content
    python = next(row for row in table["rows"] if row["names"]["skill"]["quoted"] == "python")
    assert python["figures"]["n"] == python["figures"]["of"] == table["postings"] > 30
    assert 0.85 < python["figures"]["low"] < 1
    assert table["hidden"] >= 2
    assert wrong.is_error
    assert "shoe size" in wrong.content[0].text
    assert away.is_error
    assert "isn't in a folder that was granted" in away.content[0].text
