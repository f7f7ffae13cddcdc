"""The function for Spark's `mapInArrow` on a real Spark of one machine; left out where pyspark, pandas or Java is absent."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING, Any

import pytest
from market_rows import posting

from rolewright.market.adapters import spark_reader, spark_schema
from rolewright.market.batch import read_texts

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def spark(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A Spark with two threads, bound to this machine alone."""
    pytest.importorskip("pandas")
    sql = pytest.importorskip("pyspark.sql")
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        pytest.skip("no Java")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    builder = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = (
        builder.config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1").getOrCreate()
    )
    yield session
    session.stop()


@pytest.mark.filterwarnings("ignore")
def test_spark_makes_our_rows(spark: Any) -> None:
    """The rows that Spark's workers make are those of `read_texts`, whatever the partitions."""
    rows = [(made["text"], made.get("title")) for made in map(posting, range(40))]
    frame = spark.createDataFrame(rows, "text string, title string").repartition(3)
    made = frame.mapInArrow(spark_reader(), spark_schema()).collect()
    wanted = read_texts(*map(list, zip(*rows, strict=True))).to_pylist()
    names = ("text", "title", "family", "level", "skills", "skill_start", "years", "error")
    assert sorted(repr([row[n] for n in names]) for row in made) == sorted(repr([w[n] for n in names]) for w in wanted)
