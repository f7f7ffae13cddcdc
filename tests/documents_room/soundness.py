"""What holds for every posting, whoever read it: the claims that the property tests and the fuzz run check."""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from rolewright.model.posting import Posting


def shown(posting: Posting) -> list[tuple[str, str]]:
    """(hint, text) of each line."""
    return [(line.hint, posting.text[line.start : line.end]) for line in posting.lines]


def check_sound(posting: Posting) -> Posting:
    """Fail unless lines, map and places fit the text and the source."""
    text = posting.text
    text.encode()
    last = 0
    for line in posting.lines:
        assert last <= line.start < line.end <= len(text), (last, line)
        assert text[line.start : line.end] == text[line.start : line.end].strip()
        assert line.hint in {"", "heading", "bullet", "text", "row"}
        last = line.end
    check_map(posting)
    for line in posting.lines[:50]:
        place = posting.place(line.start)
        assert place.number >= 1
        assert place.column >= 1
    for trouble in posting.troubles:
        assert trouble.id
        assert trouble.message
        assert 0 <= trouble.start <= trouble.end <= len(text)
    return posting


def check_map(posting: Posting) -> None:
    """Fail unless every editable run is the same slice of text and source."""
    text, runs = posting.text, posting.map.runs
    source = text if posting.source is None else posting.source
    starts = [run.start for run in runs or ()]
    assert starts == sorted(set(starts))
    if posting.places or not runs:
        return
    assert not text or starts[0] == 0
    for run in runs:
        assert 0 <= run.source <= len(source)
        assert source[run.source : run.source + run.size] == text[run.start : run.start + run.size]
    for line in posting.lines[:200]:
        span = posting.map.editable(line.start, line.end)
        if span:
            assert source[span[0] : span[1]] == text[line.start : line.end]


def is_linear(work: Callable[[int], object], size: int) -> bool:
    """Whether eight times the size takes nearer to eight times the processor's time than to sixty-four, in one of three tries:
    a busy machine slows one of the two now and then, a square slows the larger one each time.
    """
    return any(best_time(work, 8 * size) < 28 * max(best_time(work, size), 1e-3) for _ in range(3))


def grows_as_its_size(work: Callable[[int], object], small: int, large: int) -> bool:
    """Whether the larger takes less than three times what the smaller's time foretells, in one of three tries."""
    return any(best_time(work, large, runs=1) < 3 * large / small * best_time(work, small) for _ in range(3))


def best_time(work: Callable[[int], object], size: int, runs: int = 3) -> float:
    """The shortest of some runs, in seconds of the processor that this thread had, collections of garbage left out: after
    thousands of tests the heap is large, and a collection costs by its size.
    """
    times = []
    gc.disable()
    try:
        for _ in range(runs):
            start = time.thread_time()
            work(size)
            times.append(time.thread_time() - start)
    finally:
        gc.enable()
    return min(times)
