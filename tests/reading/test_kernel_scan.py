"""A scan refuses what it can't answer, and leaves no memory behind."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest

from rolewright.documents import plain
from rolewright.model import terms
from rolewright.reading import scan

_ONCE = (1.0,) * len(terms.KINDS)


@pytest.mark.parametrize("arguments", [(), (b"x", ()), ("x", []), ("x", None), (None, ())])
def test_wrong_arguments_of_scan_are_refused(arguments):
    """A text and a tuple are needed."""
    with pytest.raises(TypeError):
        scan.index().scan(*arguments)


def _scan():
    made = scan.index().scan("Build models in Python", ((0, 22, ""),))
    made.read()
    return made


@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        ("totals", (0, 99, _ONCE), ValueError),
        ("totals", (-1, 2, _ONCE), ValueError),
        ("totals", (3, 3, _ONCE), ValueError),
        ("totals", (0, 2, ()), ValueError),
        ("totals", (0, 2, (None,) * len(_ONCE)), TypeError),
        ("totals", (0, 2, list(_ONCE)), TypeError),
        ("peaks", (99, _ONCE, 1), ValueError),
        ("peaks", (0, _ONCE, 9), ValueError),
        ("peaks", (0, _ONCE, -1), ValueError),
        ("odds", ((99,), (0.0,), _ONCE, (), 0.0), ValueError),
        ("odds", ((-1,), (0.0,), _ONCE, (), 0.0), ValueError),
        ("odds", ((0, 1), (0.0,), _ONCE, (), 0.0), ValueError),
        ("odds", ((0,), (0,), _ONCE, (), 0.0), ValueError),
        ("odds", (("a",), (0.0,), _ONCE, (), 0.0), TypeError),
        ("odds", ((0,), (0.0,), _ONCE, ("a",), 0.0), TypeError),
        ("strengths", ((0,), (0.0,), _ONCE, None), TypeError),
        ("requirements", ({}, None), TypeError),
        ("tongues", ("a",), TypeError),
    ],
)
def test_wrong_questions_to_a_scan_are_refused(method, arguments, error):
    """Statements, rows and classes that don't exist raise; nothing outside the tables is read."""
    with pytest.raises(error):
        getattr(_scan(), method)(*arguments)


def test_a_scan_answers_only_when_read():
    """Before `read` there are no kinds to ask about; reading twice gives the same."""
    made = scan.index().scan("Build models", ((0, 12, ""),))
    for question in (lambda: made.totals(0, 1, _ONCE), lambda: made.peaks(0, _ONCE, 1), lambda: made.odds((0,), (0.0,), _ONCE, (), 0.0),
                     lambda: made.requirements({}, {}), lambda: made.demands((0,), frozenset())):  # fmt: skip
        with pytest.raises(ValueError, match="read the scan first"):
            question()
    assert made.read() == made.read()


@pytest.mark.parametrize(
    ("line", "error"),
    [((-1, 2, ""), ValueError), ((0, 99, ""), ValueError), ((2, 2, ""), ValueError), ((0, 2), TypeError), ((0, 2, None), TypeError),
     (None, TypeError), (("a", 2, ""), TypeError), ((0, 2**70, ""), OverflowError)],
)  # fmt: skip
def test_a_wrong_line_is_refused(line, error):
    """A line outside the text or of another shape raises."""
    with pytest.raises(error):
        scan.index().scan("some text", (line,))


def _memory() -> int:
    """Resident bytes of this process."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs /proc")
def test_scans_leave_no_memory_behind(postings):
    """2,000 readings, and 2,000 refused ones, leave less than 2 MB."""
    lines = plain.find_lines(postings.ML)

    def rounds(count: int) -> None:
        for _ in range(count):
            made = scan.scan(postings.ML, lines)
            len(made.pieces)
            made.found()
            made.read()
            made.requirements({}, {})
            made.totals(0, 3, _ONCE)
            made.peaks(0, _ONCE, 3)
            made.odds((0,), (0.0,), _ONCE, (), 0.0)
            made.demands((0, 1), frozenset({"tool"}))
            made.tongues(700)
            len(made.hits)
            with pytest.raises(ValueError, match="line"):
                scan.scan(postings.ML, (*lines, (0, 10**6, "")))

    rounds(200)
    gc.collect()
    before = _memory()
    rounds(2_000)
    gc.collect()
    assert _memory() - before < 2_000_000
