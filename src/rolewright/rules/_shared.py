"""What several rules ask of a case: where a whole-posting finding points, what is asked, plain names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rolewright.model.reading import Reading, Requirement, Skill, Span, Statement
    from rolewright.model.rule import Case

SHIPS = frozenset({"ml-engineer", "ai-engineer", "mlops-engineer"})
"""The families whose work runs in production."""


_LIKELY = 0.5
"""A family below this is a guess."""
_CLEAR = 3
"""So many words of one stage, and none of its opposite, say it whatever the sums say."""


def spot(case: Case) -> Span:
    """Where a finding on the whole posting points: the title, else the first statement, else the start."""
    title = case.reading.title
    if title is not None and title.span is not None:
        return title.span
    first = case.reading.statements[:1]
    return (first[0].start, first[0].end) if first else (0, 0)


def telling(case: Case, *kinds: str) -> Span:
    """Where a finding on the whole posting points: the first statement of a kind, the kinds in order; else `spot`."""
    for kind in kinds:
        for s in case.reading.statements:
            if s.kinds[0] == kind:
                return s.start, s.end
    return spot(case)


_MARK = 5
"""Characters before a statement in which a mark such as `ex.` may have ended the one before."""


def example(case: Case, skill: Skill) -> bool:
    """Whether a name stands for its kind: `(Chroma, Pinecone)`, `tools like Spark`, `Hive, Spark etc.`."""
    said = case.reading.statements[skill.statement]
    text = case.reading.text[max(0, said.start - _MARK) : said.end].lower()
    if any(word in text for word in case.tables.tables["checks"]["open_list"]["words"]):
        return True
    at = skill.start - max(0, said.start - _MARK)
    return text.rfind("(", 0, at) > text.rfind(")", 0, at)


def asks(case: Case, statement: int) -> bool:
    """Whether a statement asks for something in so many words; a bare row of names may be the stack in use."""
    said = case.reading.statements[statement]
    text = case.reading.text[said.start : said.end].lower()
    return any(word in text for word in case.tables.tables["checks"]["asks"]["words"])


def wished(case: Case, statement: int) -> bool:
    """Whether the heading above a statement speaks of wishes."""
    said = case.reading.statements
    above = next((s for s in reversed(said[:statement]) if s.kinds[0] == "heading"), None)
    return above is not None and softened(case, above.start, above.end)


def softened(case: Case, start: int, end: int) -> bool:
    """Whether the words after a demand, to the end of its statement, make it a wish (`BSc in CS (preferred)`)."""
    after = case.reading.text[start:end].lower()
    return any(word in after for word in case.tables.tables["checks"]["wish"]["words"])


def also_senior(case: Case) -> bool:
    """`Senior Software Engineer I`: the title names a step within the seniors."""
    words = next(words for level, words in case.tables.tables["titles"]["words"]["level"] if level == "senior")
    title = case.reading.title
    return title is not None and any(word.strip(",.") in words for word in title.text.lower().split())


def associate(case: Case) -> bool:
    """An associate is a beginner at one firm and has ten years at another, as a bank's assistant vice president does."""
    title = case.reading.title
    if title is None:
        return False
    said = f" {title.text.lower()} "
    return any(word in said for word in case.tables.tables["checks"]["loose_ranks"]["words"])


def family(reading: Reading) -> str:
    """The likeliest family of the work, the title's where the text says too little, else `other`."""
    if not reading.families:
        return "other"
    first = reading.families[0]
    if first.id == "other" and first.score < _LIKELY and reading.title is not None:
        return reading.title.family
    return first.id


def startup(reading: Reading) -> bool:
    """Whether the company reads as a startup, and words of the text say so."""
    told = len(reading.cues.get("stage/startup", ()))
    return told > 0 and (reading.stage.id == "startup" or (told >= _CLEAR and "stage/enterprise" not in reading.cues))


def large(reading: Reading) -> bool:
    """Whether it reads as a large company or a public body, and words of the text say so."""
    told = len(reading.cues.get("stage/enterprise", ())) + len(reading.cues.get("stage/public", ()))
    return told > 0 and (
        reading.stage.id in {"enterprise", "public"} or (told >= _CLEAR and "stage/startup" not in reading.cues)
    )


def musts(reading: Reading) -> list[Requirement]:
    """The hard requirements in order."""
    return [r for r in reading.requirements if r.strength == "must"]


def strands_of(statements: Sequence[Statement]) -> frozenset[str]:
    """All strands of some statements."""
    return frozenset(name for s in statements for name in s.strands)


def plain(name: str) -> str:
    """An id as people write it: `ml-engineer` is `ML engineer`."""
    return (
        name.replace("mlops", "MLOps")
        .replace("ml-", "ML ")
        .replace("ai-", "AI ")
        .replace("-", " ")
        .replace("llm", "LLM")
    )


def listed(names: Sequence[str], most: int = 4) -> str:
    """`a, b and c`; beyond `most` names `a, b, c, d and 3 more`."""
    shown = list(names[:most])
    if len(names) > most:
        return f"{', '.join(shown)} and {len(names) - most} more"
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1]))) if shown else ""


def first_said(case: Case, group: str, tells: str) -> Iterable[Hit]:
    """A credit for the first statement in which a cue of a group stands: `“Alert on drift.” names a target`."""
    for cue in case.reading.cues.get(group, ())[:1]:
        said = case.reading.statements[cue.statement]
        yield Hit(cue.start, cue.end, f"{quoted(case, said.start, said.end)} {tells}")


def quoted(case: Case, start: int, end: int, most: int = 60) -> str:
    """The words of a span in quotes, cut at `most` characters."""
    text = " ".join(case.reading.text[start:end].lstrip("-*•●· \t").split())
    return f"“{text}”" if len(text) <= most else f"“{text[: most - 1].rstrip()}…”"
