"""The inner loop in C against what features.py, normal.py and the weights file say, in plain Python."""

from __future__ import annotations

import gc
import os
import struct
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolewright import _kernel
from rolewright.documents import plain
from rolewright.knowledge import loader
from rolewright.knowledge.build import _weights
from rolewright.knowledge.index import CLASSES, COLUMN, SCALE, fnv, pack
from rolewright.knowledge.normal import normalise
from rolewright.model import terms
from rolewright.reading import features, kinds, statements

_KINDS, _STRANDS = len(terms.KINDS), len(terms.STRANDS)
_PARAGRAPH = 10
_WORK = {"duty", "must", "nice"}

# ---- The reference


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


def add_up(names: list[str]) -> list[int]:
    """The sum of the features' rows."""
    rows = [weights()[name] for name in names if name in weights()]
    return [sum(column) for column in zip(*rows, strict=True)] if rows else [0] * len(CLASSES)


@cache
def phrases() -> dict[str, int]:
    """Phrase → its number, from the number of its key in the packed table."""
    from rolewright.knowledge.build import build

    known: list[str] = []
    from rolewright.knowledge import index

    def spy(weights, forms):
        known.extend(forms)
        return pack(weights, forms)

    index.pack, kept = spy, index.pack
    try:
        build(loader.FOLDER)
    finally:
        index.pack = kept
    return {phrase: i for i, phrase in enumerate(known)}


@cache
def beginnings() -> frozenset[str]:
    """Every beginning of a known phrase, whole ones too."""
    return frozenset(" ".join(p.split()[:n]) for p in phrases() for n in range(1, len(p.split()) + 1))


def words_of(text: str, piece: statements.Piece) -> list[str]:
    """The normalised words of a statement."""
    return normalise(text)[piece.start : piece.end].split()


def hits_of(words: list[str], statement: int) -> list[tuple[int, int, int, int]]:
    """Naive: every run of words that is a known phrase."""
    out = []
    for i in range(len(words)):
        for n in range(1, len(words) - i + 1):
            phrase = " ".join(words[i : i + n])
            if phrase not in beginnings():
                break
            if phrase in phrases():
                out.append((statement, phrases()[phrase], i, n))
    return out


def decided(text: str, pieces: list[statements.Piece], cues: list[tuple[int, list[int]]]):
    """Kinds, strands and margins as the sums of the features say."""
    sums = [add_up(features.word_features(words_of(text, p))) for p in pieces]
    for statement, row in cues:
        sums[statement] = [a + b for a, b in zip(sums[statement], row, strict=True)]
    out = []
    heading = [0] * len(CLASSES)
    before, line = "^", -1
    for i, p in enumerate(pieces):
        shape = features.shape(text, pieces, i, len(words_of(text, p)))
        rest = add_up(
            ["bias", *features.shape_features(shape), features.before_feature(before, p.hint, same_line=p.line == line)]
        )
        total = [a + b + c for a, b, c in zip(sums[i], heading, rest, strict=True)]
        scale = 1
        if 1 < p.of <= _PARAGRAPH:
            scale = 2 * p.of
            first = i - p.rank
            mean = [sum(column) for column in zip(*sums[first : first + p.of], strict=True)]
            total = [scale * a + b for a, b in zip(total, mean, strict=True)]
        lowest = 1 if p.of > 1 else 0
        ranked = sorted(range(lowest, _KINDS), key=lambda c: (-total[c], c))
        best, second = ranked[:2]
        if p.hint == "heading" and best != 0 and p.of == 1:
            best, second = 0, best
        margin = max(0.0, min(1.0, (total[best] - total[second]) / (3 * SCALE * scale)))
        before, line = terms.KINDS[best], p.line
        out.append(((before,), strands_of(total, before, scale) if before in _WORK else (), margin))
        if best == 0 and p.of == 1:
            heading = add_up(features.heading_features(words_of(text, p)))
    return out


def strands_of(total: list[int], kind: str, scale: int) -> tuple[str, ...]:
    """The three likeliest strands that aren't below 0; the likeliest even if it is a little below."""
    extra = add_up([f"k:{kind}"])
    values = [total[_KINDS + s] + scale * extra[_KINDS + s] for s in range(_STRANDS)]
    ranked = sorted(range(_STRANDS), key=lambda s: (-values[s], s))[:3]
    chosen = [s for s in ranked if values[s] >= 0]
    if not chosen and values[ranked[0]] > -2 * SCALE * scale:
        chosen = ranked[:1]
    return tuple(terms.STRANDS[s] for s in chosen)


def agree(text: str) -> None:
    """Holds the inner loop against the reference for one text."""
    pieces = statements.cut(text, plain.find_lines(text))
    scan = kinds.scan(text, pieces)
    words = [words_of(text, p) for p in pieces]
    assert scan.words == sum(map(len, words))
    for i, here in enumerate(words):
        sums = [value / SCALE for value in add_up(features.word_features(here))]
        assert scan.total(0, len(CLASSES), [(i, 1)]) == pytest.approx(sums)
    found = [(s, form, word, n) for s, form, _, _, word, n in scan.hits]
    assert found == [hit for i, here in enumerate(words) for hit in hits_of(here, i)]
    for s, _, start, end, word, n in scan.hits:
        assert normalise(text)[start:end].split() == words[s][word : word + n]
    rows = list(weights())[:5]
    cues = [(i % len(pieces), index) for i, index in enumerate(map(kinds.index().row, rows))] if pieces else []
    judged = scan.decide(cues)
    expected = decided(text, pieces, [(s, weights()[name]) for (s, _), name in zip(cues, rows, strict=False)])
    assert [j[:2] for j in judged] == [e[:2] for e in expected]
    assert [j[2] for j in judged] == pytest.approx([e[2] for e in expected])


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
def test_any_text_is_weighed_as_defined(text):
    """Word sums, hits, kinds, strands and margins are those of the definition, for any text."""
    agree(text)


def test_whole_postings_are_weighed_as_defined(postings):
    """The same for whole postings."""
    for text in postings.ALL:
        agree(text)


@pytest.mark.parametrize("text", ["#LI-Remote", "# 1", "Build\x00", "C++ #", "Ünïted Straße", "ǅ Ab", "\ud800 x"])
def test_odd_characters_are_weighed_as_defined(text):
    """Features that begin with `#`, a NUL at the end, title case and accents are no exceptions."""
    agree(text)


def test_every_weight_is_found():
    """Each feature of the file has its row, in order, and its numbers."""
    index = kinds.index()
    assert [index.row(name) for name in weights()] == list(range(len(weights())))
    for name, row in list(weights().items())[::97]:
        assert index.weights([name]) == pytest.approx([value / SCALE for value in row])


def test_a_total_is_a_sum_with_factors():
    """`total` multiplies each statement by its factor and cuts out the classes asked for."""
    text = "Build models\nWrite tests"
    scan = kinds.scan(text, statements.cut(text, plain.find_lines(text)))
    one, two = (scan.total(0, 5, [(i, 1)]) for i in (0, 1))
    assert scan.total(0, 5, [(0, 2), (1, -1)]) == pytest.approx([2 * a - b for a, b in zip(one, two, strict=True)])


# ---- Misuse


@pytest.mark.parametrize(
    ("piece", "error"),
    [
        ((-1, 2, 0, "", 0, 1), ValueError),
        ((0, 99, 0, "", 0, 1), ValueError),
        ((2, 2, 0, "", 0, 1), ValueError),
        ((3, 2, 0, "", 0, 1), ValueError),
        ((0, 2, 0, "", 0, 0), ValueError),
        ((0, 2, 0, "", 1, 1), ValueError),
        ((0, 2, 0, "", -1, 1), ValueError),
        ((0, 2, 0, "", 1, 2), ValueError),
        ((0, 2, 0, "", 0, 9), ValueError),
        ((0, 2, 0, "", 0, 2**31 - 1), ValueError),
        ((0, 2, 0, "\x00", 0, 1), ValueError),
        ((0, 2**40, 0, "", 0, 1), OverflowError),
        ((0, 2, 0, None, 0, 1), TypeError),
        ((0, 2), TypeError),
        ([0, 2, 0, "", 0, 1], TypeError),
        (None, TypeError),
    ],
)
def test_a_wrong_piece_is_refused(piece, error):
    """A piece outside the text or its line, or of another shape, raises and nothing is read."""
    with pytest.raises(error):
        kinds.index().scan("some text", [piece])


@pytest.mark.parametrize("arguments", [(), (b"x", []), ("x", ()), ("x", None), (None, [])])
def test_wrong_arguments_of_scan_are_refused(arguments):
    """A text and a list are needed."""
    with pytest.raises(TypeError):
        kinds.index().scan(*arguments)


def _scan():
    return kinds.index().scan("Build models in Python", [(0, 22, 0, "", 0, 1)])


@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        ("decide", ([(1, 0)],), ValueError),
        ("decide", ([(-1, 0)],), ValueError),
        ("decide", ([(0, -1)],), ValueError),
        ("decide", ([(0, 10**6)],), ValueError),
        ("decide", ([0],), TypeError),
        ("decide", ([("a", 0)],), TypeError),
        ("decide", ((),), TypeError),
        ("total", (0, 99, []), ValueError),
        ("total", (-1, 2, []), ValueError),
        ("total", (3, 3, []), ValueError),
        ("total", (0, 2, [(1, 1)]), ValueError),
        ("total", (0, 2, [(-1, 1)]), ValueError),
        ("total", (0, 2, [0]), TypeError),
        ("total", (0, 2, None), TypeError),
        ("field", (99, []), ValueError),
        ("field", (-1, []), ValueError),
        ("field", (0, [1]), ValueError),
        ("field", (0, [-1]), ValueError),
        ("field", (0, ["a"]), TypeError),
        ("resolve", ([],), ValueError),
        ("resolve", ((),), TypeError),
        ("resolve", ([None] * 10**5,), TypeError),
        ("resolve", ([(None,)] * 10**5,), TypeError),
        ("resolve", ([(1, ())] * 10**5,), TypeError),
        ("resolve", ([(("a", 1), ())] * 10**5,), TypeError),
        ("resolve", ([(None, (1,))] * 10**5,), TypeError),
        ("resolve", ([(None, (("a", 1, 2),))] * 10**5,), TypeError),
        ("resolve", ([(None, (("a", None, "row"),))] * 10**5,), TypeError),
    ],
)
def test_wrong_questions_to_a_scan_are_refused(method, arguments, error):
    """Statements, rows and classes that don't exist raise; nothing outside the tables is read."""
    with pytest.raises(error):
        getattr(_scan(), method)(*arguments)


def _index(blob, kind_names=terms.KINDS, strand_names=terms.STRANDS):
    return _kernel.Index(blob, kind_names, strand_names, float(SCALE))


def _changed(field: int, value: int) -> bytes:
    block = pack({"a": "k.duty=1"}, ["a b"])
    head = list(struct.unpack_from("8i", block))
    head[field] = value
    return struct.pack("8i", *head) + block[32:]


@pytest.mark.parametrize(
    "blob",
    [b"", b"x" * 31, b"\0" * 4096, pack({}, [])[:-1], pack({}, []) + b"x"]
    + [_changed(field, value) for field in range(7) for value in (-1, 0, 1, 3, 65, 2**31 - 1)
       if struct.unpack_from("8i", _changed(field, value)) != struct.unpack_from("8i", pack({"a": "k.duty=1"}, ["a b"]))],
)  # fmt: skip
def test_a_wrong_blob_is_refused(blob):
    """A block of another version, length or header is no index."""
    with pytest.raises(ValueError, match="not an index"):
        _index(blob)


def test_a_blob_whose_rows_lie_is_refused():
    """A feature that points behind the weights is found when the index is opened."""
    block = bytearray(pack({"a": "k.duty=1"}, ["a b"]))
    slots, more = struct.unpack_from("8i", block)[5:7]
    at = 32 + 8 * (slots + more)
    block[at : at + 4 * slots] = struct.pack("i", 10**6) * slots
    with pytest.raises(ValueError, match="not an index"):
        _index(bytes(block))


def test_a_full_table_is_refused():
    """Without a free slot a search would never end."""
    block = bytearray(pack({"a": "k.duty=1"}, ["a b"]))
    slots = struct.unpack_from("8i", block)[5]
    block[32 : 32 + 8 * slots] = struct.pack("Q", 7) * slots
    with pytest.raises(ValueError, match="not an index"):
        _index(bytes(block))


def test_wrong_names_are_refused():
    """As many names as the header says, all of them text."""
    block = pack({}, [])
    with pytest.raises(ValueError, match="not an index"):
        _index(block, terms.KINDS[1:])
    with pytest.raises(ValueError, match="not an index"):
        _index(block, (None,) * len(terms.KINDS))
    with pytest.raises(TypeError):
        _index(bytearray(block))


def test_an_index_that_was_never_opened_is_refused():
    """`__new__` alone gives an object that answers nothing; opening twice isn't possible."""
    index = _kernel.Index.__new__(_kernel.Index)
    for question in (lambda: index.scan("a", []), lambda: index.row("a"), lambda: index.weights([])):
        with pytest.raises(ValueError, match="never opened"):
            question()
    block = pack({}, [])
    index.__init__(block, terms.KINDS, terms.STRANDS, float(SCALE))
    with pytest.raises(ValueError, match="not an index"):
        index.__init__(block, terms.KINDS, terms.STRANDS, float(SCALE))
    with pytest.raises(TypeError):
        _kernel.Scan()


def test_an_index_without_weights_reads():
    """Knowledge without a trained model is poor, not broken."""
    scan = _index(pack({}, ["a b", "b"])).scan("A b c", [(0, 5, 0, "", 0, 1)])
    assert scan.hits == [(0, 0, 0, 3, 0, 2), (0, 1, 2, 3, 1, 1)]
    assert len(scan.decide([])) == 1


def test_weights_and_rows_of_odd_names():
    """An unknown feature has no row and weighs nothing; only text is a name."""
    index = kinds.index()
    assert index.row("no such feature") == -1
    assert set(index.weights(["no such feature"])) == {0.0}
    with pytest.raises(TypeError):
        index.row(1)
    with pytest.raises(TypeError):
        index.weights("abc")
    with pytest.raises(UnicodeEncodeError):
        index.row("\ud800")


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (0, 99), (3, 2)])
def test_ends_outside_the_text_are_refused(start, end):
    """Sentences are looked for inside the text only."""
    with pytest.raises(ValueError, match="no such span"):
        _kernel.ends("some text", start, end, frozenset())


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
    assert [(start, end, before) for start, end, _, before in _kernel.rows(text)] == expected


@given(st.text(alphabet="aB.!?: )'(\"-\n•1e.g", max_size=80))
@settings(deadline=None, max_examples=150)
def test_ends_are_in_order_and_inside(text):
    """The ends of sentences rise strictly and lie inside the span."""
    ends = _kernel.ends(text, 0, len(text), frozenset({"e.g"}))
    assert ends == sorted(set(ends))
    assert all(0 < end < len(text) for end in ends)


def test_hashes_are_the_same_in_both_languages():
    """A feature packed in Python is found in C, the empty one and one with `é` too."""
    names = ["", "a", "a b", "é", "^ x", "c++"]
    index = _index(pack(dict.fromkeys(names, "k.duty=1"), []))
    assert [index.row(name) for name in names] == list(range(len(names)))
    assert all(0 < fnv(name) < 2**64 for name in names)


def test_numbers_of_phrases_are_those_of_the_book(postings):
    """Each hit's form in the book is a skill or cue: numbers in the block and in `forms` go together."""
    table = loader.book()
    assert len(table.forms) == len(phrases())
    text = "Python and PyTorch"
    hits = kinds.scan(text, statements.cut(text, plain.find_lines(text))).hits
    named = Counter(table.forms[form][0][0] for _, form, *_ in hits if table.forms[form][0])
    assert {"python", "pytorch"} <= set(named)


def _memory() -> int:
    """Resident bytes of this process."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs /proc")
def test_scans_leave_no_memory_behind(postings):
    """2,000 scans, judged and resolved, and 2,000 refused ones leave less than 2 MB."""
    forms = loader.book().forms
    pieces = statements.cut(postings.ML, plain.find_lines(postings.ML))

    def rounds(count: int) -> None:
        for _ in range(count):
            scan = kinds.scan(postings.ML, pieces)
            scan.resolve(forms)
            scan.decide([(0, 0)])
            scan.total(0, 3, [(0, 1)])
            scan.field(0, [0, 1])
            len(scan.hits)
            with pytest.raises(ValueError, match="piece"):
                kinds.index().scan(postings.ML, [*pieces, (0, 10**6, 0, "", 0, 1)])
            with pytest.raises(ValueError, match="no such"):
                scan.resolve([])

    rounds(200)
    gc.collect()
    before = _memory()
    rounds(2_000)
    gc.collect()
    assert _memory() - before < 2_000_000
