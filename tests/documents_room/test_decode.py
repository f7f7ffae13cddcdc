"""Bytes to text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolewright.documents.decode import decode, scrub


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_unicode_encoding_is_told(encoding):
    """With or without a byte order mark, Western text comes back whole, without trouble, and encodes back."""
    text = "Ingénieur – boats and ports, again and again\n"
    found = decode(text.encode(encoding))
    assert (found.text, found.troubles) == (text, ())
    assert found.text.encode(found.encoding) == text.encode(encoding)


def test_windows_1252_is_read_and_told():
    """Smart quotes of an old editor become the right characters, with one trouble that says where."""
    found = decode("first\n“Zoë” – né".encode("cp1252"))
    assert found.text == "first\n“Zoë” – né"
    assert [trouble.id for trouble in found.troubles] == ["not-utf8"]
    assert "line 2" in found.troubles[0].message
    assert found.encoding == "cp1252"


def test_mixed_encodings_are_read_byte_by_byte():
    """A UTF-8 file with one pasted Windows byte keeps its other letters."""
    found = decode("é–é–é ".encode() + b"\x93quoted\x94")
    assert found.text == "é–é–é “quoted”"
    assert [trouble.id for trouble in found.troubles] == ["not-utf8"]
    assert not found.encoding


def test_nul_bytes_stay_and_are_told():
    """A NUL byte is a character of the text and a trouble."""
    found = decode(b"a\0b\0c")
    assert found.text == "a\0b\0c"
    assert [trouble.id for trouble in found.troubles] == ["nul-bytes"]


def test_old_macintosh_line_ends_are_line_ends():
    """A file with carriage returns alone has lines."""
    assert decode(b"a\rb").text == "a\nb"
    assert decode(b"a\r\nb\rc").text == "a\r\nb\rc"


@given(st.binary(max_size=2000))
def test_any_bytes_decode(data):
    """No bytes are refused, and what is said to encode back does."""
    found = decode(data)
    assert scrub(found.text) == found.text
    if found.encoding:
        assert found.text.encode(found.encoding) == data or found.encoding in {"utf-16", "utf-32"}


def test_lone_surrogates_are_replaced_one_by_one():
    """What JSON can say but no file can hold keeps its length."""
    assert scrub("a\ud800b") == "a\ufffdb"
