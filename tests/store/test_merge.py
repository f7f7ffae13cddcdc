"""Two people's changes, woven together."""

from __future__ import annotations

import pytest

pytest.importorskip("sqlalchemy")

from hypothesis import given, settings
from hypothesis import strategies as st

from rolewright.store.merge import changes, merge, text_of

LINES = st.lists(st.sampled_from(["a b\n", "b c\n", "c\n", "\n", "d e f\n", "tail"]), max_size=8).map("".join)
WORDS = st.lists(st.sampled_from(["one ", "two ", "three ", "\n", "four. ", "ünï 😀 "]), max_size=12).map("".join)
TEXTS = LINES | WORDS


@given(TEXTS, TEXTS)
@settings(max_examples=200, deadline=None)
def test_who_changed_nothing_gets_the_others_text(base, other):
    """Where one side is as it was, the other side's text comes out whole, whichever side it is."""
    assert text_of(merge(base, base, other)) == other
    assert text_of(merge(base, other, base)) == other
    assert text_of(merge(base, other, other)) == other


@given(TEXTS, TEXTS, TEXTS)
@settings(max_examples=400, deadline=None)
def test_no_new_word_is_lost(base, mine, theirs):
    """Every word that either side has and the base hadn't is in the merged text, or in a conflict that shows both."""
    pieces = merge(base, mine, theirs)
    kept = {word for piece in pieces for word in (piece.text + piece.mine + piece.theirs).split()}
    added = (set(mine.split()) | set(theirs.split())) - set(base.split())
    assert {word for word in added if not any(word in one for one in kept)} == set()


@given(TEXTS, TEXTS)
@settings(max_examples=300, deadline=None)
def test_changes_make_the_new_text(old, new):
    """The edits between two texts, applied, give the second one; they are in order and don't overlap."""
    made, at = "", 0
    for start, end, text in changes(old, new):
        assert at <= start <= end
        made += old[at:start] + text
        at = end
    assert made + old[at:] == new


def test_words_of_one_line_are_woven():
    """Two changes in one sentence that don't touch are both in."""
    base = "We need a person who builds models.\n"
    mine = "We need a senior person who builds models.\n"
    theirs = "We need a person who builds and runs models.\n"
    assert text_of(merge(base, mine, theirs)) == "We need a senior person who builds and runs models.\n"


def test_bullets_at_one_place_are_both_kept():
    """Two people add a bullet below the same one: both stay, theirs first."""
    base = "- SQL\n"
    assert text_of(merge(base, base + "- Go\n", base + "- Rust\n")) == "- SQL\n- Rust\n- Go\n"


def test_the_same_word_changed_twice_is_a_conflict():
    """Nobody's choice is taken for them; what stood there and both changes are told."""
    (piece,) = [one for one in merge("Pay: 100.\n", "Pay: 120.\n", "Pay: 140.\n") if one.conflict]
    assert (piece.base, piece.mine, piece.theirs) == ("Pay: 100.\n", "Pay: 120.\n", "Pay: 140.\n")


def test_a_huge_text_takes_no_time():
    """200,000 lines that all look alike don't stop the studio."""
    base = "\n" * 100_000
    assert text_of(merge(base, base + "mine", "theirs" + base)) == "theirs" + base + "mine"
    assert merge(base, "a\n" * 90_000, "b\n" * 90_000)[0].conflict
