"""Train the reader's weights and write `knowledge/model/weights.tsv`. Needs the extra `train`; run `make train`.

Labels: `benchmarks/labels` (ours: ids and line numbers, no text) and the gold set, both over the shared postings; words'
vectors from all shared postings without a label. Everything is linear, so a decision's evidence is the words that were
added up. How well this reads postings that it wasn't trained on: `dev/cross_validate.py`.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).parent))
import chain
import corpus
import word_vectors
from reader_data import Doc, Vocabulary, labelled, unlabelled

from rolewright.knowledge.index import SCALE
from rolewright.knowledge.loader import book
from rolewright.knowledge.normal import key
from rolewright.model import terms
from rolewright.reading import features as f
from rolewright.reading.roles import FAMILY_GAIN, TITLE_SHARE
from rolewright.reading.scan import Piece
from rolewright.reading.signals import ABOUT_COMPANY, STAGE_GAIN
from rolewright.reading.title import family_and_level

OUT = corpus.ROOT / "src/rolewright/knowledge/model/weights.tsv"
MOST = 8_000
"""So many features are kept: those that move a class most often and furthest. Half of 2 to the 14, the table's slots."""
LEAST_WEIGHT = 0.08
"""Fainter weights of words are left out; leaving out those below 0.1 changed no figure."""
_BETWEEN = ("=", "/bb", "/bt", "/tb", "/tt")
_WORK = frozenset({"duty", "must", "nice"})
Weights = dict[str, dict[str, float]]


class Sources(NamedTuple):
    """What doesn't depend on the labels: postings without a label and the words' vectors from them."""

    silver: list[Doc]
    vectors: word_vectors.Vectors
    seen: Counter[str]
    """How often each feature occurs in them."""
    kept: AbstractSet[str] | None = None
    """The features to train on; all if None."""


def sources() -> Sources:
    """Reads the shared postings; takes a minute."""
    silver = unlabelled()
    seen = Counter(name for doc in silver for i in range(len(doc.pieces)) for name in doc.own(i))
    return Sources(silver, word_vectors.learn(words for doc in silver for words in doc.words), seen)


def fit(docs: Sequence[Doc], given: Sources) -> Weights:
    """The weights of the features that matter most, by class: trained on all, then once more on those alone."""
    kept = set(prune(_fit(docs, given), _often(docs, given)))
    words = {word: i for i, word in enumerate(sorted(kept & given.vectors.rows.keys()))}
    values = given.vectors.values[[given.vectors.rows[word] for word in words]]
    return _tidy(_fit(docs, given._replace(vectors=word_vectors.Vectors(words, values), kept=kept)))


def _often(docs: Sequence[Doc], given: Sources) -> Counter[str]:
    """How often each feature occurs in the postings without labels; headings' and titles' by what those with labels have."""
    told: Counter[str] = Counter()
    for doc in docs:
        heads = [_is_head(doc, i) for i in range(len(doc.pieces))]
        told.update(name for above in _below(doc, heads) for name in above)
        told.update(f"t:{word}" for word in f.word_features(key(doc.title).split()))
    share = len(given.silver) / len(docs)
    return given.seen + Counter({name: round(n * share) for name, n in told.items()})


def _fit(docs: Sequence[Doc], given: Sources) -> Weights:
    weights: Weights = defaultdict(dict)
    some = [doc for doc in given.silver if any(kinds for kinds, _ in doc.labels)]
    heads = train_heads(docs, some, given, weights)
    train_kinds([*docs, *some], heads, given, weights)
    train_strands([*docs, *some], heads, given, weights)
    train_families(docs, given, weights)
    train_stages(docs, given, weights)
    return weights


def _is_head(doc: Doc, i: int) -> bool:
    return doc.pieces[i].of == 1 and doc.labels[i][0][0] == "heading"


def train_heads(docs: Sequence[Doc], some: Sequence[Doc], given: Sources, weights: Weights) -> list[list[bool]]:
    """Which lines read as headings by themselves. Returned is what a model says that hasn't seen the posting, as in use;
    `some` are postings of which most lines have no label.
    """
    rows = [row for doc in docs for row in _lines(doc)]
    truth = np.array([_is_head(doc, i) for doc in docs for i in range(len(doc.pieces))])
    part = np.array([n % 3 for n, doc in enumerate(docs) for _ in doc.pieces])
    vocabulary = Vocabulary(rows, 3, given.kept)
    x = vocabulary.counts(rows)
    said = np.zeros(len(rows), bool)
    for held in range(3):
        model = LogisticRegression(max_iter=300).fit(x[part != held], truth[part != held])
        said[part == held] = model.predict(x[part == held])
    model = LogisticRegression(max_iter=300).fit(x, truth)
    _keep(weights, vocabulary, "h.heading", model.coef_[0])
    weights["bias"]["h.heading"] = float(model.intercept_[0])
    more = model.predict(vocabulary.counts([row for doc in some for row in _lines(doc)]))
    answers = iter([*said.tolist(), *more.tolist()])
    return [[next(answers) and p.of == 1 for p in doc.pieces] for doc in [*docs, *some]]


def _lines(doc: Doc) -> list[list[str]]:
    return [[*doc.own(i), *doc.shapes[i]] for i in range(len(doc.pieces))]


def _below(doc: Doc, heads: Sequence[bool]) -> list[list[str]]:
    """The features of the heading above each statement."""
    above: list[str] = []
    out = []
    for words, head in zip(doc.words, heads, strict=True):
        out.append(above)
        if head:
            above = f.heading_features(words)
    return out


def train_kinds(docs: Sequence[Doc], heads: Sequence[Sequence[bool]], given: Sources, weights: Weights) -> None:
    """The chain of kinds."""
    rows = [
        ["bias", *doc.own(i), *doc.shapes[i], *above]
        for doc, headed in zip(docs, heads, strict=True)
        for i, above in enumerate(_below(doc, headed))
    ]
    said = [bool(kinds) for doc in docs for kinds, _ in doc.labels]
    vocabulary = Vocabulary([row for row, known in zip(rows, said, strict=True) if known], 2, given.kept)
    counts = [Counter(words) for doc in docs for words in doc.words]
    x = sparse.hstack([vocabulary.counts(rows), given.vectors.sums(counts)]).tocsr()
    batch = chain.Batch([len(doc.pieces) for doc in docs], np.array([b for doc in docs for b in _between(doc)]))
    made = chain.train(x, batch, _allowed(docs), len(_BETWEEN))
    for k, kind in enumerate(terms.KINDS):
        _spread(weights, vocabulary, f"k.{kind}", made.weights[:, k], given)
        weights["p:^"][f"k.{kind}"] = float(made.first[k])
        for b, lies in enumerate(_BETWEEN):
            for j, before in enumerate(terms.KINDS):
                weights[f"p:{before}{lies}"][f"k.{kind}"] = float(made.moves[b, j, k])


def _between(doc: Doc) -> list[int]:
    """What lies before each statement, as a number of `_BETWEEN`."""
    names = [f.before_feature("", a, b)[2:] for a, b in zip(doc.pieces, doc.pieces[1:], strict=False)]
    return [0, *map(_BETWEEN.index, names)][: len(doc.pieces)]


def _allowed(docs: Sequence[Doc]) -> list[tuple[float, Any]]:
    """The labels as two shares: of a whole line's several kinds the first, and the second; of a sentence's line any; without a label all."""
    shares = [(0.6, 0), (0.4, 1)]
    masks = [np.zeros((sum(len(doc.pieces) for doc in docs), len(terms.KINDS)), bool) for _ in shares]
    row = 0
    for doc in docs:
        for piece, (kinds, _) in zip(doc.pieces, doc.labels, strict=True):
            numbers = [terms.KINDS.index(kind) for kind in kinds]
            for mask, (_, which) in zip(masks, shares, strict=True):
                if not numbers:
                    mask[row] = True
                    continue
                mask[row, numbers if piece.of > 1 else numbers[min(which, len(numbers) - 1)]] = True
            row += 1
    return [(share, mask) for (share, _), mask in zip(shares, masks, strict=True)]


def train_strands(docs: Sequence[Doc], heads: Sequence[Sequence[bool]], given: Sources, weights: Weights) -> None:
    """One regression a strand, over statements that carry strands."""
    rows, counts, truth = [], [], []
    for doc, headed in zip(docs, heads, strict=True):
        for i, above in enumerate(_below(doc, headed)):
            kinds, strands = doc.labels[i]
            if _WORK & set(kinds) and (len(kinds) == 1 or doc.pieces[i].of == 1):
                kind = next(k for k in kinds if k in _WORK)
                rows.append([*doc.own(i), *above, f"k:{kind}"])
                counts.append(Counter(doc.words[i]))
                truth.append(strands)
    vocabulary = Vocabulary(rows, 3, given.kept)
    x = sparse.hstack([vocabulary.counts(rows), given.vectors.sums(counts)]).tocsr()
    for strand in terms.STRANDS:
        model = LogisticRegression(C=0.5, max_iter=150, tol=1e-3).fit(x, [strand in found for found in truth])
        _spread(weights, vocabulary, f"s.{strand}", model.coef_[0], given)
        weights["bias"][f"s.{strand}"] = float(model.intercept_[0])


def train_families(docs: Sequence[Doc], given: Sources, weights: Weights) -> None:
    """Families from the words of duties, requirements and summaries (mean over statements) and the title's words.

    Postings without a label whose title is plain count a little, for their words without the title's.
    """
    rows, truth, worth = [], [], []
    for doc in docs:
        work = [i for i, (kinds, _) in enumerate(doc.labels) if kinds[0] in {"duty", "must", "role", "nice"}]
        if not work:
            continue
        shares = _mean(doc, work, [0.5 if doc.labels[i][0][0] == "nice" else 1.0 for i in work])
        for word in f.word_features(key(doc.title).split()):
            shares[f"t:{word}"] += TITLE_SHARE * FAMILY_GAIN
        rows.append(shares)
        truth.append(doc.record["family"])
        worth.append(1.0)
    for doc in given.silver:
        work = [i for i, words in enumerate(doc.words) if len(words) > 5]
        rows.append(_mean(doc, work, [1.0] * len(work)))
        truth.append(family_and_level(book(), doc.title)[0])
        worth.append(0.08)
    _train_posting("f", rows, truth, worth, given, weights, least=8, strength=0.3)


def _mean(doc: Doc, which: Sequence[int], factors: Sequence[float]) -> Counter[str]:
    out: Counter[str] = Counter()
    for i, factor in zip(which, factors, strict=True):
        for name in doc.own(i):
            if not name.startswith(("c:stage", "c:level")):
                out[name] += factor / len(which) * FAMILY_GAIN
    return out


def train_stages(docs: Sequence[Doc], given: Sources, weights: Weights) -> None:
    """The company's stage from the words that aren't about the work, their sum over the root of the statements.

    Where a posting has a stage and no kinds, its bullets are left out.
    """
    known = [*docs, *(doc for doc in given.silver if "stage" in doc.record)]
    rows = []
    for doc in known:
        told = [i for i, (kinds, _) in enumerate(doc.labels) if _of_company(kinds, doc.pieces[i])]
        row: Counter[str] = Counter()
        for i in told:
            for name in doc.own(i):
                row[name] += STAGE_GAIN / len(told) ** 0.5
        rows.append(row)
    truth = [doc.record["stage"] for doc in known]
    _train_posting("g", rows, truth, [1.0] * len(rows), given, weights, least=4, strength=0.3)


def _of_company(kinds: Sequence[str], piece: Piece) -> bool:
    return kinds[0] in ABOUT_COMPANY if kinds else piece.hint != "bullet"


def _train_posting(
    letter: str,
    rows: list[Counter[str]],
    truth: list[str],
    worth: list[float],
    given: Sources,
    weights: Weights,
    *,
    least: int,
    strength: float,
) -> None:
    vocabulary = Vocabulary(rows, least, given.kept)
    x = sparse.hstack([vocabulary.shares(rows), given.vectors.sums(rows)]).tocsr()
    model = LogisticRegression(C=strength, max_iter=400, tol=1e-3).fit(x, truth, sample_weight=worth)
    for k, name in enumerate(model.classes_):
        _spread(weights, vocabulary, f"{letter}.{name}", model.coef_[k], given)
        weights["bias"][f"{letter}.{name}"] = float(model.intercept_[k])


def _keep(weights: Weights, vocabulary: Vocabulary, column: str, values: Any) -> None:
    for name, i in vocabulary.columns.items():
        weights[name][column] = weights[name].get(column, 0.0) + float(values[i])


def _spread(weights: Weights, vocabulary: Vocabulary, column: str, values: Any, given: Sources) -> None:
    """A class's weights: of each feature, and of each word by its vector."""
    _keep(weights, vocabulary, column, values)
    by_vector = given.vectors.values @ values[len(vocabulary.columns) :]
    for word, row in given.vectors.rows.items():
        weights[word][column] = weights[word].get(column, 0.0) + float(by_vector[row])


def _tidy(weights: Weights) -> Weights:
    """Without the faintest weights of words."""
    bare = {name: {c: v for c, v in row.items() if abs(v) >= _least(name)} for name, row in weights.items()}
    return {name: row for name, row in bare.items() if row}


def _least(name: str) -> float:
    return 0.0 if ":" in name or name == "bias" else LEAST_WEIGHT


def prune(weights: Weights, seen: Mapping[str, int]) -> Weights:
    """The features that matter most; what isn't a word or a pair of words stays."""
    bare = _tidy(weights)
    always = {name for name in bare if name == "bias" or name[:2] in {"p:", "k:", "s:", "c:"}}
    ranked = sorted(bare, key=lambda name: (name not in always, -_worth(bare[name], name, seen), name))
    return {name: bare[name] for name in ranked[:MOST]}


def _worth(row: Mapping[str, float], name: str, seen: Mapping[str, int]) -> float:
    """How much a feature moves sums: its largest weight squared times how often it occurs."""
    return max((v * v for v in row.values()), default=0.0) * (seen.get(name, 0) + 1)


def write(weights: Weights, path: Path) -> None:
    """One feature a line, its weights in thousandths; sorted, so that a change shows as a small difference."""
    path.parent.mkdir(exist_ok=True)
    lines = ["# feature<TAB>class=weight in thousandths … Made by dev/train_reader.py; see docs/model.md. Do not edit."]
    for name in sorted(weights):
        cells = " ".join(f"{column}={round(value * SCALE)}" for column, value in sorted(weights[name].items()))
        lines.append(f"{name}\t{cells}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Train on everything and write."""
    gold, ours = labelled()
    made = fit([*gold, *ours], sources())
    write(made, OUT)
    print(f"{len(gold)} gold postings and {len(ours)} of ours, {len(made)} features")


if __name__ == "__main__":
    main()
