"""Fixes in the author's own file."""

from __future__ import annotations

import os
import stat
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolewright import api
from rolewright.documents.load import from_text
from rolewright.engine import fixes
from rolewright.errors import DocumentError
from rolewright.model.finding import Fix


@pytest.fixture
def fix(check_with, words):
    """Fix a source with a safe rule (ninja → engineer) and an unsafe one (rockstar → person)."""
    rules = (words("RW601", "ninja", fix="engineer"), words("RW602", "rockstar", fix="person", grade="unsafe"))

    def run(source, format="text", *, unsafe=False):
        def again(text):
            return check_with(text, *rules, format=format)

        return fixes.fix_source(again(source), again, unsafe=unsafe)

    return run


def test_safe_fixes_only(fix):
    """Fixes that may change meaning are left unless asked for."""
    assert fix("A ninja and a rockstar.").after == "A engineer and a rockstar."
    assert fix("A ninja and a rockstar.", unsafe=True).after == "A engineer and a person."


def test_the_second_time_changes_nothing(fix):
    """Fixing what is fixed is the identity."""
    once = fix("ninja ninja\n\nninja", unsafe=True)
    assert once.applied == 3
    assert fix(once.after, unsafe=True).applied == 0


def test_the_source_is_edited_not_the_text(fix):
    """In Markdown and HTML the markup around a fix stays, and the new text is escaped where needed."""
    assert fix("# Job\n\nA **ninja** [x](y).\n", "markdown").after == "# Job\n\nA **engineer** [x](y).\n"
    assert fix("<p>A <b>ninja</b> &amp; co</p>", "html").after == "<p>A <b>engineer</b> &amp; co</p>"


def test_what_the_format_changed_is_left(fix):
    """A span that the reader put together from pieces isn't edited."""
    assert fix("<p>A nin<b>ja</b></p>", "html").applied == 0


def test_other_formats_are_refused(check_with):
    """A format whose source isn't text is refused with what to do."""
    report = check_with("A ninja.")
    report = report._replace(posting=report.posting._replace(format="docx"))
    with pytest.raises(DocumentError, match="docx"):
        fixes.fix_source(report, lambda _: report)


def test_fixes_that_never_settle_end(check_with, words):
    """Two rules that undo each other stop when a source comes back."""
    rules = (words("RW601", "ninja", fix="rockstar"), words("RW602", "rockstar", fix="ninja"))
    done = fixes.fix_source(check_with("A ninja.", *rules), lambda text: check_with(text, *rules))
    assert done.applied <= 8


SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 8), st.sampled_from(["", "x", "long text"])), max_size=12)


@given(SPANS)
def test_edits_never_overlap(spans):
    """Of overlapping fixes one is applied, in order of the text."""
    posting = from_text("abcdefghij" * 4, "p.txt", "text")
    edits = fixes.edits_of(posting, [Fix(start, start + size, text, "safe") for start, size, text in spans])
    for one, other in pairwise(edits):
        assert one.end <= other.start
        assert one.start < other.start


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.sampled_from(["We want a rockstar.", "You will ship.", "He must code.", "Salary: $1", "- ninja", ""]))
)
def test_fixing_twice_is_fixing_once(lines):
    """With the real rules, on any posting, a second fix changes nothing."""
    once = api.fix("\n".join(lines), unsafe=True)
    assert api.fix(once, unsafe=True) == once


@pytest.mark.parametrize(
    ("encoding", "newline"), [("utf-8", "\n"), ("utf-8-sig", "\r\n"), ("utf-16", "\n"), ("cp1252", "\n")]
)
def test_a_file_keeps_its_encoding_newlines_and_mode(tmp_path, encoding, newline):
    """A written fix changes the fixed words and no other byte."""
    path = tmp_path / "posting.txt"
    before = newline.join(["A “ninja” for Zürich", "", "and more text é"])
    path.write_bytes(before.encode(encoding))
    path.chmod(0o640)
    after = before.replace("ninja", "engineer")
    fixes.write(str(path), before, after)
    assert path.read_bytes() == after.encode(encoding)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert os.listdir(tmp_path) == ["posting.txt"]


def test_a_file_that_changed_meanwhile_is_left(tmp_path):
    """What was checked isn't what is there: nothing is written."""
    path = tmp_path / "posting.txt"
    path.write_text("other")
    with pytest.raises(DocumentError, match="run it again"):
        fixes.write(str(path), "before", "after")
    assert path.read_text() == "other"


def test_a_diff_applies_to_the_last_line_too():
    """A missing newline at the end is marked as `patch` wants it."""
    assert fixes.diff("a\nb", "a\nc", "x.txt").endswith(
        "-b\n\\ No newline at end of file\n+c\n\\ No newline at end of file\n"
    )
