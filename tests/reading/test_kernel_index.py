"""An index of the inner loop takes sound blocks and names only, and finds what was packed."""

from __future__ import annotations

import struct

import pytest

from rolewright import _kernel
from rolewright._kernel import fnv
from rolewright.knowledge.index import SCALE, Context, Names, Sense, pack
from rolewright.model import terms
from rolewright.model.reading import Cue, Requirement, Skill, Statement
from rolewright.reading import scan

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
