"""A role → the rows of its matrix, with their weights."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from rolewright.errors import ConfigError, suggest
from rolewright.knowledge.loader import book
from rolewright.matching.words import table, words
from rolewright.model.match import Row
from rolewright.model.posting import Line
from rolewright.reading.scan import scan

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rolewright.model.kit import Element
    from rolewright.model.role import Need, Role

_FIRST = "first-90-days"
_UNREAD = "no skill and no known kind of work stands in it: read for it yourself, or ask; it gives no points"


def rows(role: Role, elements: Sequence[Element], stage_topics: Mapping[str, Sequence[str]]) -> tuple[Row, ...]:
    """The rows: must-haves, nice-to-haves, owned stages, what the level asks.

    `elements` are the interview kit's (must-haves in the role's order, and stages), `stage_topics` the topics of each stage.
    """
    weights = table("weights")["rows"]
    needs = [one for one in elements if one.kind == "must-have"]
    made = [_must(need, one, role, weights) for need, one in zip(role.must_haves, needs, strict=True)]
    taken = {row.id for row in made}
    for number, wish in enumerate(role.nice_to_haves, 1):
        skills = skill_ids(wish.skill)
        topics = () if skills else _topics_of(wish.what)
        skills = skills or (() if topics else tuple(_read(wish.what)))
        made.append(
            _row(
                _free(f"nice-{skills[0] if skills else number}", taken),
                "nice-to-have",
                wish.what,
                skills,
                topics,
                weights["nice"],
            )
        )
    for one in elements:
        if one.kind == "stage":
            topics = tuple(stage_topics[one.id.removeprefix("stage-")])
            made.append(_row(one.id, "stage", one.name, (), topics, weights["stage"], least="used"))
    asked = [entry for entry in table("levels")["expectation"] if role.level in entry["levels"]]
    made += [
        Row(one["id"], "level", one["text"], (), tuple(one["topics"]), one["least"], weights["level"]) for one in asked
    ]
    return tuple(made)


def weighed(made: Sequence[Row], changes: Mapping[str, Any]) -> tuple[Row, ...]:
    """The rows with the user's weights, by row id. Raises ConfigError for an unknown row or a weight that is none."""
    known = {row.id for row in made}
    for name, value in changes.items():
        if name not in known:
            raise ConfigError(
                f"there is no row {name!r}", "weights", suggest(name, known, f"rows are {', '.join(sorted(known))}")
            )
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 100:
            raise ConfigError(f"{name} = {value!r} is no weight", "weights", "write a whole number from 0 to 100")
    return tuple(row._replace(weight=changes.get(row.id, row.weight)) if not row.note else row for row in made)


def skill_ids(*names: str) -> tuple[str, ...]:
    """The lexicon's ids of skills by id, name or any other form."""
    found: list[str] = []
    for name in names:
        if name:
            found += [_by_name()[name.casefold()]] if name.casefold() in _by_name() else _read(name)
    return tuple(dict.fromkeys(found))


@cache
def _by_name() -> dict[str, str]:
    skills = book().skills
    return {str(entry["name"]).casefold(): one for one, entry in skills.items()} | {one: one for one in skills}


def _read(text: str) -> list[str]:
    """The skills that a text names."""
    _, skills, _ = scan(text, [Line(0, len(text), "bullet")]).read()
    return [skill.id for skill in skills]


def _must(need: Need, element: Element, role: Role, weights: Mapping[str, int]) -> Row:
    """A must-have's row: its skill and what will do as well, else the kinds of work that its words mean."""
    skills = skill_ids(need.skill, *need.alternatives)
    duty = role.duty(need.duty)
    weight = weights["must" if duty is not None and duty.when == _FIRST else "must_later"]
    topics = () if skills else element.topics
    skills = skills or (() if topics else tuple(_read(need.what)))
    return _row(element.id, "must-have", need.what, skills, topics, weight)._replace(years=need.years)


def _row(
    name: str, kind: str, text: str, skills: Sequence[str], topics: Sequence[str], weight: int, *, least: str = ""
) -> Row:
    """A row; one that nothing can show weighs nothing and says so."""
    if not skills and not topics:
        own = content(text)
        return Row(name, kind, text, weight=weight, words=own) if own else Row(name, kind, text, note=_UNREAD)
    return Row(name, kind, text, tuple(skills), tuple(topics), least, weight)


def content(text: str) -> tuple[str, ...]:
    """The beginnings of the words that say what a text is about; () if they are too many to stand in one statement."""
    known = table("topics")["empty"]
    found = [word[: known["stem"]] for word in words(text) if word not in known["words"]]
    return tuple(dict.fromkeys(found)) if len(found) <= known["most"] else ()


def _topics_of(text: str) -> tuple[str, ...]:
    """The topics that a wish's words mean."""
    from rolewright.matching.evidence import topic_tables

    _, pattern, by_word = topic_tables()
    return tuple(dict.fromkeys(topic for hit in pattern.finditer(text.casefold()) for topic in by_word[hit.group()]))


def _free(name: str, taken: set[str]) -> str:
    """A row id that no other row has."""
    spare = next(n for n in (name, *(f"{name}-{i}" for i in range(2, 200))) if n not in taken)
    taken.add(spare)
    return spare
