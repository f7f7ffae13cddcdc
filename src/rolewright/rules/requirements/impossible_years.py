"""More years with a tool than it has existed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rolewright.model.finding import Fix, Hit
from rolewright.model.rule import Case, Example, Rule
from rolewright.rules._samples import asking

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from rolewright.model.reading import Requirement, Skill, Years

_LISTS = ("/", ",", "or ", "and ", "&", "+")
_JOINTS = frozenset({"/", ",", "or", "and", "&", "and/or", ", and", ", or", ""})
_DAYS, _MONTHS = 365.25, 12


def _check(case: Case) -> Iterable[Hit]:
    for r in case.reading.requirements:
        if r.years is None or not r.years.min or not r.skills or r.strength != "must":
            continue
        if any(cue.statement == r.statement for cue in case.reading.cues.get("soft_nice", ())):
            continue
        bound = _bound(case, r, r.years)
        if bound:
            yield from _judge(case, r.years, bound)


def _bound(case: Case, asked: Requirement, years: Years) -> list[Skill]:
    """The skills that the years are tied to in one clause; empty where that is in doubt."""
    text = case.reading.text
    first = years.subject_span[0] if years.subject_span and years.subject else years.end
    after = [s for s in case.reading.skills if s.statement == asked.statement and s.start >= first]
    if not after or after[0].start - years.end > case.limits["requirements.bind_within"]:
        return []
    fillers = case.tables.tables["checks"]["years_of"]["fillers"]
    if any(word not in fillers for word in text[years.end : after[0].start].lower().split()):
        return []
    run = [after[0]]
    for skill in after[1:]:
        if text[run[-1].end : skill.start].strip().lower() not in _JOINTS:
            break
        run.append(skill)
    rest = text[run[-1].end : asked.end].lower().lstrip(" )")
    return [] if rest.startswith(_LISTS) else run


def _judge(case: Case, years: Years, bound: list[Skill]) -> Iterable[Hit]:
    """The oldest of the list decides: with any of them older than the years, they can be had."""
    table = case.tables.skills
    if any("since" not in table[s.id] for s in bound):
        return
    skill = min(bound, key=lambda s: _floor(table[s.id]))
    entry, least = table[skill.id], years.min or 0
    today = _when(case.date or case.tables.tables["checks"]["years_of"]["as_of"])
    most, public = today - _floor(entry), today - _when(entry["since"])
    hit = _grade(case, skill, least, most, public)
    if hit is not None:
        severity, points, verdict = hit
        said = f"{least} years of {skill.name}: public since {entry['since']}, {public:.1f} years"
        fix = Fix(years.start, bound[0].start, _without(case, years), "show")
        yield Hit(
            years.start, max(years.end, skill.end), f"{said}; {verdict}", fix=fix, severity=severity, points=points
        )


def _without(case: Case, years: Years) -> str:
    """The demand without its years, with a capital where the years stood first."""
    before = case.reading.text[: years.start].rstrip(" -*•")
    return "Experience with " if not before or before[-1] in "\n.:" else "experience with "


def _grade(case: Case, skill: Skill, least: int, most: float, public: float) -> tuple[str, int, str] | None:
    """(severity, points, verdict), or None if there is nothing to say. A concept has no birthday: never an error."""
    if least > most + case.limits["requirements.slack_years"] and skill.kind not in {"method", "practice"}:
        return "error", -8, "nobody can have them"
    if least > public + case.limits["requirements.slack_years"]:
        return "warning", -4, "only insiders can have them"
    if skill.kind not in {"method", "practice"} and least > public * case.limits["requirements.early_share"]:
        return "note", -1, "only very early adopters have them"
    return None


def _floor(entry: Mapping[str, Any]) -> float:
    """The earlier of the public date and the earliest evidence, as a year with its fraction."""
    return min(_when(entry["since"]), _when(entry.get("earliest", entry["since"])))


def _when(date: str) -> float:
    """`2022-10-24`, `2022-10` or `2022` as years; a part that is not given is the first."""
    parts = [int(part) for part in date.split("-")] + [1, 1]
    return parts[0] + (parts[1] - 1) / _MONTHS + (parts[2] - 1) / _DAYS


_posting = partial(asking, "Clear writing.", title="AI Engineer", duties=("Build the assistant of our support team.",))


RULE = Rule(
    code="RW407",
    name="impossible-years",
    topic="requirements",
    severity="error",
    since="0.1",
    evidence="field practice",
    sources=(
        "knowledge/skills: public release dates",
        "domain.md 4: 58 phrases tie years to LLM nouns, 13 ask four or more",
    ),
    why=(
        "No honest applicant can say yes, so the filter keeps those who don’t read or don’t mind. It also tells everyone "
        "who knows the tool that the author doesn’t."
    ),
    advice="Ask for what was built with it, or for years with the kind of work that came before.",
    bad=(
        _posting("7+ years of experience with LangChain."),
        _posting("5+ years of LangChain experience."),
        _posting("At least 5 years of experience with Model Context Protocol."),
        Example(_posting("5+ years of hands-on PyTorch."), date="2020-01-15"),
    ),
    good=(
        _posting("2+ years of experience with LangChain."),
        _posting("8+ years AI/ML/GenAI experience."),
        _posting("7+ years of experience with Python, LangChain and SQL."),
        _posting("8+ years of software engineering, including work with LangChain."),
        _posting("7+ years of experience with LangChain or similar frameworks."),
        _posting("(Bonus) 10+ years of LangChain experience, or a sense of humour."),
    ),
    check=_check,
    points=-8,
    most=-16,
    needs=("word/years",),
)
