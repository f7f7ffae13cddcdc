"""Items or texts in, Arrow out: the reader of `check` over a batch. Knows no engine; one bad row never loses the others."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from rolewright import api
from rolewright.engine import plans
from rolewright.engine.run import run
from rolewright.knowledge.shelf import shelf
from rolewright.market.alike import signatures
from rolewright.market.counted import counted
from rolewright.market.dates import when
from rolewright.market.item import TABLE, Item, with_text
from rolewright.market.schema import PART, READ, SIGNATURE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.engine.run import Plan
    from rolewright.model.posting import Posting
    from rolewright.model.reading import Reading, Requirement, Span

_NAMES = READ.names
_TEXT = _NAMES.index("text")
_DEGREES = {"any": 1, "bachelor": 2, "master": 3, "doctorate": 4}
_IMPOSSIBLE = "RW407"
"""The rule about more years with a tool than it has existed."""


def read_batch(items: Sequence[Item], *, findings: bool = False) -> pa.RecordBatch:
    """A row of `schema.PART` for each item; `findings`: with the codes of all rules that object (takes about twice as long)."""
    rows = [_row(item, findings=findings) for item in items]
    columns = [*zip(*rows, strict=True)] if rows else [()] * len(_NAMES)
    arrays = [pa.array(c, f.type) for c, f in zip(columns, READ, strict=True)]
    return pa.record_batch([*arrays, _signatures(columns[_TEXT])], schema=PART)


def read_texts(texts: Sequence[str | None], titles: Sequence[str | None] | None = None) -> pa.RecordBatch:
    """A row of `schema.READ` for each text: what an engine's user-defined function calls."""
    items = []
    for i, text in enumerate(texts):
        head = Item("", i + 1, title=titles[i] if titles is not None else None)
        bad = head._replace(error=f"not a text but {type(text).__name__}")
        items.append(with_text(head, text) if isinstance(text, str) else bad)
    return read_batch(items).select(READ.names)


def _signatures(texts: Sequence[str | None]) -> pa.Array:
    """Of the texts that there are; made for all at once."""
    made = iter(signatures([text for text in texts if text is not None]))
    return pa.array([None if text is None else next(made) for text in texts], SIGNATURE.type)


def _row(item: Item, *, findings: bool) -> tuple[Any, ...]:
    if item.posting is None:
        return _bad(item, item.error or "has no text")
    try:
        return _read(item, item.posting, findings=findings)
    except Exception as error:  # noqa: BLE001 - one bad row never loses its batch
        return _bad(item, f"{type(error).__name__}: {error}")


def _bad(item: Item, error: str) -> tuple[Any, ...]:
    known = {"source": item.source, "row": item.row, "id": item.id or _id(item), "title": item.title, "error": error}
    return tuple(known.get(name) for name in _NAMES)


def _id(item: Item) -> str:
    return f"{item.source}:{item.row}" if item.row else item.source


def _read(item: Item, posting: Posting, *, findings: bool) -> tuple[Any, ...]:
    """The values of `schema.READ`, in its order."""
    reading = api.read_posting(posting, item.title)
    title, family, level, stage = reading.title, _first(reading.families), reading.level, reading.stage
    said = when(item.date) or when(dict(posting.facts).get("datePosted"))
    skills, lifecycle = counted(reading, item.company), reading.lifecycle
    years, degree, pay = _most_years(reading), _degree(reading), reading.pay[0] if reading.pay else None
    codes = _codes(posting, reading, findings=findings)
    asked = [r.strength for r in reading.requirements]
    text = reading.text
    spans = (_span(family), _span(level), _span(stage), _at(years), _at(degree and degree.degree), _at(pay))
    return (
        item.source, item.row, item.id or _id(item), title.text if title else item.title, item.company,
        said and said.date, said and said.year, said and said.month, item.url, None,
        [trouble.id for trouble in posting.troubles], text, len(text), reading.words, reading.language, cut(text),
        family.id if family else None, title.family if title else None, level.id, title.level if title else None,
        stage.id, reading.work_mode, reading.jobs, reading.use_case is not None,
        [*lifecycle], [spans[0][0] for spans in lifecycle.values()], [spans[0][1] for spans in lifecycle.values()],
        [*reading.strands], [*reading.strands.values()],
        *(zip(*skills, strict=True) if skills else ((),) * 4),
        asked.count("must"), asked.count("nice"),
        years and years.min, degree and degree.degree and degree.degree.level, degree and degree.strength == "must",
        degree and degree.degree and degree.degree.or_equivalent,
        pay and pay.min, pay and pay.max, pay and pay.currency, pay and pay.interval,
        [*{p.code: 0 for p in reading.places}], _IMPOSSIBLE in codes, codes if findings else None,
        *(end for span in spans for end in span),
    )  # fmt: skip


def _first(named: Sequence[Any]) -> Any:
    return named[0] if named else None


def _span(named: Any) -> tuple[int | None, int | None]:
    evidence: Sequence[Span] = named.evidence if named else ()
    return evidence[0] if evidence else (None, None)


def _at(fact: Any) -> tuple[int | None, int | None]:
    return (fact.start, fact.end) if fact else (None, None)


def _most_years(reading: Reading) -> Any:
    """The highest number of years that a must-have asks for, with its span."""
    asked = [r.years for r in reading.requirements if r.years and r.years.min and r.strength == "must"]
    return max(asked, key=lambda years: years.min or 0, default=None)


def _degree(reading: Reading) -> Requirement | None:
    """The requirement with the lowest degree that will do; a must before a nice-to-have."""
    asked = [r for r in reading.requirements if r.degree]
    return min(
        asked, key=lambda r: (r.strength != "must", _DEGREES[r.degree.level if r.degree else "any"]), default=None
    )


@cache
def _plan(*, findings: bool) -> Plan:
    return plans.plan() if findings else plans.plan((_IMPOSSIBLE,))


def _codes(posting: Posting, reading: Reading, *, findings: bool) -> list[str]:
    """The codes of the rules that object, each once."""
    return [*{f.code: 0 for f in run(posting, reading, _plan(findings=findings)).findings if f.severity != "credit"}]


def cut(text: str) -> bool:
    """Whether a text ends as one does that a board or a scraper cut, or is too short to be whole."""
    stub, endings = _cut()
    return len(text) < stub or text[-24:].rstrip().lower().endswith(endings)


@cache
def _cut() -> tuple[int, tuple[str, ...]]:
    table = shelf(TABLE)["truncated"]
    return table["stub"], tuple(table["endings"])
