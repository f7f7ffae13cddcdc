"""The inner loop in C against its definition in plain Python (definition.py)."""

from __future__ import annotations

import gc
import importlib.util
import os
import re
import struct
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolewright import _kernel
from rolewright._kernel import fnv, syllables
from rolewright.documents import plain
from rolewright.knowledge.index import COLUMN, SCALE, Context, Names, Sense, pack
from rolewright.knowledge.normal import key
from rolewright.model import terms
from rolewright.model.posting import Line
from rolewright.model.reading import Cue, Requirement, Skill, Statement
from rolewright.reading import features, scan

_spec = importlib.util.spec_from_file_location("reading_definition", Path(__file__).with_name("definition.py"))
assert _spec is not None
assert _spec.loader is not None
d = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(d)


@pytest.fixture(scope="module")
def agree():
    """Holds the inner loop against the definition for one text."""
    return _agree


def _agree(text: str) -> None:
    lines = plain.find_lines(text)
    made = scan.scan(text, lines)
    pieces = made.pieces
    assert pieces == d.cut(text, lines)
    assert made.words == sum(len(d.words_of(text, p)) for p in pieces)
    assert made.hits == d.hits_of(text, pieces)
    skills, cues, rows = d.found_in(text, pieces)
    assert made.found() == (skills, cues)
    decided = d.decided(text, pieces, rows)
    kinds = d.settled(text, pieces, [kinds for kinds, *_ in decided], cues)
    said, named, groups = made.read()
    assert [(s.start, s.end, s.line) for s in said] == [(p.start, p.end, p.line) for p in pieces]
    assert [s.kinds for s in said] == kinds
    assert [s.strands for s in said] == [strands for _, strands, _ in decided]
    assert [s.sure for s in said] == pytest.approx([sure for *_, sure in decided])
    assert named == d.skills_of(skills, kinds)
    assert groups == d.groups_of(cues, kinds)


_WORDS = st.sampled_from(
    [
        "Requirements",
        "Responsibilities",
        "Build",
        "Python",
        "C++",
        "R",
        ",",
        ".",
        ";",
        ":",
        "!",
        "5+",
        "years",
        "experience",
        "with",
        "and",
        "machine",
        "learning",
        "models",
        "$120,000",
        "£",
        "€",
        "a",
        "plus",
        "required",
        "Nice",
        "to",
        "have:",
        "We",
        "are",
        "an",
        "equal",
        "opportunity",
        "employer",
        "#LI-Remote",
        "#",
        "+",
        "AWS",
        "GCP",
        "or",
        "Azure",
        "\n",
        "\n\n",
        "\n-",
        "\n•",
        "\n#",
        "",
        "##",
        "É",
        "ß",
        "İ",
        "ǅ",
        "ÿ",
        "Ñandú",
        "日本",
        "🙂",
        "\x00",
        "’",
        "data",
        "pipelines",
        "in",
        "Airflow",
        "(preferred)",
        "About",
        "us",
        "Benefits",
        "PhD",
    ]
)
_TEXTS = st.one_of(st.lists(_WORDS, max_size=60).map(" ".join), st.text(max_size=200))


@settings(deadline=None, max_examples=250)
@given(_TEXTS)
def test_any_text_is_read_as_defined(agree, text):
    """Statements, hits, skills, cues, kinds, strands and margins are those of the definition, for any text."""
    agree(text)


def test_whole_postings_are_read_as_defined(agree, postings):
    """The same for whole postings."""
    for text in postings.ALL:
        agree(text)


@pytest.mark.parametrize("text", ["#LI-Remote", "# 1", "Build\x00", "C++ #", "Ünïted Straße", "ǅ Ab", "\ud800 x"])
def test_odd_characters_are_read_as_defined(agree, text):
    """Features that begin with `#`, a NUL at the end, title case and accents are no exceptions."""
    agree(text)


def test_every_weight_is_found():
    """Each feature of the file has its row, in order, and its numbers."""
    index = scan.index()
    weights = d.weights
    assert [index.row(name) for name in weights()] == list(range(len(weights())))
    for name, row in list(weights().items())[::97]:
        assert index.weights([name]) == pytest.approx([value / SCALE for value in row])


def _read(text: str):
    made = scan.scan(text, plain.find_lines(text))
    return made, made.read()[0]


_ONCE = (1.0,) * len(terms.KINDS)


def test_a_total_is_a_sum_with_factors(postings):
    """`totals` multiplies each statement by the factor of its kind, counts those that have one, and cuts classes out."""
    made, said = _read(postings.ML)
    pieces = made.pieces
    rows = d.found_in(postings.ML, pieces)[2]
    sums = [d.add_up(features.word_features(d.words_of(postings.ML, p))) for p in pieces]
    for statement, row in rows:
        sums[statement] = [a + b for a, b in zip(sums[statement], list(d.weights().values())[row], strict=True)]
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
    odds = sorted(made.odds((column,), (0.0,), _ONCE), reverse=True)
    spans = [(said[i].start, said[i].end) for _, i in odds]
    assert list(made.peaks(column, _ONCE, 3)) == spans[:3]
    assert made.peaks(column, terms.by_kind(), 3) == ()


def test_odds_are_between_0_and_1(postings):
    """The likeliest of some classes with its bias, through the logistic function, times the factor of the kind."""
    made, said = _read(postings.ML)
    columns = (COLUMN["s.data"], COLUMN["s.model"])
    half = terms.by_kind(duty=0.5)
    odds = made.odds(columns, (0.0, 1.0), half)
    assert [i for _, i in odds] == [i for i, s in enumerate(said) if s.kinds[0] == "duty"]
    single = [made.odds((c,), (b,), half) for c, b in zip(columns, (0.0, 1.0), strict=True)]
    assert [odd for odd, _ in odds] == pytest.approx([max(a, b) for (a, _), (b, _) in zip(*single, strict=True)])
    assert all(0 <= odd <= 0.5 for odd, _ in odds)


def test_strengths_are_the_odds_summed_up(postings):
    """The largest and the sum of the odds of each class, and how many statements count; kinds are counted."""
    made, said = _read(postings.ML)
    columns = (COLUMN["s.data"], COLUMN["s.model"])
    half = terms.by_kind(duty=0.5, must=1.0)
    found, count = made.strengths(columns, (0.0, 1.0), half)
    for (largest, whole), column, bias in zip(found, columns, (0.0, 1.0), strict=True):
        odds = [odd for odd, _ in made.odds((column,), (bias,), half)]
        assert (largest, whole, count) == pytest.approx((max(odds), sum(odds), len(odds)))
    assert made.kinds == tuple(sum(s.kinds[0] == kind for s in said) for kind in terms.KINDS)


# ---- Misuse


@pytest.mark.parametrize("arguments", [(), (b"x", ()), ("x", []), ("x", None), (None, ())])
def test_wrong_arguments_of_scan_are_refused(arguments):
    """A text and a tuple are needed."""
    with pytest.raises(TypeError):
        scan.index().scan(*arguments)


def _scan():
    made = scan.index().scan("Build models in Python", ((0, 22, ""),))
    made.read()
    return made


@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        ("totals", (0, 99, _ONCE), ValueError),
        ("totals", (-1, 2, _ONCE), ValueError),
        ("totals", (3, 3, _ONCE), ValueError),
        ("totals", (0, 2, ()), ValueError),
        ("totals", (0, 2, (None,) * len(_ONCE)), TypeError),
        ("totals", (0, 2, list(_ONCE)), TypeError),
        ("peaks", (99, _ONCE, 1), ValueError),
        ("peaks", (0, _ONCE, 9), ValueError),
        ("peaks", (0, _ONCE, -1), ValueError),
        ("odds", ((99,), (0.0,), _ONCE), ValueError),
        ("odds", ((-1,), (0.0,), _ONCE), ValueError),
        ("odds", ((0, 1), (0.0,), _ONCE), ValueError),
        ("odds", ((0,), (0,), _ONCE), ValueError),
        ("odds", (("a",), (0.0,), _ONCE), TypeError),
        ("requirements", ({}, None), TypeError),
        ("tongues", ("a",), TypeError),
    ],
)
def test_wrong_questions_to_a_scan_are_refused(method, arguments, error):
    """Statements, rows and classes that don't exist raise; nothing outside the tables is read."""
    with pytest.raises(error):
        getattr(_scan(), method)(*arguments)


_RECORDS = (scan.Piece, Statement, Skill, Cue, Requirement)
_SENSES = {"a b": [Sense(0)], "b": [Sense(-1, Context(exact=frozenset({"B"})))]}
_NAMED = (terms.KINDS, terms.STRANDS, (("b", "B", "tool"),), ("cue",), ("group",))
_NUMBERED = Names([True], [(0, 0, 0)], 1)


def _index(block, names=_NAMED, records=_RECORDS):
    return _kernel.Index(block, names, records, float(SCALE))


def _block(weights=None, senses=None) -> bytes:
    return pack({} if weights is None else weights, _SENSES if senses is None else senses, {"lead:x": 1}, _NUMBERED)


_HEAD = 16


def _changed(field: int, value: int) -> bytes:
    block = _block({"a": "k.duty=1"})
    head = list(struct.unpack_from(f"{_HEAD}i", block))
    head[field] = value
    return struct.pack(f"{_HEAD}i", *head) + block[4 * _HEAD :]


_WRONG = [
    changed
    for field in range(_HEAD - 1)
    for value in (-1, 0, 1, 3, 65, 2**31 - 1)
    if (changed := _changed(field, value)) != _block({"a": "k.duty=1"})
]


@pytest.mark.parametrize("block", [b"", b"x" * 63, b"\0" * 4096, _block()[:-1], _block() + b"x", *_WRONG])
def test_a_wrong_block_is_refused(block):
    """A block of another version, length or header is no index."""
    with pytest.raises(ValueError, match="not an index"):
        _index(block)


@pytest.mark.parametrize(
    "sense",
    [Sense(1), Sense(-2), Sense(2**31 - 1), Sense(-(2**31)), Sense(0, None, 1), Sense(0, Context(near=("a b " * 70,)))],
)
def test_a_block_that_points_nowhere_is_refused(sense):
    """A cue, skill or row that doesn't exist, or a phrase too long to be one, is found when the index is opened."""
    with pytest.raises(ValueError, match="not an index"):
        _index(_block({"a": "k.duty=1"}, {"a": [sense]}))


def test_a_block_whose_slots_lie_is_refused():
    """A feature that points behind the weights, and a table without a free slot, in which a search would never end."""
    for filled in (10**6, 2):
        block = bytearray(_block({"a": "k.duty=1"}))
        head = struct.unpack_from(f"{_HEAD}i", block)
        at = 4 * _HEAD + 8 * head[11]
        block[at : at + 8 * head[5]] = struct.pack("ii", 7, filled) * head[5]
        with pytest.raises(ValueError, match="not an index"):
            _index(bytes(block))


def test_wrong_names_are_refused():
    """As many names as the header says, all of them text; records are classes of tuples."""
    for i, wrong in enumerate((terms.KINDS[1:], (None,) * len(terms.STRANDS), (("b", "B"),), [], ("a", "b"))):
        with pytest.raises(ValueError, match="not an index"):
            _index(_block(), (*_NAMED[:i], wrong, *_NAMED[i + 1 :]))
    with pytest.raises(TypeError):
        _index(bytearray(_block()))
    for records in ((dict,) * 5, (None,) * 5, _RECORDS[:4]):
        with pytest.raises(TypeError):
            _index(_block(), records=records)


def test_an_index_that_was_never_opened_is_refused():
    """`__new__` alone gives an object that answers nothing; opening twice isn't possible."""
    index = _kernel.Index.__new__(_kernel.Index)
    for question in (
        lambda: index.scan("a", ()),
        lambda: index.row("a"),
        lambda: index.weights([]),
    ):
        with pytest.raises(ValueError, match="never opened"):
            question()
    index.__init__(_block(), _NAMED, _RECORDS, float(SCALE))
    with pytest.raises(ValueError, match="not an index"):
        index.__init__(_block(), _NAMED, _RECORDS, float(SCALE))
    with pytest.raises(TypeError):
        _kernel.Scan()


def test_an_index_without_weights_reads():
    """Knowledge without a trained model is poor, not broken."""
    made = _index(_block()).scan("A b c B", ((0, 7, ""),))
    assert made.hits == [(0, 0, 0, 3, 0, 2), (0, 1, 2, 3, 1, 1), (0, 1, 6, 7, 3, 1)]
    said, skills, cues = made.read()
    assert len(said) == 1
    assert [(s.name, s.start) for s in skills] == [("B", 6)]
    assert cues == {"group": (Cue("cue", 0, 3, 0),)}


def test_a_scan_answers_only_when_read():
    """Before `read` there are no kinds to ask about; reading twice gives the same."""
    made = scan.index().scan("Build models", ((0, 12, ""),))
    for question in (lambda: made.totals(0, 1, _ONCE), lambda: made.peaks(0, _ONCE, 1), lambda: made.odds((0,), (0.0,), _ONCE),
                     lambda: made.requirements({}, {})):  # fmt: skip
        with pytest.raises(ValueError, match="read the scan first"):
            question()
    assert made.read() == made.read()


@pytest.mark.parametrize(
    ("line", "error"),
    [((-1, 2, ""), ValueError), ((0, 99, ""), ValueError), ((2, 2, ""), ValueError), ((0, 2), TypeError), ((0, 2, None), TypeError),
     (None, TypeError), (("a", 2, ""), TypeError), ((0, 2**70, ""), OverflowError)],
)  # fmt: skip
def test_a_wrong_line_is_refused(line, error):
    """A line outside the text or of another shape raises."""
    with pytest.raises(error):
        scan.index().scan("some text", (line,))


def test_weights_and_rows_of_odd_names():
    """An unknown feature has no row and weighs nothing; only text is a name."""
    index = scan.index()
    assert index.row("no such feature") == -1
    assert set(index.weights(["no such feature"])) == {0.0}
    with pytest.raises(TypeError):
        index.row(1)
    with pytest.raises(TypeError):
        index.weights("abc")
    with pytest.raises(UnicodeEncodeError):
        index.row("\ud800")


@given(st.text(max_size=120))
@settings(deadline=None, max_examples=150)
def test_rows_are_the_lines_with_text(text):
    """`rows` gives each line that isn't blank, without its outer white space, and whether a blank one came before."""
    expected, at, blank = [], 0, True
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            start = at + len(line) - len(line.lstrip())
            expected.append((start, start + len(bare), blank))
        blank = not bare
        at += len(line) + 1
    lines, longest, following, blanks = _kernel.rows(text, Line)
    assert [(line.start, line.end, before) for line, before in zip(lines, blanks, strict=True)] == expected
    assert longest == max((end - start for start, end, _ in expected), default=0)
    assert following == sum(not blank and not line.hint for line, blank in zip(lines, blanks, strict=True))


@given(st.text(alphabet="aB.!?: )'(\"-\n•1e.g", max_size=300))
@settings(deadline=None, max_examples=150)
def test_sentences_are_cut_as_defined(text):
    """Statements of text full of stops, brackets and bullets are those of the definition."""
    lines = plain.find_lines(text)
    assert scan.scan(text, lines).pieces == d.cut(text, lines)


def test_hashes_are_the_same_in_both_languages():
    """A feature packed in Python is found in C, the empty one and one with `é` too."""
    names = ["", "a", "a b", "é", "^ x", "c++"]
    index = _index(_block(dict.fromkeys(names, "k.duty=1")))
    assert [index.row(name) for name in names] == list(range(len(names)))
    assert all(fnv(name) == _fnv(name) for name in names)
    with pytest.raises(UnicodeEncodeError):
        fnv("\ud800")


def _fnv(text: str) -> int:
    """FNV-1a, 64 bits."""
    value = 14695981039346656037
    for byte in text.encode():
        value = (value ^ byte) * 1099511628211 & 0xFFFFFFFFFFFFFFFF
    return value


def _memory() -> int:
    """Resident bytes of this process."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs /proc")
def test_scans_leave_no_memory_behind(postings):
    """2,000 readings, and 2,000 refused ones, leave less than 2 MB."""
    lines = plain.find_lines(postings.ML)

    def rounds(count: int) -> None:
        for _ in range(count):
            made = scan.scan(postings.ML, lines)
            len(made.pieces)
            made.found()
            made.read()
            made.requirements({}, {})
            made.totals(0, 3, _ONCE)
            made.peaks(0, _ONCE, 3)
            made.odds((0,), (0.0,), _ONCE)
            made.tongues(700)
            len(made.hits)
            with pytest.raises(ValueError, match="line"):
                scan.scan(postings.ML, (*lines, (0, 10**6, "")))

    rounds(200)
    gc.collect()
    before = _memory()
    rounds(2_000)
    gc.collect()
    assert _memory() - before < 2_000_000


@given(st.text(st.sampled_from("aelthy x-É.\u2028"), max_size=60))
def test_syllables_are_runs_of_vowels_less_silent_es(text: str) -> None:
    """The kernel counts as a few lines of Python do."""
    words = key(text).split()
    silent = sum(w.endswith("e") and not w.endswith("le") and w != "the" for w in words)
    assert syllables(text) == sum(len(re.findall("[aeiouy]+", w)) for w in words) - silent
