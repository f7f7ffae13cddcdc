"""DOCX: what a reader of the document sees."""

import io
import zipfile

import made
import pytest
from hypothesis import given
from hypothesis import strategies as st
from soundness import check_sound, is_linear, shown

from rolewright.documents import docx


def ids(posting):
    """The ids of a posting's troubles."""
    return [trouble.id for trouble in posting.troubles]


def test_what_is_seen_is_read():
    """Insertions are kept, deletions and hidden runs dropped; styles, numbering and bold type give hints."""
    posting = check_sound(docx.read(made.docx()))
    assert shown(posting) == [
        ("", "Keep inserted"),
        ("heading", "Routing Engineer"),
        ("heading", "About"),
        ("", "Plain with bold"),
        ("bullet", "Bullet one"),
        ("heading", "What you bring"),
        ("bullet", "• typed"),
        ("", "second row"),
        ("row", "Pay | 10"),
    ]
    assert posting.title == "Routing Engineer"


def test_a_place_is_a_paragraph_and_a_character():
    """Words are pointed at by paragraph and character, across runs and line breaks."""
    posting = docx.read(made.docx())
    assert str(posting.place(posting.text.index("bold"))) == "paragraph 4:12"
    assert str(posting.place(posting.text.index("row"))) == "paragraph 7:16"


def test_a_bomb_is_not_opened():
    """A package that would unpack to far more than a posting is refused unread."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"\0" * 30_000_000)
    assert ids(docx.read(out.getvalue())) == ["bomb"]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for number in range(6000):
            package.writestr(f"word/{number}", b"")
    assert ids(docx.read(out.getvalue())) == ["bomb"]


@pytest.mark.parametrize(
    ("data", "id"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "encrypted"),
        (b"", "broken"),
        (b"PK\x03\x04junk", "broken"),
        (b"text", "broken"),
    ],
)
def test_what_is_no_docx_is_told(data, id):
    """One trouble, no exception, no text."""
    posting = check_sound(docx.read(data))
    assert (ids(posting), posting.text) == ([id], "")


def test_an_entity_bomb_is_harmless():
    """Entities of a document type are not expanded."""
    bomb = b'<!DOCTYPE a [<!ENTITY b "' + b"x" * 1000 + b'"><!ENTITY c "' + b"&b;" * 1000 + b'">]>'
    posting = docx.read(_replaced(b"<w:document", bomb + b"<w:document", b"Bullet one", b"&c;&c;&c;"))
    assert len(posting.text) < 10_000


def _replaced(*pairs):
    """The made DOCX with bytes of its main part replaced."""
    source, out = zipfile.ZipFile(io.BytesIO(made.docx())), io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                for old, new in zip(pairs[::2], pairs[1::2], strict=True):
                    data = data.replace(old, new)
            package.writestr(name, data)
    return out.getvalue()


def test_a_text_box_is_read_once():
    """A box has its text in two ways for old and new programs; it is read once, after its anchor."""
    box = "<w:txbxContent><w:p><w:r><w:t>In the box</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    both = f"<mc:AlternateContent {mc}><mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    posting = docx.read(_replaced(b"Bullet one</w:t>", f"Bullet one</w:t>{both}".encode()))
    assert posting.text.count("In the box") == 1


@given(st.integers(0, 40_000), st.binary(min_size=1, max_size=40))
def test_a_damaged_file_never_raises(at, junk):
    """Bytes overwritten anywhere lead to a text or to a trouble."""
    data = made_docx()
    at %= len(data)
    check_sound(docx.read(data[:at] + junk + data[at + len(junk) :]))


@given(st.binary(max_size=300), st.integers(0, 3000))
def test_a_damaged_main_part_never_raises(junk, at):
    """Bytes put into the main XML lead to a text or to a trouble."""
    body = b"Bullet one"
    check_sound(docx.read(_replaced(body, body[: at % 10] + junk)))


def made_docx(_cache=[]):  # noqa: B006 - made once
    """The made DOCX."""
    if not _cache:
        _cache.append(made.docx())
    return _cache[0]


def test_time_is_linear():
    """Eight times the paragraphs take about eight times the time."""
    paragraph = b"<w:p><w:r><w:t>Plan the routes of boats</w:t></w:r></w:p>"
    assert is_linear(lambda n: docx.read(_replaced(b"<w:sectPr", paragraph * n + b"<w:sectPr")), 500)
