"""A table of shares, numbers or pairs over readings: each figure with its count, denominator, interval and evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.errors import ConfigError, suggest
from rolewright.knowledge.shelf import shelf
from rolewright.market import count
from rolewright.market.evidence import evidence
from rolewright.market.scan import WEIGHTS, Choice, check_by
from rolewright.market.stats import median, wilson
from rolewright.market.where import Filter, parse
from rolewright.model.record import NamedTuple
from rolewright.model.terms import LEVELS, STAGES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

STRENGTHS = ("must", "nice", "context")
_PAIRED = 60
"""Pairs are counted among so many skills, the most frequent ones."""


class Table(NamedTuple):
    """`rows` are dicts of one shape: the names in `by`, the thing counted, its figures. `total` is the postings counted."""

    of: str
    about: str
    by: tuple[str, ...]
    rows: tuple[dict[str, Any], ...]
    total: count.Total
    notes: tuple[str, ...]
    hidden: int = 0


def known() -> dict[str, Any]:
    """What can be counted, by name."""
    return dict(shelf("corpus/tables")["of"])


def table(
    path: str,
    of: str,
    by: Sequence[str] = (),
    where: Sequence[str] = (),
    *,
    strength: str = "",
    weights: str = "kept",
    least: int | None = None,
    rates: Mapping[str, float] | None = None,
    spans: bool = True,
) -> Table:
    """The table of one thing (`known()`) by groups. Cells below `least` postings are hidden; `spans` adds evidence.

    Raises ConfigError for names that there aren't, DocumentError for a file that is no table of readings.
    """
    measure = known().get(of)
    if measure is None:
        raise ConfigError(f"can't count {of!r}", "--of", suggest(of, known(), f"choose of {', '.join(known())}"))
    if strength and (strength not in STRENGTHS or of not in {"skill", "pair"}):
        raise ConfigError(
            f"--strength {strength} doesn't fit --of {of}", "--strength", "must, nice or context, of skill or pair"
        )
    check_weights(weights)
    choice = Choice(path, parse(where), check_by(by), weights)
    limit = int(shelf("corpus/tables")["statistics"]["least"]) if least is None else least
    notes = _notes(choice, choice.filters, strength, limit)
    strengths = (strength,) if strength else ()
    if measure["kind"] == "pair":
        if by:
            raise ConfigError("pairs are counted over all", "--by", "leave it out, or choose postings with --where")
        made = _pairs(choice, strengths, limit)
    elif measure["kind"] == "number":
        made = _numbers(choice, measure["column"], limit, dict(rates) if rates else None)
    else:
        made = _shares(choice, of, measure, strengths, limit)
    rows, total, hidden = made
    if spans and measure["kind"] != "pair":
        rows = evidence(choice, of, measure, strengths, rows)
    return Table(of, measure["about"], tuple(by), tuple(rows), total, notes, hidden)


def check_weights(name: str) -> None:
    """Raises ConfigError for a weight that there isn't."""
    if name not in WEIGHTS:
        raise ConfigError(f"there is no weight {name!r}", "--weights", f"choose of {', '.join(WEIGHTS)}")


Made = tuple[list[dict[str, Any]], count.Total, int]


def _shares(choice: Choice, of: str, measure: Mapping[str, Any], strengths: tuple[str, ...], least: int) -> Made:
    counted = count.words(choice, measure["column"], measure["kind"], strengths)
    rows = []
    hidden = 0
    for (group, word), weight in counted.cells.items():
        total = counted.totals[group]
        if not _enough(weight, least):
            hidden += 1
            continue
        share = weight / total.weight
        low, high = wilson(share, total.effective)
        rows.append({
            **dict(zip(choice.by, group, strict=True)), of: word, "n": _whole(weight), "of": _whole(total.weight),
            "share": share, "low": low, "high": high,
        })  # fmt: skip
    rows.sort(key=lambda row: (*[rank(name, row[name]) for name in choice.by], -row["share"], row[of]))
    return rows, _sum(counted.totals), hidden


def _numbers(choice: Choice, column: str, least: int, rates: dict[str, float] | None) -> Made:
    totals, values = count.numbers(choice, column, rates)
    rows = []
    hidden = 0
    labels = (*choice.by, "currency") if column == "pay" else choice.by
    for group, found in values.items():
        total = totals[group[: len(choice.by)]]
        if not _enough(len(found), least):
            hidden += 1
            continue
        rows.append({**dict(zip(labels, group, strict=True)), **_spread(found, total)})
    rows.sort(key=lambda row: (*[rank(name, row[name]) for name in choice.by], -row["n"]))
    return rows, _sum(totals), hidden


def _spread(found: Any, total: count.Total) -> dict[str, Any]:
    import numpy as np

    middle, low, high = median(found)
    share = min(1.0, len(found) / total.rows)
    stated_low, stated_high = wilson(share, total.rows)
    tenth, ninetieth = np.quantile(found, (0.1, 0.9))
    return {
        "n": len(found), "of": total.rows, "stated": share, "stated_low": stated_low, "stated_high": stated_high,
        "median": middle, "low": low, "high": high, "p10": float(tenth), "p90": float(ninetieth),
    }  # fmt: skip


def _pairs(choice: Choice, strengths: tuple[str, ...], least: int) -> Made:
    """Pairs of the most frequent skills with their lift, a pair that goes with itself left out."""
    single = count.words(choice, "skills", "many", strengths)
    most = sorted((word for _, word in single.cells), key=lambda word: (-single.cells[(), word], word))[:_PAIRED]
    total, found = count.pairs(choice, most, strengths)
    both: list[list[float]] = found.tolist()
    rows: list[dict[str, Any]] = []
    hidden = 0
    for i, one in enumerate(most):
        for j in range(i + 1, len(most)):
            if not _enough(both[i][j], least):
                hidden += bool(both[i][j])
                continue
            share = both[i][j] / total.weight
            low, high = wilson(share, total.effective)
            lift = share / (both[i][i] * both[j][j] / total.weight**2)
            rows.append({"pair": f"{one} + {most[j]}", "n": _whole(both[i][j]), "of": _whole(total.weight), "share": share,
                         "low": low, "high": high, "lift": lift})  # fmt: skip
    rows.sort(key=lambda row: (-row["lift"], row["pair"]))
    return rows, total, hidden


def rank(name: str, value: Any) -> tuple[int, str]:
    """Where a group stands among the others: levels and stages in their own order, all else by name, empty ones last."""
    order = LEVELS if name.endswith("level") else STAGES if name == "stage" else ()
    at = order.index(value) if value in order else len(order)
    return (at + (value is None), str(value))


def _enough(weight: float, least: int) -> bool:
    return weight > 0 and weight >= least


def _whole(weight: float) -> float:
    return round(weight) if abs(weight - round(weight)) < 1e-6 else round(float(weight), 2)


def _sum(totals: Mapping[count.Group, count.Total]) -> count.Total:
    return (
        count.Total(*(sum(column) for column in zip(*totals.values(), strict=True)))
        if totals
        else count.Total(0, 0.0, 0.0)
    )


_COUNTED = {
    "kept": "one posting a cluster of near duplicates",
    "all": "every posting, reposts and copies included",
    "cluster": "every posting, those of a cluster of near duplicates sharing the weight of one",
}


def _notes(choice: Choice, filters: tuple[Filter, ...], strength: str, least: int) -> tuple[str, ...]:
    """What stands under the table besides its denominator."""
    chosen = "; ".join(one.written for one in filters) or "none"
    notes = [f"counted: {_COUNTED[choice.weights]}; rows with errors left out", f"filters: {chosen}"]
    if strength:
        notes.append(f"strength: {strength}")
    notes.append(
        f"intervals: 95 %; cells below {least} postings are hidden" if least > 1 else "intervals: 95 %; no cell hidden"
    )
    return tuple(notes)
