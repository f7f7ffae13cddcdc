"""Canonical text in the making, and maps through two texts."""

from hypothesis import given
from hypothesis import strategies as st
from soundness import check_sound, shown

from rolewright.documents.builder import Builder, chain
from rolewright.documents.placed import literal_map, parse, unescape
from rolewright.model.posting import Map, Run


def test_runs_that_go_on_are_one_run():
    """Characters that follow each other in text and source share a run, so that a fix can cross them."""
    out = Builder()
    out.line()
    out.put("ab", 3)
    out.put("cd", 5)
    out.put("&", 7, exact=False)
    out.put("e", 12)
    assert out.finish("text", "").map.runs == (Run(0, 3, 4), Run(5, 12, 1))


def test_a_wrapped_paragraph_is_one_line():
    """Rows that were full before the next word are joined; ragged rows are lines of their own."""
    assert (
        len(_rows("We build tools that plan the routes of\nsmall boats and we look for someone who\nowns the model."))
        == 1
    )
    assert len(_rows("Location: Lisbon\nPay: 10\nStart: now")) == 3
    assert _rows("Tasks\n• one\n• two") == [("", "Tasks"), ("bullet", "• one"), ("bullet", "• two")]


def test_a_wholly_bold_line_is_a_heading():
    """A short line in bold type is a heading, but not where nearly every line is bold."""
    out = Builder()
    for text, bold in (("What you do", 1), ("Plan routes.", 0), ("And more.", 0), ("Pay", 1)):
        out.line()
        out.bold = bold
        out.put(text, 0, exact=False)
    assert [hint for hint, _ in shown(out.finish("text", ""))] == ["heading", "", "", "heading"]


def _rows(text):
    out, at = Builder(), 0
    out.line()
    for row in text.split("\n"):
        if at:
            out.row(at - 1, exact=True)
        out.put(row, at)
        at += len(row) + 1
    return shown(check_sound(out.finish("text", "", source=text)))


@given(st.text(alphabet=st.sampled_from('a<&;"\\\n\té😀'), max_size=60))
def test_two_maps_chain(text):
    """HTML references inside a JSON string: what is editable is the same in the file."""
    import html
    import json

    escaped = html.escape(text)
    source = f'{{"a": {json.dumps(escaped)}}}'
    value = parse(source)["a"]
    made, first = unescape(value)
    assert made == text
    through = chain(first, literal_map(value, source))
    for run in through.runs or ():
        assert source[run.source : run.source + run.size] == made[run.start : run.start + run.size]
    for at, char in enumerate(made):
        if char in "aé😀;" and not source.isascii():
            span = through.editable(at, at + 1)
            assert span is None or source[slice(*span)] == char


def test_a_map_of_nothing_changes_nothing():
    """The identity on either side leaves the other map as it is."""
    way = Map((Run(0, 5, 3),))
    assert chain(Map(), way) == way
    assert chain(way, Map()) == way
