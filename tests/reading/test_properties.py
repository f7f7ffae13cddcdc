"""What holds for a reading of any text at all."""

from __future__ import annotations

import gc
import json
import time
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolewright import api
from rolewright.knowledge import loader
from rolewright.knowledge.build import _toml
from rolewright.knowledge.normal import key
from rolewright.model import terms

_BITS = st.sampled_from((
    "Python", "Go", "R", "AWS, GCP or Azure", "5+ years of experience", "$120k - $150k per year", "€", "£50 an hour", "PhD",
    "Bachelor's degree", "a plus", "required", "Requirements:", "Responsibilities", "Nice to have", "\n", "\n\n", "\n- ",
    "\n• ", "\n# ", "ExperienceStrong", ". ", "e.g. ", "…", "\x00", "\u0130", "🙂", "\u200b", "\ufeff", "日本語", "ﬁ", "ß",
    "\r\n", "\u2028", "\u0085", "\x1c", "\t", "(", ")", "/", "we are an equal opportunity employer", "London", "remote",
    "Senior Data Engineer", "x" * 700, "a b " * 200, "Python/" * 40,
))  # fmt: skip
TEXTS = st.one_of(
    st.lists(_BITS, max_size=40).map("".join),
    st.lists(_BITS, max_size=40).map(" ".join),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=300),
    st.text(alphabet="aZ9 .:-•*#$%()\n\t/,+'\u0130\u00df", max_size=300),
)


@cache
def forms() -> dict[str, set[str]]:
    """Skill id → its names, normalised, straight from the tables."""
    tables = [_toml(path) for path in sorted((loader_folder() / "skills").glob("*.toml"))]
    return {s["id"]: {key(f) for f in (s["name"], *s.get("aliases", ()))} for table in tables for s in table["skill"]}


def loader_folder():
    """Where the knowledge tables are."""
    from pathlib import Path

    return Path(loader.FOLDER)


def spans_of(value, inside=()):
    """Every pair of offsets of a reading as plain data."""
    if isinstance(value, dict):
        if {"start", "end"} <= value.keys():
            yield value["start"], value["end"]
        for name, part in value.items():
            yield from spans_of(part, (*inside, name))
    elif isinstance(value, list):
        if len(value) == 2 and all(isinstance(v, int) for v in value):
            yield tuple(value)
        else:
            for part in value:
                yield from spans_of(part, inside)


def sound(text: str) -> None:
    """All that must hold for one text."""
    reading = api.read(text)
    data = reading.as_dict()
    assert json.loads(json.dumps(data)) == data
    assert reading.text == text
    for start, end in spans_of(data):
        assert 0 <= start <= end <= len(text)
    at = 0
    for s in reading.statements:
        assert at <= s.start < s.end <= len(text)
        assert text[s.start : s.end] == text[s.start : s.end].strip()
        assert set(s.kinds) <= set(terms.KINDS)
        assert set(s.strands) <= set(terms.STRANDS)
        assert len(s.strands) <= 3
        assert 0 <= s.sure <= 1
        at = s.end
    last = 0
    for skill in reading.skills:
        statement = reading.statements[skill.statement]
        assert statement.start <= skill.start < skill.end <= statement.end
        assert key(text[skill.start : skill.end]) in forms()[skill.id]
        assert skill.start >= last
        last = skill.end
    for asked in reading.requirements:
        s = reading.statements[asked.statement]
        assert (asked.start, asked.end, asked.strength) == (s.start, s.end, s.kinds[0])
        assert {name for group in asked.any_of for name in group} <= set(asked.skills)
        for part in (asked.years, asked.degree):
            assert part is None or s.start <= part.start < part.end <= s.end
        if asked.years:
            start, end = asked.years.subject_span
            assert text[start:end] == asked.years.subject
    for cues in reading.cues.values():
        for cue in cues:
            s = reading.statements[cue.statement]
            assert s.start <= cue.start < cue.end <= s.end
    assert [f.score for f in reading.families] == sorted((f.score for f in reading.families), reverse=True)
    assert not reading.families or sum(f.score for f in reading.families) == pytest.approx(1)
    assert reading.level.id in terms.LEVELS
    assert reading.stage.id in terms.STAGES
    assert set(reading.lifecycle) <= set(terms.LIFECYCLE)
    assert {f.id for f in reading.flags} <= set(terms.FLAGS)
    assert not reading.strands or sum(reading.strands.values()) == pytest.approx(1, abs=0.01)
    assert 1 <= reading.jobs <= 4


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_any_text_is_read_soundly(text):
    """Nothing raises; spans lie inside and in order; skills are written as known; the contract is plain data."""
    sound(text)


def test_whole_postings_are_read_soundly(postings):
    """The same for whole postings."""
    for text in postings.ALL:
        sound(text)


@settings(deadline=None, max_examples=60)
@given(TEXTS)
def test_the_same_text_gives_the_same_reading(text):
    """Nothing is kept from one reading to the next."""
    first = api.read(text)
    api.read("Senior Data Engineer\n\nRequirements\n- Spark")
    assert api.read(text) == first


@settings(deadline=None, max_examples=60)
@given(TEXTS, st.text(max_size=120))
def test_any_given_title_is_taken(text, title):
    """A title from outside is the reading's title, whatever it says; a blank one is none."""
    reading = api.read(text, title)
    if title.strip():
        assert reading.title is not None
        assert reading.title.text == title.strip()


@pytest.mark.parametrize("text", ["", " ", "\n", " \n\t\n ", "\ufeff", "\x00", "\u200b", "-", "- ", "•", "###", "."])
def test_next_to_nothing_is_read(text):
    """An empty or nearly empty text has no title, skills, pay, or requirements, and is read all the same."""
    sound(text)
    reading = api.read(text)
    assert (reading.title, reading.skills, reading.pay, reading.requirements) == (None, (), (), ())


@pytest.mark.parametrize("text", ["", " ", "\n", " \n\t\n "])
def test_blank_text_says_nothing(text):
    """Blank text has no statements and no words, and nothing is known of it."""
    reading = api.read(text)
    assert (reading.statements, reading.families, reading.words) == ((), (), 0)
    assert (reading.level.id, reading.stage.id) == ("unknown", "unknown")


def seconds(text: str) -> float:
    """Processor time of the quicker of two readings, collections of garbage left out."""
    times = []
    gc.disable()
    try:
        for _ in range(2):
            begun = time.process_time()
            api.read(text)
            times.append(time.process_time() - begun)
    finally:
        gc.enable()
    return min(times)


REPEATS = (
    "a ", "$1 ", "5 years ", "(", "- ", "Python/", " ", "\n", ".", ". ", "x", "\t", "1,111", "$1,", "Python or ", "a. B",
    "• ", "\n• a", "ExperienceStrong", "master's ", "e.g. ", "!)", "aB", "(a plus) ", "(Python) ", "\x00", "\u3000",
    "1 - ", "$1 - ", "Requirements\n- Python\n", "one or more years or ", "years ", "preferred ",
)  # fmt: skip


@pytest.mark.parametrize("part", REPEATS, ids=ascii)
def test_time_is_linear(part):
    """Four times as much of the same takes less than nine times as long (a square would take sixteen)."""
    size = 40_000
    ratios = []
    for _ in range(3):
        one, two = (seconds("a" + part * (n // len(part)) + "b") for n in (size, 4 * size))
        ratios.append((two + 0.004) / (one + 0.004))
        if ratios[-1] < 9:
            return
    pytest.fail(f"grows by {min(ratios):.1f} at four times the size")


@pytest.mark.parametrize("part", ["a ", "$1 ", "5 years ", "(", "- ", "Python/", " "], ids=ascii)
def test_a_megabyte_of_one_thing_is_read_in_time(part):
    """From a quarter of a megabyte to one the time grows less than ninefold (a square would be sixteen)."""
    quarter, whole = (seconds(part * (n // len(part))) for n in (250_000, 1_000_000))
    assert whole + 0.02 < 9 * (quarter + 0.02)


def test_five_megabytes_are_read_in_time(postings):
    """A posting of 5 MB takes at most twelve times as long as one of 1 MB (a square: 25)."""
    whole = "\n\n".join(postings.ALL)
    one, five = ("\n\n".join([whole] * (n // len(whole))) for n in (1_000_000, 5_000_000))
    assert seconds(five) < 12 * (seconds(one) + 0.02)
