"""Drafts of 96 made-up roles: clean, read back as what they were drafted from, unlike each other, short enough, fast."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from benchmarks import made_roles
from rolewright import api
from rolewright.model.drafted import Drafted
from rolewright.model.role import Role
from rolewright.model.written import Written
from rolewright.rules.readability import grade, sentences_of
from rolewright.scoping.dump import dumps
from rolewright.writing.formats import FORMATS

WORDS = (300, 750)
GRADE = 12.7
"""The median of 1,764 AI postings by the same counter (`rules/clarity/reading_grade.py`): ours may be easier."""
SENTENCE = 20.0
"""Words a sentence at most, on average: plain-language guides advise 15 to 20 (`limits.toml`)."""
SIZE = 5
BAR, SHARED, ALL_FORMATS, START = 0.95, 0.35, 1.0, 0.15
LEGAL = "fair"
STARTS = 9


def run() -> int:
    """Print the figures; how many bars are missed."""
    made = [(cell, role, api.draft(role)) for cell in made_roles.cells() for role in [made_roles.role(cell)]]
    return _clean(made) + _read_back(made) + _alike(made) + _shape(made) + _speed(made)


def _clean(made: list[tuple[made_roles.Cell, Role, Drafted]]) -> int:
    dirty = {str(cell): [str(gap) for gap in drafted.gaps] for cell, _, drafted in made if drafted.gaps}
    again = sum(api.draft(role).markdown != drafted.markdown for _, role, drafted in made)
    print(f"clean under check         {len(made) - len(dirty)} of {len(made)}")
    for cell, gaps in dirty.items():
        print(f"  {cell}: {'; '.join(gaps)}")
    print(f"the same bytes again      {len(made) - again} of {len(made)}")
    return bool(dirty) + bool(again)


def _read_back(made: list[tuple[made_roles.Cell, Role, Drafted]]) -> int:
    """By family, level, stage and lifecycle; a cell's lifecycle counts only if all four stages are right."""
    right: Counter[str] = Counter()
    stages = 0
    for cell, role, drafted in made:
        reading = drafted.report.reading
        wanted = {duty.stage for duty in role.duties} - {"across"}
        found = {stage for stage, spans in reading.lifecycle.items() if spans}
        held = {"family": reading.families[0].id == role.family, "level": reading.level.id == role.level,
                "stage": reading.stage.id == role.company.stage, "lifecycle": wanted == found}  # fmt: skip
        right.update(name for name, ok in held.items() if ok)
        stages += 4 - len(wanted ^ found)
        wrong = [name for name, ok in held.items() if not ok]
        if wrong:
            lost = f" (not read: {', '.join(sorted(wanted - found)) or 'none'}; not meant: {', '.join(sorted(found - wanted)) or 'none'})"
            print(f"  {cell}: {', '.join(wrong)}{lost if 'lifecycle' in wrong else ''}")
    missed = 0
    for name in ("family", "level", "stage", "lifecycle"):
        share = right[name] / len(made)
        missed += share < BAR
        print(f"read back, {name:<14} {share:.3f}   bar {BAR}")
    print(f"  stages of the lifecycle one by one {stages / (4 * len(made)):.3f}")
    return missed


def shingles(written: Written) -> set[tuple[str, ...]]:
    """Runs of five words outside the law's section."""
    said = [one.text for section, one in written.sentences() if section != LEGAL]
    words = " ".join(said).lower().split()
    return {tuple(words[i : i + SIZE]) for i in range(len(words) - SIZE + 1)}


def _alike(made: list[tuple[made_roles.Cell, Role, Drafted]]) -> int:
    """The share of the shorter draft's shingles that another draft has."""
    cut = [(cell, shingles(drafted.written)) for cell, _, drafted in made]
    pairs = [(len(a & b) / min(len(a), len(b)), str(x), str(y)) for i, (x, a) in enumerate(cut) for y, b in cut[:i]]
    most = max(pairs)
    print(
        f"shared 5-word shingles    median {statistics.median(p[0] for p in pairs):.3f}, most {most[0]:.3f} ({most[1]}, {most[2]})   bar {SHARED}"
    )
    return most[0] >= SHARED


def _shape(made: list[tuple[made_roles.Cell, Role, Drafted]]) -> int:
    words = [drafted.written.words() for _, _, drafted in made]
    readings = [drafted.report.reading for _, _, drafted in made]
    grades = [grade(reading) for reading in readings]
    lengths = [reading.words / sentences_of(reading) for reading in readings]
    print(
        f"words                     {min(words)} to {max(words)}, median {statistics.median(words):g}   bar {WORDS[0]} to {WORDS[1]}"
    )
    print(f"reading grade             {min(grades):.1f} to {max(grades):.1f}   bar at most {GRADE}")
    print(f"words a sentence          {min(lengths):.1f} to {max(lengths):.1f}   bar at most {SENTENCE}")
    return (min(words) < WORDS[0]) + (max(words) > WORDS[1]) + (max(grades) > GRADE) + (max(lengths) > SENTENCE)


def _speed(made: list[tuple[made_roles.Cell, Role, Drafted]]) -> int:
    """All formats, warm; Markdown from the start of a process to its end, the median of some."""
    _, role, drafted = made[40]
    for form in FORMATS:
        api.render(role, drafted.written, form)
    before = time.perf_counter()
    again = api.draft(role)
    for form in FORMATS:
        api.render(role, again.written, form)
    warm = time.perf_counter() - before
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "role.toml"
        path.write_text(dumps(role), "utf-8")
        starts = [_start(path) for _ in range(STARTS)]
    start = statistics.median(starts[1:])
    print(f"draft to all formats      {1000 * warm:.0f} ms warm   bar {1000 * ALL_FORMATS:.0f} ms")
    print(f"Markdown, process start   {1000 * start:.0f} ms   bar {1000 * START:.0f} ms")
    return (warm >= ALL_FORMATS) + (start >= START)


def _start(path: Path) -> float:
    before = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "rolewright", "draft", path], check=True, stdout=subprocess.DEVNULL, env={**os.environ}
    )
    return time.perf_counter() - before
