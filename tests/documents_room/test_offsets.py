"""The converter between bytes, code points and UTF-16 units."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from soundness import is_linear

from rolewright.documents.offsets import Converter

TEXTS = st.text(alphabet=st.sampled_from("aé中😀\n"), max_size=400)


@given(TEXTS, st.integers(0, 400))
def test_it_agrees_with_encoding_a_prefix(text, offset):
    """A byte or UTF-16 offset is the length of the encoded prefix, and converts back."""
    offset, there = min(offset, len(text)), Converter(text)
    assert there.to_byte(offset) == len(text[:offset].encode())
    assert there.to_utf16(offset) == len(text[:offset].encode("utf-16-le")) // 2
    assert there.from_byte(there.to_byte(offset)) == offset
    assert there.from_utf16(there.to_utf16(offset)) == offset


@given(TEXTS, st.lists(st.integers(-5, 2000), max_size=8))
def test_an_offset_inside_a_character_is_its_start(text, offsets):
    """Any byte offset, asked for in any order, gives the character that it is in, or the end."""
    there = Converter(text)
    for offset in offsets:
        point = there.from_byte(offset)
        assert there.to_byte(point) <= max(offset, 0)
        assert point == len(text) or there.to_byte(point + 1) > offset


@pytest.mark.parametrize("char", ["a", "é", "😀"])
def test_looking_up_every_offset_is_linear(char):
    """Eight times the text takes about eight times the time, whatever the alphabet."""

    def work(size):
        there = Converter(char * size)
        for offset in range(0, size, 10):
            there.from_byte(there.to_byte(offset))

    assert is_linear(work, 20_000)
