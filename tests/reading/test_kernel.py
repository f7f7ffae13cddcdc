"""The inner loop in C against its definition in plain Python (definition/)."""

from __future__ import annotations

import re
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolewright import _kernel
from rolewright._kernel import syllables
from rolewright.documents import plain
from rolewright.knowledge.index import SCALE
from rolewright.knowledge.normal import key
from rolewright.model.posting import Line
from rolewright.reading import scan


@pytest.fixture(scope="module")
def agree(definition):
    """Holds the inner loop against the definition for one text."""
    return partial(_agree, definition)


def _agree(definition, text: str) -> None:
    lines = plain.find_lines(text)
    made = scan.scan(text, lines)
    pieces = made.pieces
    assert pieces == definition.cut(text, lines)
    assert made.words == sum(len(definition.words_of(text, p)) for p in pieces)
    assert made.hits == definition.hits_of(text, pieces)
    skills, cues, rows = definition.found_in(text, pieces)
    assert made.found() == (skills, cues)
    decided = definition.decided(text, pieces, rows)
    kinds = definition.settled(text, pieces, [kinds for kinds, *_ in decided], cues)
    said, named, groups = made.read()
    assert [(s.start, s.end, s.line) for s in said] == [(p.start, p.end, p.line) for p in pieces]
    assert [s.kinds for s in said] == kinds
    assert [s.strands for s in said] == [strands for _, strands, _ in decided]
    assert [s.sure for s in said] == pytest.approx([sure for *_, sure in decided])
    assert named == definition.skills_of(skills, kinds)
    assert groups == definition.groups_of(cues, kinds)


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


def test_every_weight_is_found(definition):
    """Each feature of the file has its row, in order, and its numbers."""
    index = scan.index()
    weights = definition.weights
    assert [index.row(name) for name in weights()] == list(range(len(weights())))
    for name, row in list(weights().items())[::97]:
        assert index.weights([name]) == pytest.approx([value / SCALE for value in row])


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
def test_sentences_are_cut_as_defined(definition, text):
    """Statements of text full of stops, brackets and bullets are those of the definition."""
    lines = plain.find_lines(text)
    assert scan.scan(text, lines).pieces == definition.cut(text, lines)


@given(st.text(st.sampled_from("aelthy x-É.\u2028"), max_size=60))
def test_syllables_are_runs_of_vowels_less_silent_es(text: str) -> None:
    """The kernel counts as a few lines of Python do."""
    words = key(text).split()
    silent = sum(w.endswith("e") and not w.endswith("le") and w != "the" for w in words)
    assert syllables(text) == sum(len(re.findall("[aeiouy]+", w)) for w in words) - silent
