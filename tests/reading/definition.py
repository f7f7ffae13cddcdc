"""The inner loop's meaning in plain Python: slow, short, and what the C in `kernel/` is held against."""

from __future__ import annotations

import math
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from rolewright.knowledge import index, loader
from rolewright.knowledge.build import _weights, build
from rolewright.knowledge.index import CLASSES, COLUMN, SCALE, Names, Sense
from rolewright.knowledge.normal import key, normalise
from rolewright.model import terms
from rolewright.model.reading import Cue, Skill
from rolewright.reading import features
from rolewright.reading.scan import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rolewright.model.posting import Line

_KINDS, _STRANDS = len(terms.KINDS), len(terms.STRANDS)
_WORK = {"duty", "must", "nice"}

# ---- What the block was packed from


@cache
def packed() -> tuple[dict[str, Sequence[Sense]], dict[str, int], Names, tuple]:
    """(phrase → senses, marks, numbered things, their names) of the book."""
    seen = []

    def spy(weights, forms, marks, names):
        seen.append((dict(forms), marks, names))
        return kept(weights, forms, marks, names)

    index.pack, kept = spy, index.pack
    try:
        made = build(loader.FOLDER)
    finally:
        index.pack = kept
    return (*seen[0], made.names)


def mark(text: str) -> int:
    """The mark of a text, or 0."""
    return packed()[1].get(text, 0)


@cache
def weights() -> dict[str, list[int]]:
    """Feature → a number for each class, as written."""
    out = {}
    for name, cells in _weights(Path(loader.FOLDER) / "model" / "weights.tsv").items():
        row = [0] * len(CLASSES)
        for cell in cells.split():
            column, _, value = cell.partition("=")
            row[COLUMN[column]] = int(value)
        out[name] = row
    return out


@cache
def numbers() -> dict[str, int]:
    """Phrase → its number."""
    return {phrase: i for i, phrase in enumerate(packed()[0])}


@cache
def beginnings() -> frozenset[str]:
    """Every beginning of a known phrase, whole ones too."""
    return frozenset(" ".join(p.split()[:n]) for p in numbers() for n in range(1, len(p.split()) + 1))


# ---- Lines into statements

CUT_FROM = 120
"""Lines up to this many characters are one statement."""
CUT_BULLET_FROM = 300
SHORT = 40
"""Only a line longer than this can hold a heading after its own text."""
GLUED_FROM = 700
"""A line longer than this may have lost its line breaks: words glued together are cut apart."""
RUN_ON = 300
FEW_LINES = 3
"""A text of so few lines, or of lines that are longer than `RUN_ON` in the mean, has lost its breaks: all are looked at."""
MOST = 600
"""No statement is longer than this many characters: run-on text without stops is cut at a space."""


@cache
def _glue() -> re.Pattern[str]:
    """A lower-case letter, digit or bracket with a capitalised word glued to it: `ExperienceStrong`."""
    return re.compile(
        r"(?<=[a-z]{3})(?=[A-Z][a-z]{2}|[A-Z][a-z]?\s[a-z])|(?<=[a-z0-9][)%])(?=[A-Z][a-z])|(?<=\d)(?=[A-Z][a-z]{3})"
        r"|(?<=[a-z]{4})(?=\d{1,2}\+?\s?(?:years|yrs))|(?<=[A-Z]{2})(?=[A-Z][a-z]{5})",
    )


def cut(text: str, lines: Sequence[Line]) -> list[Piece]:
    """The statements of all lines, in order, none empty, none overlapping."""
    out: list[Piece] = []
    glued = GLUED_FROM if len(lines) > FEW_LINES and len(text) < RUN_ON * len(lines) else 0
    for number, (start, end, hint) in enumerate(lines):
        size = end - start
        if size > SHORT and _ends_as_heading(text[text.rfind(" ", start, end) + 1 : end]):
            stop = _before_heading(text, start, end)
            _cut_line(text, (start, stop), hint, number, glued, out)
            out.extend(Piece(s, e, number, "", 0, 1) for s, e in _trim(text, stop, end))
        elif (size <= CUT_FROM or (hint and size <= CUT_BULLET_FROM)) and (glued or size <= SHORT):
            out.append(Piece(start, end, number, hint, 0, 1))
        else:
            _cut_line(text, (start, end), hint, number, glued, out)
    return out


def _cut_line(text: str, span: tuple[int, int], hint: str, index: int, glued: int, out: list[Piece]) -> None:
    start, end = span
    if end - start <= CUT_FROM and glued:
        out.extend(Piece(s, e, index, hint, 0, 1) for s, e in _trim(text, start, end))
        return
    spans = list(_sentences(text, start, end, glued))
    of = len(spans)
    for rank, (s, e) in enumerate(spans):
        alone = of > 1 and e - s <= SHORT and text[s].isupper() and mark(f"plain:{key(text[s:e])}")
        out.append(Piece(*(s, e, index, "", 0, 1) if alone else (s, e, index, hint, rank, of)))


def _ends_as_heading(word: str) -> bool:
    """Whether a word is the last of a known heading, capitalised as headings are."""
    bare = word.removesuffix(":")
    return bare == bare.title() and bare[:1].isupper() and bare.isascii() and bool(mark(f"last:{normalise(bare)}"))


def _before_heading(text: str, start: int, end: int) -> int:
    """Where a known heading begins that was glued to the end of a line (`… and learning What You Must Have`)."""
    at = end
    best = end
    for _ in range(5):
        at = text.rfind(" ", start, at)
        if at < start + SHORT // 2:
            break
        tail = text[at + 1 : end]
        if tail[0].isupper() and mark(f"tail:{key(tail)}"):
            best = at + 1
    return best


def _sentences(text: str, start: int, end: int, glued: int) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of one long line, outer white space left out."""
    cuts = list(_ends(text, start, end))
    if end - start > glued:
        cuts += [m.start() for m in _glue().finditer(text, start, end) if not _camel(text, m.start())]
        cuts.sort()
    at = start
    for stop in (*cuts, end):
        while stop - at > MOST:
            space = text.rfind(" ", at + MOST // 2, at + MOST)
            half = space if space > 0 else at + MOST
            yield from _trim(text, at, half)
            at = half
        if stop - at > 1:
            yield from _trim(text, at, stop)
            at = stop


_BULLETS = "-*●•·▪◦‣–—○■□►➢✓✔\uf0b7∙▶❖➤"


def _ends(text: str, start: int, end: int) -> Iterator[int]:
    """Where a sentence begins after one that ended: after `.!?:` and what closes, before a capital, digit or bullet."""
    i = start
    while i < end:
        cut = _end_at(text, i, end)
        if cut and not (text[i] == "." and _kept(text[max(start, i - 8) : i])):
            yield cut
        i = cut or i + 1


_AFTER_STOP = re.compile(rf"""[.!?:]['"”’)\]]*\s+(?=['"“(\[]?[A-Z0-9{re.escape(_BULLETS)}])""")
_GLUED_STOP = re.compile(r"""[.!?:]['"”’)\]]*(?=[A-Z][a-z])""")
_BEFORE_BULLET = re.compile(rf"\s+(?=[{re.escape(re.sub('[-–—]', '', _BULLETS))}] ?\S)")


def _end_at(text: str, i: int, end: int) -> int:
    """Where the next sentence begins if one ends at `i`, else 0."""
    for pattern in (_AFTER_STOP, _GLUED_STOP, _BEFORE_BULLET):
        found = pattern.match(text, i, end)
        if found:
            return found.end()
    return 0


def _kept(before: str) -> bool:
    """Whether a full stop after these characters belongs to an abbreviation or an initial."""
    word = re.split(r"\s", before)[-1].lstrip("(\"'").lower()
    return (len(word) == 1 and word != "i" and word.isalpha()) or bool(mark(f"stop:{word}"))


def _trim(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    body = text[start:end]
    bare = body.strip()
    if bare:
        start += body.find(bare[0])
        yield start, start + len(bare)


def _camel(text: str, at: int) -> bool:
    """Whether the capital at `at` stands inside one name, as in `JavaScript` or, glued on, `PowerPointBenefits`."""
    left = at
    while left > 0 and text[left - 1].isalnum() and at - left < 20:
        left -= 1
    chunk = at - 1
    while chunk > left and not text[chunk].isupper():
        chunk -= 1
    right = at + 1
    while right < len(text) and text[right].islower() and right - at < 20:
        right += 1
    end = right
    while end < len(text) and text[end].isalnum() and end - at < 20:
        end += 1
    camel = mark(f"camel:{normalise(text[left:end])}") or mark(f"camel:{normalise(text[chunk:right])}")
    return bool(camel or mark(f"prefix:{normalise(text[left:at])}"))


# ---- Words, phrases and weights


def words_of(text: str, piece: Piece) -> list[str]:
    """The normalised words of a statement."""
    return normalise(text)[piece.start : piece.end].split()


def spans_of(text: str, piece: Piece) -> list[tuple[int, int]]:
    """Where those words stand."""
    return [
        (piece.start + m.start(), piece.start + m.end())
        for m in re.finditer(r"\S+", normalise(text)[piece.start : piece.end])
    ]


def hits_of(text: str, pieces: list[Piece]) -> list[tuple[int, int, int, int, int, int]]:
    """(statement, phrase, start, end, word, words): every run of words that is a known phrase."""
    out = []
    for statement, piece in enumerate(pieces):
        words, spans = words_of(text, piece), spans_of(text, piece)
        for i in range(len(words)):
            for n in range(1, len(words) - i + 1):
                phrase = " ".join(words[i : i + n])
                if phrase not in beginnings():
                    break
                if phrase in numbers():
                    out.append((statement, numbers()[phrase], spans[i][0], spans[i + n - 1][1], i, n))
    return out


def add_up(names: list[str]) -> list[int]:
    """The sum of the features' rows."""
    rows = [weights()[name] for name in names if name in weights()]
    return [sum(column) for column in zip(*rows, strict=True)] if rows else [0] * len(CLASSES)


# ---- Contexts

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
    if context.exact and text[start:end] not in context.exact:
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


# ---- Kinds and strands

ALSO = 0.35
"""A kind that is as likely is named too."""
_FORBIDDEN = -50.0


def totals(text: str, pieces: list[Piece], rows: list[tuple[int, int]]) -> list[list[int]]:
    """Everything added up for each statement but the kind before it; `rows` are the cues' weights."""
    by_row = list(weights().values())
    out = []
    heading, section = [0] * len(CLASSES), 0
    for i, p in enumerate(pieces):
        shape = features.shape(text, pieces, i, len(words_of(text, p)))
        own = add_up(["bias", *features.word_features(words_of(text, p)), *features.shape_features(shape)])
        for statement, row in rows:
            if statement == i:
                own = [a + b for a, b in zip(own, by_row[row], strict=True)]
        total = [a + b for a, b in zip(own, heading, strict=True)]
        if p.hint == "bullet" and p.of == 1 and section in {1 + terms.KINDS.index(kind) for kind in _WORK}:
            total[terms.KINDS.index("other")] -= _LISTED
        out.append(total)
        if named(text, p) or (p.of == 1 and own[COLUMN["h.heading"]] > 0):
            heading, section = add_up(features.heading_features(words_of(text, p))), section_of(text, p)
    return out


_LISTED = 3_000
"""How much less likely a bullet under a known heading of work is to be nothing in particular."""


def section_of(text: str, piece: Piece) -> int:
    """The number of the kind that a known heading stands over, plus 1; else 0."""
    words = words_of(text, piece)
    return mark(f"plain:{' '.join(words)}") if len(words) <= 6 else 0


def named(text: str, piece: Piece) -> bool:
    """Whether a line is a heading for sure: the format says so, or it is a known one."""
    return piece.of == 1 and (piece.hint == "heading" or (piece.hint == "" and section_of(text, piece) > 0))


def chances(text: str, pieces: list[Piece], sums: list[list[int]]) -> list[list[float]]:
    """How likely each kind of each statement is, by forward and backward sums over the chain."""
    fits = [_fit(p, total, named(text, p)) for p, total in zip(pieces, sums, strict=True)]
    ahead: list[list[float]] = []
    for i, fit in enumerate(fits):
        if i:
            move = _moves(pieces[i - 1], pieces[i])
            here = [sum(ahead[-1][j] * move[j][k] for j in range(_KINDS)) for k in range(_KINDS)]
        else:
            here = [math.exp(w / SCALE) for w in add_up(["p:^"])[:_KINDS]]
        ahead.append(_to_one([a * b for a, b in zip(here, fit, strict=True)]))
    back = [1.0] * _KINDS
    out: list[list[float]] = []
    for i in range(len(pieces) - 1, -1, -1):
        out.append(_to_one([a * b for a, b in zip(ahead[i], back, strict=True)]))
        if i:
            move = _moves(pieces[i - 1], pieces[i])
            back = _to_one([sum(m * b * f for m, b, f in zip(row, back, fits[i], strict=True)) for row in move])
    return out[::-1]


def _fit(piece: Piece, total: list[int], sure: bool) -> list[float]:
    values = [value / SCALE for value in total[:_KINDS]]
    for k, kind in enumerate(terms.KINDS):
        if piece.of > 1 if kind == "heading" else sure:
            values[k] += _FORBIDDEN
    return [math.exp(value - max(values)) for value in values]


def _moves(before: Piece, piece: Piece) -> list[list[float]]:
    return [
        [math.exp(w / SCALE) for w in add_up([features.before_feature(kind, before, piece)])[:_KINDS]]
        for kind in terms.KINDS
    ]


def _to_one(row: list[float]) -> list[float]:
    return [value / sum(row) for value in row] if sum(row) > 0 else [1 / len(row)] * len(row)


def decided(
    text: str, pieces: list[Piece], rows: list[tuple[int, int]]
) -> list[tuple[tuple[str, ...], tuple[str, ...], float]]:
    """Kinds, strands and how likely the first kind is."""
    sums = totals(text, pieces, rows)
    out = []
    must, nice = terms.KINDS.index("must"), terms.KINDS.index("nice")
    for total, likely in zip(sums, chances(text, pieces, sums), strict=True):
        likely[must], likely[nice] = likely[must] + likely[nice], 0.0  # `settled` tells them apart
        best, second = sorted(range(_KINDS), key=lambda k: (-likely[k], k))[:2]
        kinds = tuple(terms.KINDS[k] for k in (best, second))
        kinds = kinds if likely[second] >= ALSO and "heading" not in kinds else kinds[:1]
        work = next((kind for kind in kinds if kind in _WORK), None)
        out.append((kinds, strands_of(total, work) if work else (), likely[best]))
    return out


def strands_of(total: list[int], kind: str) -> tuple[str, ...]:
    """The likeliest strands, three at most; the first may be less sure than the others."""
    extra = add_up([f"k:{kind}"])
    values = [total[_KINDS + s] + extra[_KINDS + s] for s in range(_STRANDS)]
    ranked = sorted(range(_STRANDS), key=lambda s: (-values[s], s))[:3]
    chosen = [s for k, s in enumerate(ranked) if values[s] >= (-0.5 if k else -2) * SCALE]
    return tuple(terms.STRANDS[s] for s in chosen)


# ---- Required or welcome

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


# ---- Records


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
