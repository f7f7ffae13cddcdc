"""What the reader is trained on: postings cut into statements as the reader cuts them, with their labels."""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, NamedTuple

import corpus
from scipy import sparse

from rolewright.documents import plain
from rolewright.knowledge.build import TOOL_KINDS, group_of
from rolewright.knowledge.loader import book
from rolewright.knowledge.normal import normalise
from rolewright.reading import features as f
from rolewright.reading.scan import Piece, scan

Label = tuple[list[str], list[str]]
STATEMENTS = corpus.ROOT / "benchmarks" / "statements.tsv"
"""Posting, start, end, kinds, strands: single statements that an earlier model was unsure of."""
STAGES = corpus.ROOT / "benchmarks" / "stages.tsv"
"""Posting, stage of the company: the record's one key, for postings without other labels."""


class Doc(NamedTuple):
    """A posting cut into statements; `labels` are (kinds, strands) by statement, no kinds where nobody said; `record` is
    the posting's, empty without one.
    """

    id: str
    title: str
    text: str
    pieces: list[Piece]
    words: list[list[str]]
    cues: list[list[str]]
    shapes: list[list[str]]
    record: dict[str, Any]
    labels: list[Label]

    def own(self, i: int) -> list[str]:
        """The features of a statement's words and cues."""
        return [*f.word_features(self.words[i]), *self.cues[i]]


def prepare(row: Mapping[str, Any], label: tuple[dict[str, Any], dict[int, Label]] | None = None) -> Doc:
    """The statements of a posting (`id`, `title`, `text`) as the reader sees them."""
    text = row["text"]
    made = scan(text, plain.find_lines(text))
    pieces = made.pieces
    words = [normalise(text[p.start : p.end]).split() for p in pieces]
    cues: list[list[str]] = [[] for _ in pieces]
    skills, found = made.found()
    for statement, entry, _, _ in found:
        cues[statement].append(f"c:{group_of(entry)}")
    for statement, name, _, _ in skills:
        cues[statement] += f.skill_features(tool=book().skills[name]["kind"] in TOOL_KINDS)
    shapes = [f.shape_features(f.shape(text, pieces, i, len(words[i]))) for i in range(len(pieces))]
    record, lines = label or ({}, {})
    labels: list[Label] = _by_statement(text, pieces, lines) if label else [([], [])] * len(pieces)
    return Doc(row["id"], row["title"], text, pieces, words, cues, shapes, record, labels)


def _by_statement(text: str, pieces: Sequence[Piece], lines: Mapping[int, Label]) -> list[Label]:
    """The label of each statement's line."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return [lines.get(bisect.bisect_right(starts, p.start), (["other"], [])) for p in pieces]


def labelled() -> tuple[list[Doc], list[Doc]]:
    """(the gold postings, ours), each with its labels."""
    gold = corpus.gold()
    ours = corpus.labels(corpus.LABELS)
    rows = {row["id"]: row for row in corpus.postings() if row["id"] in ours and row["id"] not in gold}
    read = corpus.labels(corpus.SHARED / "gold" / "labels")
    return (
        [prepare(gold[name], label) for name, label in read.items()],
        [prepare(rows[name], label) for name, label in ours.items() if name in rows],
    )


def unlabelled() -> list[Doc]:
    """The shared postings without a label, but for the short ones of Hacker News; some have a few labelled statements."""
    known = {*corpus.gold(), *corpus.labels(corpus.LABELS)}
    told = single()
    docs = [
        prepare(row)
        for row in corpus.postings()
        if row["id"] not in known and row["set"] != "hn_who_is_hiring_2017_2020" and len(row["text"]) > 300
    ]
    staged = dict(row.split("\t") for row in STAGES.read_text(encoding="utf-8").splitlines() if not row.startswith("#"))
    return [
        doc._replace(
            labels=_at(doc, told.get(doc.id, {})), record={"stage": staged[doc.id]} if doc.id in staged else {}
        )
        for doc in docs
    ]


def single() -> dict[str, dict[tuple[int, int], Label]]:
    """Posting → span → label of `benchmarks/statements.tsv`."""
    out: dict[str, dict[tuple[int, int], Label]] = {}
    for row in STATEMENTS.read_text(encoding="utf-8").splitlines():
        if not row.startswith("#"):
            name, start, end, kinds, strands = row.split("\t")
            out.setdefault(name, {})[int(start), int(end)] = (kinds.split(","), [s for s in strands.split(",") if s])
    return out


def _at(doc: Doc, told: Mapping[tuple[int, int], Label]) -> list[Label]:
    return [told.get((p.start, p.end), ([], [])) for p in doc.pieces]


class Vocabulary:
    """The features that occur in at least `least` rows (`kept`: of these alone), each with its column; rows as a matrix
    of counts.
    """

    def __init__(self, rows: Iterable[Iterable[str]], least: int, kept: AbstractSet[str] | None = None) -> None:
        seen = Counter(name for row in rows for name in set(row) if kept is None or name in kept)
        self.columns = {name: i for i, name in enumerate(sorted(name for name, n in seen.items() if n >= least))}

    def counts(self, rows: Sequence[Iterable[str]]) -> sparse.csr_matrix:
        """One row of counts for each row of names."""
        return self.shares([Counter(row) for row in rows])

    def shares(self, rows: Sequence[Mapping[str, float]]) -> sparse.csr_matrix:
        """The same for rows that give a number to each name."""
        data, columns, ends = [], [], [0]
        for row in rows:
            for name, n in row.items():
                if name in self.columns:
                    columns.append(self.columns[name])
                    data.append(float(n))
            ends.append(len(columns))
        return sparse.csr_matrix((data, columns, ends), shape=(len(rows), len(self.columns)))
