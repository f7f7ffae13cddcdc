"""What may be shown on a screen, and how wide it is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rolewright.documents import plain
from rolewright.reports.cells import char_width, clean, width, wrap
from rolewright.reports.excerpt import Row, fit, rows


@given(st.text())
def test_nothing_that_a_terminal_obeys_is_left(text):
    """After cleaning there is no control, direction or surrogate character, and no line break."""
    for char in clean(text):
        assert ord(char) >= 0x20
        assert not 0x7F <= ord(char) < 0xA0
        assert not 0xD800 <= ord(char) <= 0xDFFF
        assert char not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u2028\u2029"


def test_control_characters_are_made_visible():
    """An escape shows as its picture, so that a reader sees what was there."""
    assert clean("a\x1b[31mb\x07") == "a␛[31mb␇"


def test_wide_characters_take_two_cells():
    """East Asian wide characters and emoji count two, combining marks none."""
    assert [char_width(char) for char in "a日\u0301🚀"] == [1, 2, 0, 2]


@given(st.text(), st.integers(20, 80))
def test_wrapped_lines_fit(text, columns):
    """A wrapped line is no wider than asked for, unless one word is."""
    for line in wrap(text, columns, "  ").split("\n"):
        assert width(line) <= columns or len(line.split()) == 1


@given(
    st.text(alphabet=st.characters(exclude_characters="\n\r"), min_size=1, max_size=300), st.data(), st.integers(20, 60)
)
def test_a_cut_row_keeps_its_mark(text, data, columns):
    """However long the line, what is shown fits, and the mark is inside it."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    shown, at, length = fit(Row("1", text, start, end), columns)
    assert width(shown) <= columns + 2
    assert at >= 0
    assert length >= 1
    assert at + length <= columns + 2


def test_the_mark_stands_under_the_span():
    """Tabs and wide characters shift the mark as the screen shifts the text."""
    shown, at, length = fit(Row("1", "x\t日本 ninja", 5, 10), 60)
    assert shown == "x   日本 ninja"
    assert (at, length) == (9, 5)


def test_hard_wrapped_lines_are_shown_as_they_are():
    """A span over two source lines gives two rows, each with its own mark."""
    posting = plain.read("one two\nthree four\n")
    assert rows(posting, 4, 13) == [Row("1", "one two", 4, 7), Row("2", "three four", 0, 5)]


def test_a_line_without_end_is_one_row():
    """A whole posting in one line is shown around the mark, once."""
    posting = plain.read("word " * 4000)
    (row,) = rows(posting, 5000, 15000)
    assert row.label == "1"
    shown, at, length = fit(row, 60)
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert at + length <= 61


def test_markdown_shows_the_source():
    """The author sees the line with the markup that he typed."""
    from rolewright.documents.load import from_text

    posting = from_text("# Job\n\nA **big** deal\n", "x.md", "markdown")
    start = posting.text.index("big")
    (row,) = rows(posting, start, start + 3)
    assert (row.label, row.text, row.text[row.start : row.end]) == ("3", "A **big** deal", "big")
