"""The report for people."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from rolewright import api
from rolewright.documents.decode import scrub
from rolewright.documents.load import from_text
from rolewright.engine.checking import Task, show_of
from rolewright.engine.config import NOTHING
from rolewright.reports import text
from rolewright.reports.shape import FORMATS, render, tally

GOLDEN = """\
posting.md:3:15 RW601 warning  “ninja” is no job
     │
   3 │ We look for a ninja, 日本語 ninja too.
     │               ^^^^^
     = why  Nobody searches for it.
     = do   Say the plain title.
     = fix  “ninja” → “engineer” (safe: --fix)
     = field practice · Indeed 2015 · −3 points

posting.md:3:26 RW601 warning  “ninja” is no job
     │
   3 │ We look for a ninja, 日本語 ninja too.
     │                             ^^^^^
     = fix  “ninja” → “engineer” (safe: --fix)
     = −1 point

What it does right
  ✓ “Pay” is no job  7:1, +6
"""


def test_the_golden_report(report, show):
    """A finding has the author's line, a caret under the words (wide characters too), why, do, fix, evidence."""
    shown = text.one(report(), show)
    assert shown.startswith(GOLDEN)
    assert "title      Machine Learning Engineer → promises ml-engineer\n" in shown
    assert "50 base +6 RC501 −4 RW601 (2×) = 52\n" in shown
    assert shown.count("\x1b") == 0


def test_quiet_is_a_line_a_finding(report, show):
    """`--quiet` gives what an editor can open."""
    lines = text.one(report(), show._replace(quiet=True)).splitlines()
    assert lines == [
        "posting.md:3:15 RW601 warning  “ninja” is no job",
        "posting.md:3:26 RW601 warning  “ninja” is no job",
    ]


def test_colour_changes_no_word(report, show):
    """With the colours taken out the report is the same."""
    coloured = text.one(report(), show._replace(color=True))
    assert "\x1b[1;33m^^^^^\x1b[0m" in coloured
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == text.one(report(), show)


def test_ascii_screens_get_ascii_signs(report, show):
    """Where the screen has only ASCII, our own signs are ASCII (the posting's characters are theirs)."""
    shown = text.one(report("Machine Learning Engineer\n\nA ninja.\n"), show._replace(unicode=False))
    assert "│" not in shown
    assert "·" not in shown
    assert "-> " in shown


def test_a_clean_posting_says_so(report, show):
    """A posting without findings has a picture and a score."""
    shown = text.one(report("Data Engineer\n\nYou will build pipelines in Python.\n"), show)
    assert "nothing to mend" in shown
    assert "= 50" in shown


def test_statistics_count_by_rule(report, show):
    """`--statistics` has a line a rule with its hits and the share of postings."""
    tallies = [tally(report()), tally(report("Data Engineer\n\nShip.\n"))]
    shown = text.FORMAT.tail(tallies, show._replace(statistics=True))
    assert "      2         1   50 %  RW601 warning  hero words" in shown


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=300), st.sampled_from(FORMATS), st.sampled_from(["a.md", "b\x1b[2J.txt", "日本\u202e.md"]))
def test_no_posting_writes_a_control_character(posting, form, name):
    """Whatever a posting or its name holds, no report in any format has a raw control or direction character."""
    report = api.check_posting(
        from_text(scrub(posting) + "\nWe want a rockstar \x1b]0;x\x07 ninja \x9b31m\n", name, "text")
    )
    whole = "".join(render([report], form, show_of(Task(), NOTHING)))
    bad = {char for char in whole if (ord(char) < 0x20 and char != "\n") or 0x7F <= ord(char) < 0xA0}
    assert not bad
    assert not set(whole) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\ud800")
    whole.encode("utf-8")
