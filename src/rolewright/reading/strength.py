"""Required or welcome: told apart by the heading above and by the words of the sentence itself.

A sentence softened as a whole ("Kubernetes is a plus") is `nice`; one softened in part ("5+ years, ideally in health")
is both, `must` first; a line under a heading of wishes is `nice` unless it says "required".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.knowledge.normal import normalise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.knowledge.loader import Book
    from rolewright.model.reading import Cue
    from rolewright.reading.kinds import Judged
    from rolewright.reading.statements import Piece

_EDGE = 30
"""A softening phrase this near to the end of a statement, or at its start, softens all of it."""
_RUN_ON = 90
"""Only a statement longer than this, or one within a line, can begin with the words of its own heading."""


def settle(
    book: Book, text: str, pieces: Sequence[Piece], judged: Sequence[Judged], cues: Sequence[Cue]
) -> list[tuple[str, ...]]:
    """The kinds of every statement with `must` and `nice` settled."""
    soft: dict[int, list[Cue]] = {}
    hard: set[int] = set()
    for cue in cues:
        if cue.entry == "soft_nice":
            if not _aside(text, cue):
                soft.setdefault(cue.statement, []).append(cue)
        elif cue.entry == "hard_must":
            hard.add(cue.statement)
    out = []
    wishes = False
    leads = book.tables["headings"]["leads"]
    openings = book.tables["headings"]["openings"]
    for i, (start, end, _, hint, _, of) in enumerate(pieces):
        kinds = judged[i][0]
        lead = ""
        if (of > 1 or end - start > _RUN_ON) and text[start : start + 4].lower() in openings:
            lead = _lead(leads, text, start)
        if lead:
            wishes = lead == "nice"
        elif kinds[0] == "heading" or (text[end - 1] == ":" and hint != "bullet"):
            wishes = i in soft and i not in hard
        if kinds[0] in {"must", "nice"}:
            kinds = _kinds(start, end, soft.get(i), wishes=wishes, required=i in hard)
        out.append(kinds)
    return out


def _lead(leads: dict[str, str], text: str, start: int) -> str:
    """The kind of the heading that a run-on statement begins with (`Preferred Qualifications Experience with …`)."""
    words = normalise(text[start : start + 48]).split()[:4]
    while words:
        kind = leads.get(" ".join(words))
        if kind:
            return kind
        words.pop()
    return ""


def _aside(text: str, cue: Cue) -> bool:
    """Whether the phrase stands in brackets within a statement: it softens a name, not the statement."""
    closing = text.find(")", cue.end, cue.end + _EDGE)
    opening = text.rfind("(", max(0, cue.start - _EDGE), cue.start)
    return opening >= 0 and closing >= 0 and ")" not in text[opening : cue.start]


def _kinds(start: int, end: int, soft: list[Cue] | None, *, wishes: bool, required: bool) -> tuple[str, ...]:
    if wishes:
        return ("nice", "must") if required and not soft else ("nice",)
    if not soft:
        return ("must",)
    whole = any(cue.end >= end - _EDGE or cue.start <= start + 3 for cue in soft)
    return ("nice",) if whole and not required else ("must", "nice")
