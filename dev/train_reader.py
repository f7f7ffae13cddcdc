"""Train the reader's weights and write `knowledge/model/weights.tsv`. Needs the extra `train`; run `make train`.

Labels: `benchmarks/labels` (ours: ids and line numbers, no text) over the shared postings, and silver labels from
plain headings on postings without labels. The gold set is never trained on: it measures. Everything is linear, so a
decision's evidence is the words that were added up.
"""

from __future__ import annotations

import argparse
import bisect
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from scipy import sparse
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).parent))
import corpus

from rolewright.documents import plain
from rolewright.knowledge.build import group_of
from rolewright.knowledge.index import SCALE
from rolewright.knowledge.loader import book
from rolewright.knowledge.normal import key, normalise
from rolewright.model import terms
from rolewright.reading import features as f
from rolewright.reading.roles import ABOUT_COMPANY, FAMILY_GAIN, STAGE_GAIN, TITLE_SHARE
from rolewright.reading.scan import Piece, scan

OUT = corpus.ROOT / "src/rolewright/knowledge/model/weights.tsv"
SILVER_WEIGHT = 0.15
FAINT = 0.15
"""A feature that moves no class by this much is left out: a small table stays in the processor's cache."""
LEAST = 4
"""A feature must occur in this many rows."""


class Row(NamedTuple):
    """A statement with its features, label(s) and weight."""

    words: list[str]
    shape: list[str]
    around: list[str]
    kind: str
    strands: list[str]
    weight: float


class Doc(NamedTuple):
    """A posting cut into statements, with the features that don't depend on what came before."""

    text: str
    pieces: list[Piece]
    words: list[list[str]]
    cues: list[list[str]]


def prepare(text: str) -> Doc:
    """The statements of a text as the reader sees them."""
    made = scan(text, plain.find_lines(text))
    pieces = made.pieces
    words = [normalise(text[p.start : p.end]).split() for p in pieces]
    cues: list[list[str]] = [[] for _ in pieces]
    for statement, entry, _, _ in made.found()[1]:
        cues[statement].append(f"c:{group_of(entry)}")
    return Doc(text, pieces, words, cues)


def labelled(doc: Doc, lines: dict[int, tuple[list[str], list[str]]]) -> list[Row]:
    """One row a statement whose line has one kind, with the true kind before it."""
    starts = [0]
    for line in doc.text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    rows, before, before_line, heading = [], "^", -1, []
    for i, piece in enumerate(doc.pieces):
        kinds, strands = lines.get(bisect.bisect_right(starts, piece.start), (["other"], []))
        around = [f.before_feature(before, piece.hint, same_line=piece.line == before_line), *heading]
        shape = f.shape_features(f.shape(doc.text, doc.pieces, i, len(doc.words[i])))
        if len(kinds) == 1 or piece.of == 1:
            rows.append(Row([*f.word_features(doc.words[i]), *doc.cues[i]], shape, around, kinds[0], strands, 1.0))
        if kinds[0] == "heading" and piece.of == 1:
            heading = f.heading_features(doc.words[i])
        before, before_line = kinds[0] if len(kinds) == 1 else "?", piece.line
    return rows


def silver(texts: Iterable[str]) -> list[Row]:
    """Lines under a plain heading, labelled by it; what is above a line is left out, so that words must tell."""
    headings = {key(p): kind for kind, ps in book().tables["headings"]["plain"].items() for p in ps}
    rows = []
    for text in texts:
        doc, kind = prepare(text), None
        for i, piece in enumerate(doc.pieces):
            words = doc.words[i]
            if piece.of == 1 and len(words) <= 6 and piece.hint != "bullet":
                kind = headings.get(" ".join(words))
            elif kind and len(words) > 3 and (piece.hint == "bullet" or kind in {"company", "legal"}):
                if piece.of > 1 or (kind == "must" and "c:soft_nice" in doc.cues[i]):
                    continue
                rows.append(Row([*f.word_features(words), *doc.cues[i]], [], [], kind, [], SILVER_WEIGHT))
    return rows


class Matrix(NamedTuple):
    """Counts of features by row, and the column of each feature."""

    x: sparse.csr_matrix
    vocabulary: dict[str, int]


def matrix(rows: Sequence[Iterable[str]], least: int = LEAST, most: int = 9_000) -> Matrix:
    """Counts of the commonest features."""
    counts = Counter(name for row in rows for name in set(row))
    vocabulary = {name: i for i, (name, n) in enumerate(counts.most_common(most)) if n >= least}
    return Matrix(_counts(rows, vocabulary), vocabulary)


def _counts(rows: Sequence[Iterable[str]], vocabulary: dict[str, int]) -> sparse.csr_matrix:
    data, columns, ends = [], [], [0]
    for row in rows:
        for name, n in Counter(name for name in row if name in vocabulary).items():
            columns.append(vocabulary[name])
            data.append(float(n))
        ends.append(len(columns))
    return sparse.csr_matrix((data, columns, ends), shape=(len(rows), len(vocabulary)))


Weights = dict[str, dict[str, float]]


def train_kinds(rows: list[Row], weights: Weights, c: float) -> None:
    """One multinomial regression over all kinds."""
    m = matrix([[*r.words, *r.shape, *r.around] for r in rows])
    y = [r.kind for r in rows]
    model = LogisticRegression(C=c, max_iter=400).fit(m.x, y, sample_weight=[r.weight for r in rows])
    _keep(weights, m.vocabulary, {f"k.{k}": row for k, row in zip(model.classes_, model.coef_, strict=True)})
    weights["bias"].update({f"k.{k}": b for k, b in zip(model.classes_, model.intercept_, strict=True)})


def train_strands(rows: list[Row], weights: Weights, c: float) -> None:
    """One regression a strand, over statements that carry strands; the first strand weighs most."""
    rows = [r for r in rows if r.kind in terms.WORK and r.weight == 1]
    m = matrix([[*r.words, *(a for a in r.around if a.startswith("h:")), f"k:{r.kind}"] for r in rows], least=3)
    for strand in terms.STRANDS:
        y = [strand in r.strands for r in rows]
        if sum(y) < 5:
            continue
        model = LogisticRegression(C=c, max_iter=400).fit(m.x, y)
        _keep(weights, m.vocabulary, {f"s.{strand}": model.coef_[0]})
        weights["bias"][f"s.{strand}"] = model.intercept_[0]


def train_families(docs: list[tuple[list[Row], str, str, float]], weights: Weights, c: float) -> None:
    """Families from the words of duties, requirements and summaries (mean over statements) and the title's words."""
    rows, y, w = [], [], []
    for statements_, title, family, weight in docs:
        work = [r for r in statements_ if r.kind in {"duty", "must", "role", "nice"}]
        if not work:
            continue
        counts: Counter[str] = Counter()
        for r in work:
            share = (0.5 if r.kind == "nice" else 1.0) / len(work)
            for name in r.words:
                if not name.startswith("c:stage") and not name.startswith("c:level"):
                    counts[name] += share * FAMILY_GAIN
        for word in f.word_features(key(title).split()):
            counts[f"t:{word}"] += TITLE_SHARE * FAMILY_GAIN
        rows.append(counts)
        y.append(family)
        w.append(weight)
    x, vocabulary = _shares(rows, 8, 5000)
    model = LogisticRegression(C=c, max_iter=500).fit(x, y, sample_weight=w)
    _keep(weights, vocabulary, {f"f.{k}": row for k, row in zip(model.classes_, model.coef_, strict=True)})
    weights["bias"].update({f"f.{k}": b for k, b in zip(model.classes_, model.intercept_, strict=True)})


def train_stages(docs: list[tuple[list[Row], str]], weights: Weights, c: float) -> None:
    """The company's stage from the words that aren't about the work, their sum over the root of the statements."""
    rows, y = [], []
    for statements_, stage in docs:
        told = [r for r in statements_ if r.kind in ABOUT_COMPANY]
        counts: Counter[str] = Counter()
        for r in told:
            for name in r.words:
                counts[name] += STAGE_GAIN / len(told) ** 0.5
        rows.append(counts)
        y.append(stage)
    x, vocabulary = _shares(rows, 5, 4000)
    model = LogisticRegression(C=c, max_iter=800).fit(x, y)
    _keep(weights, vocabulary, {f"g.{k}": row for k, row in zip(model.classes_, model.coef_, strict=True)})
    weights["bias"].update({f"g.{k}": b for k, b in zip(model.classes_, model.intercept_, strict=True)})


def _shares(rows: list[Counter[str]], least: int, most: int) -> tuple[sparse.csr_matrix, dict[str, int]]:
    seen = Counter(name for row in rows for name in row)
    vocabulary = {name: i for i, (name, n) in enumerate(seen.most_common(most)) if n >= least}
    data, columns, ends = [], [], [0]
    for row in rows:
        for name, n in row.items():
            if name in vocabulary:
                columns.append(vocabulary[name])
                data.append(n)
        ends.append(len(columns))
    return sparse.csr_matrix((data, columns, ends), shape=(len(rows), len(vocabulary))), vocabulary


def _keep(weights: Weights, vocabulary: dict[str, int], columns: dict[str, Any]) -> None:
    for column, values in columns.items():
        for name, i in vocabulary.items():
            if abs(values[i]) * SCALE >= 30:
                weights[name][column] = float(values[i])


def write(weights: Weights, path: Path) -> None:
    """One feature a line, its weights in thousandths; sorted, so that a change shows as a small difference."""
    path.parent.mkdir(exist_ok=True)
    lines = ["# feature<TAB>class=weight in thousandths … Made by dev/train_reader.py; see docs/model.md. Do not edit."]
    for name in sorted(weights):
        if max(map(abs, weights[name].values()), default=0.0) < FAINT and name != "bias":
            continue
        cells = " ".join(f"{column}={round(value * SCALE)}" for column, value in sorted(weights[name].items()))
        if cells:
            lines.append(f"{name}\t{cells}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--silver", type=int, default=1200, help="postings for silver labels")
    parser.add_argument("--kinds-c", type=float, default=1.5)
    parser.add_argument("--strands-c", type=float, default=0.8)
    parser.add_argument("--family-c", type=float, default=0.3)
    parser.add_argument("--stage-c", type=float, default=0.3)
    args = parser.parse_args()
    ours = corpus.labels(corpus.LABELS)
    held_out = set(corpus.gold())
    everything = [p for p in corpus.postings() if p["id"] not in held_out]
    by_id = {p["id"]: p for p in everything}
    rows, families, stages = [], [], []
    for name, (record, lines) in ours.items():
        if name not in by_id:
            continue
        here = labelled(prepare(by_id[name]["text"]), lines)
        rows += here
        families.append((here, by_id[name]["title"], record["family"], 1.0))
        stages.append((here, record["stage"]))
    rest = [p for p in everything if p["id"] not in ours and p["set"] in
            {"ai_engineers_2026", "linkedin_ai_ml_2022_2024", "data_roles_2020"}]  # fmt: skip
    random.Random(3).shuffle(rest)
    rows += (extra := silver(p["text"] for p in rest[: args.silver]))
    families += silver_families(everything, ours)
    weights: Weights = defaultdict(dict)
    train_kinds(rows, weights, args.kinds_c)
    train_strands(rows, weights, args.strands_c)
    train_families(families, weights, args.family_c)
    train_stages(stages, weights, args.stage_c)
    write(weights, OUT)
    print(
        f"{len(ours)} postings, {len(rows) - len(extra)} labelled and {len(extra)} silver statements, {len(weights)} features"
    )


def silver_families(everything: list[dict[str, Any]], ours: dict[str, Any]) -> list[tuple[list[Row], str, str, float]]:
    """Postings whose title is plain: the title's family for the body, at a small weight and without the title."""
    from rolewright.reading.title import family_and_level

    out = []
    for p in everything:
        if p["id"] in ours or p["set"] == "hn_who_is_hiring_2017_2020":
            continue
        family, _ = family_and_level(book(), p["title"])
        doc = prepare(p["text"])
        here = [
            Row([*f.word_features(w), *c], [], [], "duty", [], 1)
            for w, c in zip(doc.words, doc.cues, strict=True)
            if len(w) > 5
        ]
        out.append((here, "", family, 0.08))
    return out


if __name__ == "__main__":
    main()
