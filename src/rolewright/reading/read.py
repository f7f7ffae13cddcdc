"""Posting → Reading, in one pass for each kind of pattern: words, phrases, weights, then the sums."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rolewright.knowledge.loader import Book, book
from rolewright.knowledge.normal import normalise
from rolewright.model.reading import Cue, Pay, Place, Reading, Statement
from rolewright.reading import flags, kinds, match, pay, requirements, roles, statements, strength, title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.model.posting import Posting

_SAMPLE = 700
_statement = partial(tuple.__new__, Statement)
_MODES = ("hybrid", "remote", "onsite")


def read(posting: Posting, name: str | None = None) -> Reading:
    """Everything that a posting says. `name` is the title where it's known from elsewhere."""
    table = book()
    text = posting.text
    pieces = statements.cut(text, posting.lines)
    scan = kinds.scan(text, pieces)
    skills_found, cues_found, rows = match.settle(table, text, pieces, scan)
    judged = scan.decide(rows)
    settled = strength.settle(table, text, pieces, judged, cues_found)
    said = [_statement((p[0], p[1], k, j[1], p[2], j[2])) for p, j, k in zip(pieces, judged, settled, strict=True)]
    cues = _cues(table, cues_found, said)
    skills = requirements.skills_of(table, skills_found, requirements.strengths(said))
    asked = requirements.find(text, said, skills, cues)
    heading = title.title_of(table, posting, name)
    body = roles.Body(table, scan, said, asked, cues, heading)
    ranked = roles.families(body)
    level = roles.level(body)
    jobs = roles.jobs(body)
    return Reading(
        text=text,
        title=heading,
        families=ranked,
        level=level,
        stage=roles.stage(body),
        lifecycle=roles.lifecycle(body),
        strands=roles.strands(said),
        jobs=jobs,
        use_case=roles.use_case(body, text),
        statements=tuple(said),
        requirements=asked,
        skills=skills,
        flags=flags.flags(body, skills, ranked, level, jobs),
        pay=tuple(pay.find_pay(text, pieces, coded="word/money" in cues))
        or (_pay_facts(posting) if posting.facts else ()),
        places=_places(table, cues) + (_place_facts(table, posting) if posting.facts else ()),
        work_mode=_mode(cues),
        said=_said(table, cues),
        cues=cues,
        words=scan.words,
        language=_language(table, text),
    )


def _cues(table: Book, found: Sequence[Cue], said: Sequence[Statement]) -> dict[str, tuple[Cue, ...]]:
    """The cues whose statement is of a kind that they allow, by group (`RW601/young` is of group `RW601`).

    Of hits of one entry that overlap, the one that ends last stays.
    """
    groups: dict[str, list[Cue]] = {}
    limits = table.cue_kinds
    for cue in found:
        group, only, never = limits[cue.entry]
        if only or never:
            kind = said[cue.statement].kinds[0]
            if (only and kind not in only) or kind in never:
                continue
        here = groups.get(group)
        if here is None:
            groups[group] = [cue]
        elif cue.start < here[-1].end and cue.entry == here[-1].entry:
            if cue.end > here[-1].end:
                here[-1] = Cue(cue.entry, here[-1].start, cue.end, cue.statement)
        else:
            here.append(cue)
    return {group: tuple(cues) for group, cues in groups.items()}


def _said(table: Book, cues: dict[str, tuple[Cue, ...]]) -> tuple[Cue, ...]:
    """The outright statements, in order of place."""
    return tuple(sorted((c for name in table.said for c in cues.get(name, ())), key=lambda c: c.start))


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


def _language(table: Book, text: str) -> str:
    """The language whose commonest words the opening holds most of; `en` unless another wins clearly."""
    sample = normalise(text[:_SAMPLE]).split()
    english, others = table.common
    home = sum(map(english.__contains__, sample))
    if home * 8 > len(sample):
        return "en"
    counts = {code: sum(map(common.__contains__, sample)) for code, common in others}
    best = max(counts, key=lambda code: counts[code], default="en")
    return best if counts.get(best, 0) > 1.5 * home and counts[best] >= 4 else "en"
