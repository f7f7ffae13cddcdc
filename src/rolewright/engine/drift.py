"""A posting against its role: what it asks that the role doesn't, and the reverse.

A statement is the role's if half of its telling words stand together in one text of the role, or in one sentence that
would be drafted from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.engine.align import words_of
from rolewright.knowledge.normal import normalise
from rolewright.model.drift import Drift, Parted
from rolewright.scoping.texts import name_of, skills_in
from rolewright.writing.compose import compose
from rolewright.writing.money import amount

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rolewright.model.reading import Pay, Reading, Requirement, Statement
    from rolewright.model.role import Role

ENOUGH = 0.5
"""Share of the telling words that has to be there; as in `engine.align`."""
_ASKED = ("duty", "must", "nice")
_PRECISE = frozenset({"skill", "years", "degree"})


def drift(role: Role, reading: Reading) -> Drift:
    """What has parted; the same role and reading always give the same."""
    texts = [words_of(text).telling for text in _role_texts(role)]
    stray = [s for s in reading.statements if s.kinds[0] in _ASKED and not _known(_words(reading, s), texts)]
    asked = [*_demands(role, reading), *_strays(reading, stray)]
    return Drift(tuple(_once(asked)), tuple(_left_out(role, reading)), tuple(_changed(role, reading)))


def _role_texts(role: Role) -> list[str]:
    """Everything that the role says or that a draft of it would, what isn't asked for first."""
    said = [f"{wish.what} {wish.skill} {wish.why}" for wish in (*role.nice_to_haves, *role.will_learn)]
    said += [duty.text for duty in role.duties]
    said += [one.text for one in role.milestones] + [one.text for one in role.constraints]
    said += [*role.not_this_role, *role.benefits, role.use_case.what, role.reason, role.company.about]
    said += [sentence.text for _, sentence in compose(role).sentences()]
    return [text for text in (*said, *_needs(role)) if text]


def _needs(role: Role) -> list[str]:
    """What is asked for, with what will do as well."""
    return [" ".join((need.what, need.skill, need.years_reason, *need.alternatives)) for need in role.must_haves]


def _own(role: Role) -> list[str]:
    """Where a skill may be named without being one that the role doesn't ask for: normalised texts."""
    drafted = (one.text for section, one in compose(role).sentences() if section not in {"nice", "learn"})
    return [f" {normalise(text).strip()} " for text in (*_needs(role), *drafted)]


def _words(reading: Reading, statement: Statement) -> frozenset[str]:
    return words_of(reading.text[statement.start : statement.end]).telling


def _known(words: frozenset[str], texts: Iterable[frozenset[str]]) -> bool:
    return not words or any(len(words & other) >= ENOUGH * len(words) for other in texts)


def _strays(reading: Reading, stray: Iterable[Statement]) -> Iterator[Parted]:
    for s in stray:
        yield Parted(s.kinds[0], " ".join(reading.text[s.start : s.end].split()), "", s.start, s.end)


def _demands(role: Role, reading: Reading) -> Iterator[Parted]:
    """Skills, years and degrees that are required, and that no must-have asks for."""
    needs, own = _needs(role), _own(role)
    wanted = frozenset().union(*skills_in(needs)) if needs else frozenset()
    years = max((need.years or 0 for need in role.must_haves), default=0)
    degree = any(word in " ".join(needs).lower() for word in ("degree", "bachelor", "master", "phd", "doctor"))
    for one in reading.requirements:
        if one.strength != "must":
            continue
        yield from _skills(reading, one, wanted, own)
        if one.years is not None and one.years.min is not None and one.years.min > years:
            yield Parted("years", f"{one.years.min} years", "must_haves", one.years.start, one.years.end, _said(years))
        if one.degree is not None and not degree:
            yield Parted(
                "degree",
                reading.text[one.degree.start : one.degree.end],
                "must_haves",
                one.degree.start,
                one.degree.end,
            )


def _said(years: int) -> str:
    return f"{years} years at most" if years else "no years"


def _skills(reading: Reading, one: Requirement, wanted: frozenset[str], own: list[str]) -> Iterator[Parted]:
    """The skills of a requirement that the role neither asks for nor names; of a choice only if none of it is wanted."""
    choice = {name for group in one.any_of if wanted & set(group) for name in group}
    for skill in reading.skills:
        if one.start <= skill.start < one.end and skill.id in one.skills and skill.id not in wanted | choice:
            words = normalise(reading.text[skill.start : skill.end]).strip()
            if not any(f" {words} " in text for text in own):
                yield Parted("skill", name_of(skill.id), "must_haves", skill.start, skill.end)


def _once(found: Iterable[Parted]) -> Iterator[Parted]:
    """Each thing once, in the order of the posting; a statement whose skill is told isn't told again."""
    kept: list[Parted] = []
    for one in sorted(found, key=lambda parted: parted.kind not in _PRECISE):
        if any(
            one.start <= k.start and k.end <= one.end for k in kept if k.kind in _PRECISE and one.kind not in _PRECISE
        ):
            continue
        if (one.kind, one.text) not in {(k.kind, k.text) for k in kept}:
            kept.append(one)
    yield from sorted(kept, key=lambda parted: parted.start)


def _left_out(role: Role, reading: Reading) -> Iterator[Parted]:
    """Must-haves and duties that no statement tells, and pay."""
    said = [_words(reading, s) for s in reading.statements]
    required = {skill.id for skill in reading.skills if skill.strength == "must"}
    for n, need in enumerate(role.must_haves, 1):
        skills = frozenset().union(*skills_in([need.skill or need.what]))
        if not (skills and skills <= required) and not _told(need.what, said):
            yield Parted("must", need.what, f"must_haves[{n}].what")
    for n, duty in enumerate(role.duties, 1):
        if not _told(duty.text, said):
            yield Parted("duty", duty.text, f"duties[{n}].text")
    if amount(role.pay) and not reading.pay:
        yield Parted("pay", amount(role.pay), "pay")


def _told(text: str, said: Iterable[frozenset[str]]) -> bool:
    words = words_of(text).telling
    return not words or any(len(words & other) >= ENOUGH * len(words) for other in said)


def _changed(role: Role, reading: Reading) -> Iterator[Parted]:
    """Title, level, pay and mode where both say them."""
    title = reading.title
    if title is not None and words_of(title.text).all != words_of(role.title).all:
        start, end = title.span or (-1, -1)
        yield Parted("title", title.text, "title", start, end, role.title)
    if title is not None and title.level not in {"unknown", role.level}:
        yield Parted("level", title.level, "level", *(title.span or (-1, -1)), role.level)
    if amount(role.pay) and reading.pay and not any(_same_pay(role, pay) for pay in reading.pay):
        pay = reading.pay[0]
        yield Parted("pay", reading.text[pay.start : pay.end], "pay", pay.start, pay.end, amount(role.pay))
    if role.place.mode and reading.work_mode not in {"", "unknown", role.place.mode}:
        yield Parted("mode", reading.work_mode, "place.mode", other=role.place.mode)


def _same_pay(role: Role, pay: Pay) -> bool:
    return (pay.min, pay.max, pay.currency) == (role.pay.min, role.pay.max, role.pay.currency)
