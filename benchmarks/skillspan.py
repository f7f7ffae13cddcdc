"""Our skills against the knowledge spans of SkillSpan's development set, technical postings (Zhang et al. 2022).

Theirs are tools, topics, subjects, languages and certificates as experts marked them; ours are tools and methods of data, AI and
software work. So recall is told by the kind of what was missed, and precision by what ours is where they marked nothing.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

import corpus

from benchmarks.bars import line
from rolewright import api
from rolewright.knowledge.loader import written

FILE = corpus.SHARED / "data" / "skillspan" / "dev.json.gz"
Span = tuple[int, int]
_PRACTICE = frozenset({"method", "practice", "field"})


def run() -> int:
    """Print what is found, missed and added, by kind; 0, as there is no bar."""
    if not FILE.exists():
        print("  left out: ../shared/data/skillspan isn't here")
        return 0
    theirs = ours = right = exact = 0
    missed: Counter[str] = Counter()
    added: Counter[str] = Counter()
    rows = gzip.decompress(FILE.read_bytes()).decode("utf-8").splitlines()
    for text, spans in postings(map(json.loads, rows)):
        found = api.read(text).skills
        theirs, ours = theirs + len(spans), ours + len(found)
        exact += sum((s.start, s.end) in spans for s in found)
        for span in spans:
            if not any(s.start < span[1] and span[0] < s.end for s in found):
                missed[why_missed(text[span[0] : span[1]])] += 1
        for skill in found:
            if any(skill.start < end and start < skill.end for start, end in spans):
                right += 1
            else:
                added[what_added(skill.kind, text[skill.start : skill.end], spans)] += 1
    hit = theirs - missed.total()
    line("recall of their spans, by overlap", hit / theirs, note=f"{hit} of {theirs}")
    line("precision of ours against their spans", right / ours, note=f"{right} of {ours}; {exact} begin and end alike")
    for name, counts in (("missed", missed), ("ours only", added)):
        for kind, count in counts.most_common():
            print(f"    {name}: {kind:44} {count:5}  {count / counts.total():.0%}")
    tools = hit + missed["a name that our lexicon lacks"] + missed["a known name, refused in its context"]
    line(
        "recall of what is a name",
        hit / tools,
        note=f"{hit} of {tools}: subjects, languages, degrees and phrases left out",
    )
    return 0


def postings(rows: Iterable[dict[str, Any]]) -> Iterable[tuple[str, list[Span]]]:
    """(text, spans) of each technical posting: its sentences a line each, tokens with a blank between."""
    texts: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        if row["source"] == "tech":
            texts[row["idx"]].append(row)
    for some in texts.values():
        yield joined(some)


def joined(rows: list[dict[str, Any]]) -> tuple[str, list[Span]]:
    """The text of some sentences, and the spans that their tags mark (B begins one, I goes on)."""
    text, spans = "", []
    for row in rows:
        for token, tag in zip(row["tokens"], row["tags_knowledge"], strict=True):
            start = len(text)
            text += token
            if tag[0] == "B":
                spans.append((start, len(text)))
            elif tag[0] == "I" and spans:
                spans[-1] = (spans[-1][0], len(text))
            text += " "
        text += "\n"
    return text, spans


def why_missed(span: str) -> str:
    """The kind of a span that none of ours overlaps."""
    words = set(span.lower().replace("/", " ").split())
    table = written("skillspan")
    for kind in ("languages", "degrees", "subjects", "certificates"):
        if words & set(table[kind]):
            return {"languages": "a spoken language", "degrees": "a degree", "subjects": "a subject or an industry",
                    "certificates": "a certificate or a standard"}[kind]  # fmt: skip
    if "<" in span:
        return "a name that was taken out (<ORGANIZATION>)"
    if api.read(f"Requirements\n- Experience with {span}.\n").skills:
        return "a known name, refused in its context"
    if len(words) > 3 or not any(char.isupper() for char in span):
        return "a topic in words, no name"
    return "a name that our lexicon lacks"


def what_added(kind: str, name: str, spans: list[Span]) -> str:
    """The kind of a skill of ours that they didn't mark."""
    if not spans:
        return "in a posting without any mark of theirs"
    if kind in _PRACTICE:
        return "a method or practice (agile, testing, design)"
    return (
        "a product or language that they left unmarked"
        if name[:1].isupper() or name.isupper()
        else "a name in small letters"
    )
