"""Required or welcome: `must` and `nice` settled."""

from __future__ import annotations

from rolewright.model import terms
from rolewright.reading.scan import Piece

from .found import Found
from .kinds import section_of
from .packed import mark
from .words import spans_of, words_of

_EDGE, _RUN_ON, _LEAD = 30, 90, 48


def settled(text: str, pieces: list[Piece], kinds: list[tuple[str, ...]], cues: list[Found]) -> list[tuple[str, ...]]:
    """The kinds with `must` and `nice` settled by the heading above and by the sentence's own words.

    A sentence softened as a whole ("Kubernetes is a plus") is `nice`; one softened in part ("5+ years, ideally in
    health") is both, `must` first; a line under a heading of wishes is `nice` unless it says "required".
    """
    soft = [c for c in cues if c[1] == "soft_nice" and (not _aside(text, c) or _alone(text, pieces[c[0]], c))]
    hard = {c[0] for c in cues if c[1] == "hard_must"}
    out = []
    wishes = False
    for i, (piece, kind) in enumerate(zip(pieces, kinds, strict=True)):
        softened = [c for c in soft if c[0] == i]
        lead = _lead(text, piece, kind[0])
        if kind[0] == "heading" or (not lead and text[piece.end - 1] == ":" and piece.hint != "bullet"):
            wishes = lead == 2 or (bool(softened) and i not in hard)
        elif lead:
            wishes = lead == 2
        whole = any(_whole(text, piece, c) for c in softened)
        both = _both(softened, whole=whole, wishes=wishes, required=i in hard)
        other = tuple(k for k in kind[1:] if k not in {"must", "nice"})
        asked = both if len(both) > 1 else both + other
        out.append(asked if kind[0] in {"must", "nice"} else kind)
    return out


def _lead(text: str, piece: Piece, kind: str) -> int:
    """The mark of the known heading that a heading is, or that it or a run-on statement begins with (`Preferred
    Qualifications Experience with …`).
    """
    if kind != "heading" and piece.of == 1 and piece.end - piece.start <= _RUN_ON:
        return 0
    if kind == "heading" and section_of(text, piece) == 1 + terms.KINDS.index("nice"):
        return 2
    ends = [e for _, e in spans_of(text, piece) if e <= piece.start + _LEAD]
    words = words_of(text, piece)[: len(ends)][:6]
    return next((m for n in range(len(words), 0, -1) if (m := mark(f"lead:{' '.join(words[:n])}"))), 0)


def _aside(text: str, cue: Found) -> bool:
    """Whether the phrase stands in brackets within a statement: it softens a name, not the statement."""
    closing = text.find(")", cue[3], cue[3] + _EDGE)
    opening = text.rfind("(", max(0, cue[2] - _EDGE), cue[2])
    return opening >= 0 and closing >= 0 and ")" not in text[opening : cue[2]]


def _alone(text: str, piece: Piece, cue: Found) -> bool:
    """Whether a bracket at the edge of the statement holds nothing else."""
    _, _, start, end = cue
    filled = text[start - 1 : start] == "(" and text[end : end + 1] == ")"
    return filled and (end >= piece.end - 2 or start <= piece.start + 3)


def _whole(text: str, piece: Piece, cue: Found) -> bool:
    """Whether it stands at the edge of the statement."""
    return cue[3] >= piece.end - _EDGE or cue[2] <= piece.start + 3 or (_aside(text, cue) and _alone(text, piece, cue))


def _both(soft: list[Found], *, whole: bool, wishes: bool, required: bool) -> tuple[str, ...]:
    if wishes:
        return ("nice", "must") if required and not soft else ("nice",)
    if not soft:
        return ("must",)
    return ("nice",) if whole and not required else ("must", "nice")
