"""Two tables of readings side by side: shares with the interval of their difference, or medians with both intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.errors import ConfigError
from rolewright.knowledge.shelf import shelf
from rolewright.market.stats import difference
from rolewright.market.table import Table, known, table

if TYPE_CHECKING:
    from collections.abc import Sequence


def compare(
    before: str, after: str, of: str = "skill", where: Sequence[str] = (), *, strength: str = "", least: int | None = None,
    weights: str = "kept",
) -> Table:  # fmt: skip
    """What differs, the largest difference first; `clear` says that its 95 % interval leaves 0 out.

    A row is shown if one of the two has at least `least` postings of it, and both have so many in all. Raises what `table` raises.
    """
    if known().get(of, {}).get("kind") == "pair":
        raise ConfigError("pairs can't be compared", "--of", "compare skills")
    sides = [table(p, of, (), where, strength=strength, weights=weights, least=0, spans=False) for p in (before, after)]
    limit = int(shelf("corpus/tables")["statistics"]["least"]) if least is None else least
    number = known()[of]["kind"] == "number"
    rows = (_medians if number else _shares)(of, sides[0], sides[1], limit)
    totals = [side.total for side in sides]
    notes = (
        f"before: {before}, {totals[0].rows:,} postings; after: {after}, {totals[1].rows:,} postings",
        *sides[0].notes[:-1],
        f"intervals: 95 %, {'order statistics' if number else 'Newcombe'}; of {len(rows)} comparisons about {len(rows) / 20:.0f} look clear by chance",
    )
    hidden = len({r[of] for side in sides for r in side.rows if of in r}) - len(rows) if not number else 0
    total = totals[0]._replace(rows=totals[0].rows + totals[1].rows, weight=totals[0].weight + totals[1].weight)
    return Table(of, sides[0].about, (), tuple(rows), total, notes, max(0, hidden))


def _shares(of: str, before: Table, after: Table, least: int) -> list[dict[str, Any]]:
    n, m = before.total, after.total
    if min(n.rows, m.rows) < max(1, least):
        return []
    sides = [{row[of]: row for row in side.rows} for side in (before, after)]
    rows = []
    for word in sides[0].keys() | sides[1].keys():
        one, two = (side.get(word, {"n": 0, "share": 0.0}) for side in sides)
        if max(one["n"], two["n"]) < least:
            continue
        low, high = difference(one["share"], n.effective, two["share"], m.effective)
        rows.append({
            of: word, "n_before": one["n"], "n_after": two["n"], "before": one["share"], "after": two["share"],
            "difference": two["share"] - one["share"], "from": low, "to": high, "clear": "yes" if low > 0 or high < 0 else "no",
        })  # fmt: skip
    return sorted(rows, key=lambda row: (-abs(row["difference"]), row[of]))


def _medians(of: str, before: Table, after: Table, least: int) -> list[dict[str, Any]]:
    """Rows of medians; clear if the two intervals don't meet, which is stricter than 95 %."""
    sides = [{row.get("currency", of): row for row in side.rows} for side in (before, after)]
    rows = []
    for label in sides[0].keys() & sides[1].keys():
        one, two = (side[label] for side in sides)
        if min(one["n"], two["n"]) < max(1, least):
            continue
        apart = one["high"] < two["low"] or two["high"] < one["low"]
        rows.append({
            of: label, "n_before": one["n"], "n_after": two["n"],
            "median_before": one["median"], "low_before": one["low"], "high_before": one["high"],
            "median_after": two["median"], "low_after": two["low"], "high_after": two["high"], "clear": "yes" if apart else "no",
        })  # fmt: skip
    return sorted(rows, key=lambda row: str(row[of]))
