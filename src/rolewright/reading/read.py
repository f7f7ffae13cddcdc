"""Posting → Reading, in one pass for each kind of pattern: words, phrases, weights, then the sums."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from rolewright.knowledge.loader import Book, book
from rolewright.model.reading import Cue, Pay, Place, Reading
from rolewright.reading import flags, pay, requirements, roles, signals, title
from rolewright.reading.scan import scan

if TYPE_CHECKING:
    from rolewright._kernel import Scan
    from rolewright.model.posting import Posting

_SAMPLE = 700
_START = itemgetter(1)
_MODES = ("hybrid", "remote", "onsite")


def read(posting: Posting, name: str | None = None) -> Reading:
    """Everything that a posting says. `name` is the title where it's known from elsewhere."""
    table = book()
    text = posting.text
    found = scan(text, posting.lines)
    said, skills, cues = found.read()
    if len(cues.get("place", ())) > 1:
        cues["place"] = _longest(cues["place"])
    asked = requirements.find(text, said, found, cues)
    heading = title.title_of(table, posting, name)
    body = roles.Body(text, table, found, said, asked, cues, heading)
    ranked = roles.families(body)
    jobs = roles.jobs(body)
    told = signals.signals(body, ranked, jobs)
    level = roles.level(body, told)
    paid = tuple(pay.find_pay(text, said, coded="word/money" in cues))
    places = _places(table, cues)
    if posting.facts:
        paid, places = paid or _pay_facts(posting), places + _place_facts(table, posting)
    return _reading((
        text, heading, ranked, level, roles.stage(body, told), roles.lifecycle(body, told), roles.strands(body), jobs,
        roles.use_case(body, text), said, asked, skills, flags.flags(body, told, ranked), paid, places,
        _mode(cues), _said(table, cues), cues, found.words, language(table, found),
    ))  # fmt: skip


_reading = Reading._make


def _said(table: Book, cues: dict[str, tuple[Cue, ...]]) -> tuple[Cue, ...]:
    """The outright statements, in order of place."""
    found = [cue for name in table.said if name in cues for cue in cues[name]]
    return tuple(sorted(found, key=_START) if len(found) > 1 else found)


def _longest(cues: tuple[Cue, ...]) -> tuple[Cue, ...]:
    """The cues, given by start and end, less those that are part of a longer one: `London` in `London, ON`."""
    kept: list[Cue] = []
    for cue in cues:
        start, end = cue.start, cue.end
        while kept and kept[-1].start == start and kept[-1].end < end:
            kept.pop()
        if not kept or kept[-1].end < end or kept[-1].start == start:
            kept.append(cue)
    return tuple(kept)


def _places(table: Book, cues: dict[str, tuple[Cue, ...]]) -> tuple[Place, ...]:
    names = table.place_names
    return tuple(
        Place(code, names.get(code, code), c.start, c.end)
        for c in cues.get("place", ())
        for code in (c.entry.partition("/")[2],)
    )


def _mode(cues: dict[str, tuple[Cue, ...]]) -> str:
    """`hybrid`, `remote` or `onsite` as the text says, else `unknown`; hybrid wins over the other two."""
    return next((mode for mode in _MODES if mode in cues), "unknown")


def _pay_facts(posting: Posting) -> tuple[Pay, ...]:
    """Pay from the format's structured facts (schema.org `baseSalary`), where the text names none."""
    facts = dict(posting.facts)
    low, high = (_figure(facts.get(f"baseSalary.value.{end}", "")) for end in ("minValue", "maxValue"))
    if low is None and high is None:
        low = high = _figure(facts.get("baseSalary.value.value", facts.get("baseSalary.value", "")))
    if low is None and high is None:
        return ()
    unit = facts.get("baseSalary.value.unitText", facts.get("baseSalary.unitText", "YEAR")).lower()
    return (Pay(low, high, facts.get("baseSalary.currency", ""), unit, 0, 0),)


def _place_facts(table: Book, posting: Posting) -> tuple[Place, ...]:
    """The place of the format's structured facts (schema.org `jobLocation`), as a jurisdiction that the book knows."""
    facts = dict(posting.facts)
    country = facts.get("jobLocation.address.addressCountry", "").upper()
    region = facts.get("jobLocation.address.addressRegion", "").upper()
    codes = [code for code in (f"{country}-{region}", country) if code in table.place_names]
    return tuple(Place(code, table.place_names[code], 0, 0) for code in codes[:1])


def _figure(written: str) -> float | None:
    try:
        return float(written)
    except ValueError:
        return None


def language(table: Book, found: Scan) -> str:
    """The language whose commonest words the opening holds most of; `en` unless another wins clearly."""
    words, counts = found.tongues(_SAMPLE)
    if counts[0] * 8 > words:
        return "en"
    most, code = max(zip(counts[1:], table.tongues[1:], strict=False), default=(0, "en"))
    return code if most > 1.5 * counts[0] and most >= 4 else "en"
