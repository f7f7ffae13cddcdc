"""Posting → Reading, in one pass for each kind of pattern: words, phrases, weights, then the sums."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.knowledge.loader import Book, book
from rolewright.knowledge.normal import normalise
from rolewright.model.reading import Cue, Pay, Place, Reading, Statement, Title
from rolewright.reading import flags, kinds, match, pay, requirements, roles, statements, title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.model.posting import Posting
    from rolewright.reading.match import Hit
    from rolewright.reading.statements import Piece

_MODES = ("hybrid", "remote", "onsite")


def read(posting: Posting, name: str | None = None) -> Reading:
    """Everything that a posting says. `name` is the title where it's known from elsewhere."""
    table = book()
    text = posting.text
    pieces = statements.cut(text, posting.lines)
    norm = normalise(text)
    words = [norm[p.start : p.end].split() for p in pieces]
    skill_hits, cue_hits = match.find(table, text, norm, pieces, words)
    judged = kinds.judge(table, text, pieces, words, cue_hits)
    said = [
        Statement(p.start, p.end, j.kinds, j.strands, p.line, j.sure) for p, j in zip(pieces, judged, strict=True)
    ]
    cues = _cues(cue_hits, said)
    skills = requirements.skills_of(table, skill_hits, requirements.strengths(said))
    escapes = frozenset(c.statement for c in cues.get("degree_escape", ()))
    asked = requirements.find(text, said, words, skills, escapes)
    heading = title.title_of(table, posting, name)
    body = roles.Body(table, said, judged, asked, cues, heading)
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
        pay=tuple(pay.find_pay(text, pieces)) or _pay_facts(posting),
        places=_places(table, cues),
        work_mode=_mode(cues),
        said=_said(table, cues),
        cues=cues,
        words=sum(map(len, words)),
        language=_language(table, words),
    )


def _cues(hits: Sequence[Hit], said: Sequence[Statement]) -> dict[str, tuple[Cue, ...]]:
    """The cues whose statement is of a kind that they allow, by group (`RW601/young` is of group `RW601`)."""
    groups: dict[str, list[Cue]] = {}
    for hit in hits:
        context = hit.context
        if context is not None and (context[5] or context[6]):
            kind = said[hit.statement].kinds[0]
            if (context[5] and kind not in context[5]) or kind in context[6]:
                continue
        name = hit.id
        group = name.partition("/")[0] if name.startswith(("RW", "RC", "place/")) else name
        cue = Cue(name, hit.start, hit.end, hit.statement)
        if group in groups:
            if groups[group][-1].end < hit.end or groups[group][-1].entry != name:
                groups[group].append(cue)
        else:
            groups[group] = [cue]
    return {group: tuple(cues) for group, cues in groups.items()}


def _said(table: Book, cues: dict[str, tuple[Cue, ...]]) -> tuple[Cue, ...]:
    """The outright statements, in order of place."""
    return tuple(sorted((c for name in table.tables["cues"]["said"] for c in cues.get(name, ())), key=lambda c: c.start))


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
    """Pay from the format's structured facts (JSON-LD), where the text names none: (`pay`, "min|max|currency|interval")."""
    out = []
    for name, value in posting.facts:
        if name == "pay":
            low, high, currency, interval = (value.split("|") + ["", "", "", ""])[:4]
            try:
                out.append(Pay(float(low) if low else None, float(high) if high else None, currency, interval.lower(), 0, 0))
            except ValueError:
                continue
    return tuple(out)


def _language(table: Book, words: Sequence[list[str]]) -> str:
    """The language whose commonest words the first few hundred words hold most of; `en` unless another wins clearly."""
    sample: list[str] = []
    for here in words:
        sample += here
        if len(sample) > 240:
            break
    counts = {code: sum(map(set(common).__contains__, sample)) for code, common in _common(table)}
    best = max(counts, key=lambda code: counts[code], default="en")
    return best if counts.get(best, 0) > 1.5 * counts.get("en", 0) and counts[best] >= 4 else "en"


def _common(table: Book) -> list[tuple[str, list[str]]]:
    return list(table.tables["languages"]["common"].items())
