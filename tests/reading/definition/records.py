"""The records as a reading holds them."""

from __future__ import annotations

from rolewright.model import terms
from rolewright.model.reading import Cue, Skill

from .found import Found
from .packed import packed


def skills_of(found: list[Found], kinds: list[tuple[str, ...]]) -> tuple[Skill, ...]:
    """The named skills in order of place."""
    names = {name: rest for name, *rest in packed()[3][0]}
    strengths = [k[0] if k[0] in {"must", "nice"} else "context" for k in kinds]
    return tuple(Skill(name, *names[name], start, end, strengths[s], s) for s, name, start, end in found)


def groups_of(found: list[Found], kinds: list[tuple[str, ...]]) -> dict[str, tuple[Cue, ...]]:
    """The cues whose statement is of a kind that they allow, by group; of overlapping hits of one entry one stays."""
    _, cue_names, group_names = packed()[3]
    limits = dict(zip(cue_names, packed()[2].cues, strict=True))
    out: dict[str, list[Cue]] = {}
    for statement, entry, start, end in found:
        group, only, never = limits[entry]
        kind = 1 << terms.KINDS.index(kinds[statement][0])
        if (only and not only & kind) or never & kind:
            continue
        here = out.setdefault(group_names[group], [])
        last = max((i for i, cue in enumerate(here) if cue.entry == entry), default=-1)
        if last >= 0 and start < here[last].end:
            here[last] = here[last]._replace(end=max(end, here[last].end))
        else:
            here.append(Cue(entry, start, end, statement))
    return {group: tuple(cues) for group, cues in out.items()}
