"""Totals, peaks, odds and strengths of a scan are sums of weights."""

from __future__ import annotations

import math

import pytest

from rolewright._kernel import signs, softmax
from rolewright.documents import plain
from rolewright.knowledge.index import COLUMN, SCALE
from rolewright.model import terms
from rolewright.reading import features, scan

_ONCE = (1.0,) * len(terms.KINDS)


def _read(text: str):
    made = scan.scan(text, plain.find_lines(text))
    return made, made.read()[0]


def test_a_total_is_a_sum_with_factors(definition, postings):
    """`totals` multiplies each statement by the factor of its kind, counts those that have one, and cuts classes out."""
    made, said = _read(postings.ML)
    pieces = made.pieces
    rows = definition.found_in(postings.ML, pieces)[2]
    sums = [definition.add_up(features.word_features(definition.words_of(postings.ML, p))) for p in pieces]
    for statement, row in rows:
        sums[statement] = [
            a + b for a, b in zip(sums[statement], list(definition.weights().values())[row], strict=True)
        ]
    factors = terms.by_kind(duty=2.0, must=-1.0)
    count, totals = made.totals(3, 7, factors)
    by_kind = [factors[terms.KINDS.index(s.kinds[0])] for s in said]
    assert count == sum(factor != 0 for factor in by_kind)
    expected = [sum(f * row[c] for f, row in zip(by_kind, sums, strict=True)) / SCALE for c in range(3, 7)]
    assert totals == pytest.approx(expected)


def test_peaks_are_the_statements_with_most_of_a_class(postings):
    """The most first, three at most, only of kinds that count; the class of a kind peaks where the kind is sure."""
    made, said = _read(postings.ML)
    column = COLUMN["k.duty"]
    odds = sorted(made.odds((column,), (0.0,), _ONCE, (), 0.0), reverse=True)
    spans = [(said[i].start, said[i].end) for _, i in odds]
    assert list(made.peaks(column, _ONCE, 3)) == spans[:3]
    assert made.peaks(column, terms.by_kind(), 3) == ()


def test_odds_are_between_0_and_1(postings):
    """The likeliest of some classes with its bias, through the logistic function, times the factor of the kind."""
    made, said = _read(postings.ML)
    columns = (COLUMN["s.data"], COLUMN["s.model"])
    half = terms.by_kind(duty=0.5)
    odds = made.odds(columns, (0.0, 1.0), half, (), 0.0)
    assert [i for _, i in odds] == [i for i, s in enumerate(said) if s.kinds[0] == "duty"]
    single = [made.odds((c,), (b,), half, (), 0.0) for c, b in zip(columns, (0.0, 1.0), strict=True)]
    assert [odd for odd, _ in odds] == pytest.approx([max(a, b) for (a, _), (b, _) in zip(*single, strict=True)])
    assert all(0 <= odd <= 0.5 for odd, _ in odds)
    ranked = sorted((odd for odd, _ in odds), reverse=True)
    assert made.odds(columns, (0.0, 1.0), half, (), ranked[1]) == [one for one in odds if one[0] >= ranked[1]]
    assert made.odds(columns, (0.0, 1.0), half, (), 2.0) == [one for one in odds if one[0] == ranked[0]]


def test_strengths_are_the_odds_summed_up(postings):
    """The largest and the sum of the odds of each class, and how many statements count; kinds are counted."""
    made, said = _read(postings.ML)
    columns = (COLUMN["s.data"], COLUMN["s.model"])
    half = terms.by_kind(duty=0.5, must=1.0)
    found, count = made.strengths(columns, (0.0, 1.0), half, ())
    for (largest, whole), column, bias in zip(found, columns, (0.0, 1.0), strict=True):
        odds = [odd for odd, _ in made.odds((column,), (bias,), half, (), 0.0)]
        assert (largest, whole, count) == pytest.approx((max(odds), sum(odds), len(odds)))
    assert made.kinds == tuple(sum(s.kinds[0] == kind for s in said) for kind in terms.KINDS)


def test_demands_are_what_is_asked_for(postings):
    """Statements that are required and have one of the strands; required skills of the kinds with their last place; how many
    skills are required, and how many are named.
    """
    made, said = _read(postings.ML)
    skills = made.read()[1]
    strands = ("model", "data")
    statements, tools, hard, named = made.demands(tuple(map(terms.STRANDS.index, strands)), frozenset({"library"}))
    assert statements == [
        i for i, s in enumerate(said) if s.kinds[0] == "must" and not set(strands).isdisjoint(s.strands)
    ]
    assert tools == {s.id: (s.start, s.end) for s in skills if s.strength == "must" and s.kind == "library"}
    assert (hard, named) == (len({s.id for s in skills if s.strength == "must"}), len({s.id for s in skills}))
    assert statements
    assert hard


@pytest.mark.parametrize(
    ("strands", "kinds"), [((99,), frozenset()), ((-1,), frozenset()), (("data",), frozenset()), ((0,), set())]
)
def test_demands_of_no_strand_are_an_error(postings, strands, kinds):
    """A strand is a number of one, kinds are a frozen set."""
    with pytest.raises((ValueError, TypeError)):
        _read(postings.ML)[0].demands(strands, kinds)


def test_signs_are_shares_their_log_odds_and_logs_of_counts():
    """Log-odds in thousandths, never of 0 or 1; a group of cues that isn't there counts 0."""
    cues = {"a": (1, 2, 3), "b": ()}
    found = signs([0.0, 0.25, 1.0], cues, ("a", "b", "c"))
    assert found[:3] == [0.0, 0.25, 1.0]
    assert found[3:6] == pytest.approx([math.log(1 / 999), math.log(1 / 3), math.log(999)])
    assert found[6:] == [math.log1p(3), 0.0, 0.0]
    for bad in ((["x"], {}, ()), ([], {"a": 1}, ("a",)), ([], {}, ([],))):
        with pytest.raises(TypeError):
            signs(*bad)


def test_softmax_gives_shares_of_one():
    """In proportion to e to each, however large they are."""
    assert softmax([1000.0, 1000.0 + math.log(3)]) == pytest.approx([0.25, 0.75])
    assert sum(softmax([0.1 * i for i in range(20)])) == pytest.approx(1)
    for bad in ([], [0.0] * 1000, (1.0,)):
        with pytest.raises(ValueError, match="numbers"):
            softmax(bad)
    with pytest.raises(TypeError):
        softmax(["x"])
