"""The tool that counts a corpus: a table of readings by its path within the granted folders; words of the corpus come back quoted."""

from __future__ import annotations

from typing import Annotated

from mcp.server.mcpserver.exceptions import ToolError
from pydantic import BaseModel, Field

from rolewright.mcp import shapes, words
from rolewright.mcp.tools import Roots, find, told

MOST = 200
"""Rows of a table that are given."""
Names = Annotated[list[str], Field(max_length=10)]


class Row(BaseModel):
    """A cell: what is counted in which group, and its figures (n, of, share or median, low, high)."""

    names: dict[str, shapes.Quoted]
    figures: dict[str, float]


class MarketTable(BaseModel):
    """A table with its denominator: `postings` counted, `hidden` cells too small to show, `left_out` rows beyond the first 200."""

    of: str
    about: str
    rows: list[Row]
    postings: float
    hidden: int
    left_out: int
    notes: list[shapes.Quoted]


@told
def market_table(
    path: Annotated[str, Field(description="a file that `rolewright market read` made, in a granted folder", max_length=4096)],
    roots: Roots, of: Annotated[str, Field(description="skill, pair, family, level, stage, pay, years …", max_length=40)] = "skill",
    by: Names = [], where: Names = [],  # noqa: B006 - pydantic copies it
    strength: Annotated[str, Field(description="must, nice or context, of skill or pair", max_length=10)] = "",
) -> MarketTable:  # fmt: skip
    """Count what a corpus of postings says: shares or medians with 95 % intervals and denominators; small cells are hidden."""
    try:
        import pyarrow.parquet  # noqa: F401 - says what is missing
    except ImportError as error:
        raise ToolError("the market's tables need `pip install 'rolewright[market]'` beside the server") from error
    from rolewright.market.table import table

    made = table(find(path, roots), of, by, where, strength=strength, spans=False)
    return MarketTable(
        of=made.of, about=made.about, rows=[_row(one) for one in made.rows[:MOST]], postings=made.total.weight,
        hidden=made.hidden, left_out=max(0, len(made.rows) - MOST), notes=words.quotes(made.notes),
    )  # fmt: skip


def _row(row: dict[str, object]) -> Row:
    figures = {name: float(value) for name, value in row.items() if isinstance(value, int | float)}
    named = {name: words.quoted(str(value)) for name, value in row.items() if not isinstance(value, int | float)}
    return Row(names=named, figures=figures)
