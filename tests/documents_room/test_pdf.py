"""PDF: rows in reading order, places on pages, files that can't be read."""

import made
import pytest
from hypothesis import given
from hypothesis import strategies as st
from soundness import check_sound, is_linear, shown

from rolewright.documents import layout, pdf


def ids(posting):
    """The ids of a posting's troubles."""
    return [trouble.id for trouble in posting.troubles]


def test_rows_become_lines():
    """Large and bold rows are headings, wrapped paragraphs one line each, typed marks bullets."""
    posting = check_sound(pdf.read(made.pdf()))
    assert [hint for hint, _ in shown(posting)] == ["heading", "", "heading", "bullet", "bullet", "bullet"]
    assert shown(posting)[1][1].replace("\n", " ") == (made.PROSE * 3).strip()
    assert shown(posting)[2][1] == "What you do"


def test_a_place_is_a_page_and_a_box():
    """Each row knows its page and where it stands on it."""
    posting = pdf.read(made.pdf(pages=2))
    place = posting.place(posting.text.rindex("What you do"))
    assert (place.unit, place.number) == ("page", 2)
    left, bottom, right, top = place.box
    assert 0 < left < right < 600
    assert 0 < bottom < top < 850


def test_columns_are_read_one_after_the_other():
    """Two columns of prose come in reading order."""
    posting = check_sound(pdf.read(made.pdf(columns=True)))
    text = posting.text.replace("\n", " ")
    assert (made.PROSE * 14).strip() in text
    assert text.index("First.") < text.index("Last.")


def test_rows_of_columns_that_the_file_mixes_are_parted():
    """Where the file holds left, right, left, right, the columns are still read one after the other."""
    found = []
    for row in range(10):
        top = 700.0 - 14 * row
        found.append(layout.Piece(f"left {row}", 50, top - 10, 280, top))
        found.append(layout.Piece(f"right {row}", 310, top - 10, 540, top))
    groups = layout.rows(found, 600, 800)
    assert [piece.text for group in groups for row in group for piece in row] == [
        *(f"left {row}" for row in range(10)),
        *(f"right {row}" for row in range(10)),
    ]


def test_a_word_broken_at_the_end_of_a_row_is_whole():
    """A hyphen that only the row's end made is taken out."""
    glyphs = [layout.Glyph(char, 10.0 * i, 0, 10.0 * i + 9, 10) for i, char in enumerate("engi\x02")]
    assert layout.pieces(glyphs)[0].hyphen
    assert pdf._unbroken(layout.pieces(glyphs)[0]) == ("engi", True)


@pytest.mark.parametrize(
    ("data", "id"),
    [
        (b"", "broken"), (b"%PDF-1.7 junk", "broken"), (made.pdf(password="secret"), "encrypted"), (made.pdf(text=False), "no-text"),
    ],
)  # fmt: skip
def test_what_has_no_text_is_told(data, id):
    """Broken, encrypted and scanned files have one trouble each and no text."""
    posting = check_sound(pdf.read(data))
    assert (ids(posting), posting.lines) == ([id], ())


def test_pages_are_limited():
    """A book is read up to a limit, and that is told."""
    assert ids(pdf.read(made.pdf(text=True, pages=61))) == ["truncated"]


@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=40))
def test_a_damaged_file_never_raises(at, junk):
    """Bytes overwritten anywhere lead to a text or to a trouble."""
    at %= len(DATA)
    check_sound(pdf.read(DATA[:at] + junk + DATA[at + len(junk) :]))


DATA = made.pdf()
PLACES = st.floats(-1e4, 1e4, allow_nan=False)


@given(
    st.lists(
        st.builds(layout.Glyph, st.sampled_from("ab •\n\x02"), PLACES, PLACES, PLACES, PLACES, st.booleans()),
        max_size=60,
    )
)
def test_characters_anywhere_are_laid_out(glyphs):
    """Whatever boxes a file claims, rows and blocks come out and lose no piece but page numbers."""
    found = layout.pieces(glyphs)
    groups = layout.rows(found, 600, 800)
    for group in groups:
        assert sum(map(len, layout.blocks(group))) == len(group)
    assert sum(len(row) for group in groups for row in group) <= len(found)


def test_time_is_linear():
    """Eight times the pages take about eight times the time."""
    files = {pages: made.pdf(pages=pages) for pages in (2, 16)}
    assert is_linear(lambda pages: pdf.read(files[pages]), 2)
