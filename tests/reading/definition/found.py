"""Phrases in their contexts: skills and cues."""

from __future__ import annotations

import re

from rolewright.knowledge.index import Sense
from rolewright.reading import features
from rolewright.reading.scan import Piece

from .packed import packed, weights
from .words import hits_of, words_of

_TOOLS = frozenset({"language", "framework", "library", "platform", "service", "database", "vector-store", "tool"})
Found = tuple[int, str, int, int]


def found_in(text: str, pieces: list[Piece]) -> tuple[list[Found], list[Found], list[tuple[int, int]]]:
    """(skills, cues, rows of the cues' weights by statement) whatever the kinds, in order of place."""
    forms = list(packed()[0].values())
    skill_names, cue_names, _ = packed()[3]
    sure: list[Found] = []
    doubtful: list[Found] = []
    waiting: list[Found] = []
    cues: list[Found] = []
    rows: list[tuple[int, int]] = []
    for hit in hits_of(text, pieces):
        statement, form, start, end, _, words = hit
        here = words_of(text, pieces[statement])
        for sense in forms[form]:
            verdict = _allowed(sense, text, here, hit)
            if sense.owner >= 0:
                if verdict == "yes":
                    cues.append((statement, cue_names[sense.owner], start, end))
                    rows += [(statement, sense.row)] if sense.row >= 0 else []
                continue
            if words > 1 and re.search(r"[,;:!?|\t()•]|\. ", text[start:end]):
                continue
            found = (statement, skill_names[-1 - sense.owner][0], start, end)
            if sense.context is None or not any(sense.context[1:]):
                _take(sure, found, verdict)
            elif verdict != "no":
                (doubtful if verdict == "yes" else waiting).append(found)
    tools = {name for name, _, kind in skill_names if kind in _TOOLS}
    among = {s for s, name, *_ in sure + doubtful if name in tools}
    skills = _apart(sure, doubtful + [f for f in waiting if f[0] in among])
    numbered = {feature: row for row, feature in enumerate(weights())}
    for statement, name, *_ in skills:
        named = features.skill_features(tool=name in tools)
        rows += [(statement, numbered[feature]) for feature in named if feature in numbered]
    return skills, cues, rows


def _take(sure: list[Found], found: Found, verdict: str) -> None:
    """Of sure skills the first stays, of those that begin together the longest."""
    last = sure[-1] if sure else (-1, "", -1, -1)
    inside = last[0] == found[0] and found[2] < last[3]
    if (inside and found[2] != last[2]) or verdict != "yes":
        return
    if inside:
        sure.pop()
    sure.append(found)


def _apart(sure: list[Found], more: list[Found]) -> list[Found]:
    """By place, none over another."""
    if not more:
        return sure
    out: list[Found] = []
    for found in sorted(sure + more, key=lambda f: (f[2], -f[3])):
        if not out or found[2] >= out[-1][3]:
            out.append(found)
    return out


def _allowed(sense: Sense, text: str, here: list[str], hit: tuple[int, ...]) -> str:
    """`yes`, `no`, or `wait`: only if a tool stands in the statement."""
    context = sense.context
    if context is None:
        return "yes"
    _, _, start, end, i, n = hit
    if context.exact and re.sub(r"\s+", " ", text[start:end]) not in context.exact:
        return "no"
    after, before = " ".join(here[i + n :]) + " ", " " + " ".join(here[:i])
    if any(after.startswith(p + " ") for p in context.before) or any(before.endswith(" " + p) for p in context.after):
        return "no"
    whole = f" {' '.join(here)} "
    if any(f" {p} " in whole for p in context.never):
        return "no"
    if not (context.near or context.neighbour) or any(f" {p} " in whole for p in context.near):
        return "yes"
    return "wait" if context.neighbour else "no"
