"""One tool named again and again."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rolewright._kernel import column
from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.model.terms import WORK
from rolewright.rules._views import TOOLS, columns

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    most = case.limits["format.keyword_repeats"]
    skills = case.reading.skills
    if len(skills) <= most:
        return
    kinds = columns(case).kinds
    told = zip(skills, column(skills, 2), column(skills, 6), strict=True)
    named = [skill for skill, kind, at in told if kind in TOOLS and kinds[at] in WORK]
    if len(named) - len(set(column(tuple(named), 0))) < most:
        return
    title = "" if case.reading.title is None else case.reading.title.text.lower()
    for name, count in Counter(s.name for s in named).items():
        if count > most and name.lower() not in title:  # the platform that the job is about
            at = [s for s in named if s.name == name][int(most)]
            yield Hit(at.start, at.end, f"{name} stands {count} times in the work and the needs")


RULE = Rule(
    code="RW812",
    name="repeated-keyword",
    topic="format",
    severity="note",
    since="0.1",
    evidence="field practice",
    sources=(
        "Indeed posting rules: no keyword stuffing",
        "domain.md 6: a keyword once or twice, in a sentence of work",
    ),
    why="Boards punish stuffing, and a reader who meets one name nine times stops reading. Once in the title and once or twice in sentences of work is enough to be found.",
    advice="Say it where it is used, and “it” or nothing elsewhere.",
    bad=(
        "Data Engineer\n\nResponsibilities\n"
        + "- Build tables in Snowflake, tune Snowflake and teach Snowflake to others.\n" * 4
        + "\nRequirements\n- SQL.\n",
    ),
    good=(
        "ServiceNow Developer\n\nResponsibilities\n"
        + "- Build forms in ServiceNow, test ServiceNow and teach ServiceNow to others.\n" * 4
        + "\nRequirements\n- SQL.\n",
        "Data Engineer\n\nResponsibilities\n- Build and tune tables in Snowflake.\n- Teach SQL to analysts.\n\nRequirements\n- Snowflake and SQL at a working level.\n",
    ),
    check=_check,
    points=-1,
    most=-2,
)
