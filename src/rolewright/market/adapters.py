"""The reader inside other people's data frames: a Daft function over a column of texts, a function for Spark's `mapInArrow`.

Both are thin over `batch.read_texts(list[str])`, which knows no engine. `market read` needs neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from rolewright.market import work
from rolewright.market.batch import read_texts
from rolewright.market.schema import READ

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_AT_ONCE = 250


def daft_reader(processes: int) -> Any:
    """An instance for Daft: `frame.select(daft_reader(2)(frame["text"], frame["title"]))` gives a struct of `schema.READ`.

    A bad row has its `error`; Daft's own `on_error` would empty its whole batch.
    """
    import daft

    returned = daft.DataType.from_arrow_type(pa.struct(list(READ)))

    @daft.cls(use_process=True, max_concurrency=processes)
    class Reader:
        """Loads the book once a process."""

        def __init__(self) -> None:
            work.ready()

        @daft.method.batch(return_dtype=returned, batch_size=_AT_ONCE)
        def __call__(self, texts: Any, titles: Any) -> Any:
            """A struct a row."""
            return read_texts(texts.to_pylist(), titles.to_pylist()).to_struct_array()

    return Reader()


def spark_reader(
    text: str = "text", title: str = "title"
) -> Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """A function for `DataFrame.mapInArrow(spark_reader(), spark_schema())`: rows in, rows of `schema.READ` out.

    `row` counts within a batch; a title is taken if the frame has that column.
    """

    def read(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            for start in range(0, len(batch), _AT_ONCE):
                piece = batch.slice(start, _AT_ONCE)
                titles = piece.column(title).to_pylist() if title in piece.schema.names else None
                yield read_texts(piece.column(text).to_pylist(), titles)

    return read


def spark_schema() -> str:
    """`schema.READ` as a DDL string for Spark."""
    return ", ".join(f"`{field.name}` {_ddl(field.type)}" for field in READ)


def _ddl(kind: Any) -> str:
    if pa.types.is_list(kind):
        return f"array<{_ddl(kind.value_type)}>"
    return {"string": "string", "large_string": "string", "bool": "boolean", "int16": "smallint", "int32": "int", "int64": "bigint",
            "float": "float", "double": "double"}[str(kind)]  # fmt: skip
