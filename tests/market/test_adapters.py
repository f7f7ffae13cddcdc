"""The reader inside Daft and as Spark calls it: the same readings, a bad row costs itself only."""

from __future__ import annotations

import pyarrow as pa
import pytest
from market_rows import posting

from rolewright.market.adapters import daft_reader, spark_reader, spark_schema
from rolewright.market.batch import read_texts
from rolewright.market.schema import READ

TEXTS = [*(posting(i)["text"] for i in range(5)), None, ""]
TITLES = [*(posting(i)["title"] for i in range(5)), "x", None]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # a pipe of Daft's own
def test_daft_gives_the_same_readings() -> None:
    """A column of texts becomes a column of readings, equal to those read without an engine."""
    import daft

    frame = daft.from_pydict({"text": TEXTS, "title": TITLES})
    got = frame.select(daft_reader(1)(frame["text"], frame["title"]).alias("reading")).to_pydict()["reading"]
    assert [row["skills"] for row in got] == [row["skills"] for row in read_texts(TEXTS, TITLES).to_pylist()]
    assert [row["error"] is not None for row in got] == [False] * 5 + [True, True]


def test_sparks_function_keeps_batches_and_rows() -> None:
    """`mapInArrow` gives batches and gets as many rows back, of the schema that it was told."""
    batches = [
        pa.record_batch({"text": TEXTS, "title": TITLES}),
        pa.record_batch({"text": TEXTS[:2]}),
        pa.record_batch({"text": pa.array([], pa.string())}),
    ]
    out = list(spark_reader()(batches))
    assert sum(map(len, out)) == 9
    assert all(one.schema.equals(READ) for one in out)
    assert out[0].column("title").to_pylist()[:5] == TITLES[:5]
    assert spark_schema().count("`") == 2 * len(READ.names)
