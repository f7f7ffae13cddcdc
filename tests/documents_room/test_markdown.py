"""Markdown: markup masked, places kept."""

import made
import pytest
from hypothesis import given
from hypothesis import strategies as st
from soundness import check_sound, grows_as_its_size, is_linear, shown

from rolewright.documents import markdown


def test_markup_is_masked_and_hints_are_given():
    """Headings, bullets, table rows and paragraphs come out as text, each line with its hint."""
    posting = check_sound(markdown.read(made.MARKDOWN))
    assert shown(posting) == [
        ("heading", "Routing Engineer – é"),
        ("", "Some bold text with a link & more 😀 code\ngoes on here"),
        ("heading", "What you do"),
        ("bullet", "plan routes\nfor boats"),
        ("bullet", "nested deep"),
        ("bullet", "one"),
        ("row", "a | b"),
        ("row", "c | d"),
        ("", "html block"),
    ]


def test_front_matter_is_the_title_and_facts():
    """The title of YAML or TOML front matter is the posting's; the rest is no text."""
    assert markdown.read(made.MARKDOWN).title == "Routing Engineer"
    assert ("location", "Lisbon") in markdown.read(made.MARKDOWN).facts
    assert markdown.read('+++\ntitle = "A"\n+++\ntext').title == "A"


def test_a_rule_at_the_top_is_no_front_matter():
    """Text between two rules stays text."""
    assert shown(markdown.read("---\n\nHello there\n\n---\n\nBye")) == [("", "Hello there"), ("", "Bye")]


def test_comments_are_hidden_but_kept():
    """A suppression is not text; it is found with its offset in the source."""
    posting = markdown.read("a <!-- rolewright: ignore RW1 why -->b\n\n<!-- rolewright: ignore RW2 x -->\n")
    assert posting.text == "a b"
    assert posting.comments == ((2, "rolewright: ignore RW1 why"), (40, "rolewright: ignore RW2 x"))


def test_a_place_is_line_and_column_of_the_file():
    """A word inside emphasis is pointed at in the author's own line."""
    posting = markdown.read("# Hi\n\nsome **bold** word\n")
    assert str(posting.place(posting.text.index("bold"))) == "3:8"
    start = posting.text.index("word")
    assert posting.map.editable(start, start + 4) == (20, 24)


def test_a_span_across_markup_is_not_editable():
    """A fix can't reach over what the reader hid."""
    posting = markdown.read("some **bold** word")
    assert posting.map.editable(0, len(posting.text)) is None


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("**What you do**\n\ntext goes here", [("heading", "What you do"), ("", "text goes here")]),
        ("Skills\n• Python\n• SQL", [("", "Skills"), ("bullet", "• Python"), ("bullet", "• SQL")]),
        ("a\\*b &copy; c", [("", "a*b © c")]),
        ("~~old~~ new ![logo](x.png)", [("", "new")]),
        ("- [ ] a task", [("bullet", "a task")]),
        ("one<br>two", [("", "one"), ("", "two")]),
        ("a\r\n\r\n- b\r\n  c\r\n", [("", "a"), ("bullet", "b\nc")]),
        ("    indented\n    list", [("", "indented"), ("", "list")]),
        ("Title\n=====\n\ntext", [("heading", "Title"), ("", "text")]),
        ("<div hidden>no</div>\n\nyes", [("", "yes")]),
        ("> quoted **text**", [("", "quoted text")]),
    ],
)
def test_small_cases(source, lines):
    """Each kind of markup is read as what it shows."""
    assert shown(check_sound(markdown.read(source))) == lines


@given(st.text(alphabet=st.sampled_from("ab é😀\n\r\t#*_-`[]()<>!|&;\\~=+:1.x\0"), max_size=300))
def test_any_text_is_read(text):
    """No text raises; lines are in order and inside; editable slices are the same in the source."""
    check_sound(markdown.read(text))


@pytest.mark.parametrize(
    "piece", ["[", "#", "<div>\n\n", "- ", "**a** ", "é [b](c) &amp; ", "> ", "a\n", "<!--", "|a|b|\n"]
)
def test_time_is_linear(piece):
    """Eight times the repeats take about eight times the time, also where parsers go wrong."""
    assert is_linear(lambda size: markdown.read(piece * (size // len(piece))), 15_000)


def test_deeply_nested_lists_are_read():
    """A thousand levels of list are no problem of the stack."""
    posting = markdown.read("".join("  " * level + "- a\n" for level in range(1000)))
    assert len(posting.lines) >= 1
    check_sound(posting)


def test_five_megabytes_are_read():
    """A file of 5 MB is read in time that its size explains."""
    source = made.MARKDOWN[made.MARKDOWN.index("# Routing") :]
    assert grows_as_its_size(lambda n: markdown.read(source * n), 100, 5_000_000 // len(source))
