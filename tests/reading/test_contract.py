"""The reading contract, version 1: the keys that other programs rely on."""

from __future__ import annotations

import json

import pytest

from rolewright import api

KEYS = [
    "version", "text", "title", "families", "level", "stage", "lifecycle", "strands", "jobs", "use_case", "lines",
    "requirements", "skills", "flags", "pay", "places", "work_mode", "statements",
]  # fmt: skip
MORE = ["words", "language"]
"""What was added since: new keys may come, old ones may not go."""


def test_the_keys_are_those_of_the_contract(reading_of):
    """Version 1 has exactly these keys, in this order, then what was added."""
    data = reading_of("ML").as_dict()
    assert data["version"] == 1
    assert list(data) == KEYS + MORE


@pytest.mark.parametrize(
    "text", ["", "Data Engineer", "5+ years of experience with Python is required. Salary: $100,000 per year."]
)
def test_every_reading_has_every_key(text):
    """The keys don't depend on what a text says."""
    assert list(api.read(text).as_dict()) == KEYS + MORE


def test_the_keys_of_the_parts(reading_of):
    """Each part has the contract's keys; spans of evidence are pairs."""
    data = reading_of("ML").as_dict()
    assert {"text", "family", "level"} <= set(data["title"])
    for named in (*data["families"], data["level"], data["stage"]):
        assert {"id", "evidence"} <= set(named)
        assert all(len(span) == 2 for span in named["evidence"])
    assert all("score" in f for f in data["families"])
    assert set(data["lifecycle"]) <= {"data", "model", "deploy", "operate"}
    assert set(data["lines"][0]) == {"start", "end", "kinds", "strands"}
    assert {"start", "end", "strength", "skills", "years", "degree"} <= set(data["requirements"][0])
    assert set(data["skills"][0]) == {"id", "name", "kind", "start", "end", "strength"}
    assert set(data["pay"][0]) == {"min", "max", "currency", "interval", "start", "end"}
    assert set(data["statements"][0]) == {"id", "start", "end"}
    assert all(isinstance(f, str) for f in data["flags"])
    years = next(r["years"] for r in data["requirements"] if r["years"])
    assert {"min", "max"} <= set(years)
    assert (years["min"], years["max"]) == (5, None)
    degree = next(r["degree"] for r in data["requirements"] if r["degree"])
    assert {"level", "or_equivalent"} <= set(degree)


def test_the_use_case_is_text_and_span(reading_of):
    """A use case is null or the text of its span."""
    for name in ("ML", "LLM", "WRAPPED", "SOFTWARE"):
        reading = reading_of(name)
        case = reading.as_dict()["use_case"]
        if case is not None:
            start, end = case["span"]
            assert case["text"] == reading.text[start:end]


def test_nothing_but_plain_data(postings):
    """The contract survives JSON unchanged, whatever the posting."""
    for text in postings.ALL:
        data = api.read(text).as_dict()
        assert json.loads(json.dumps(data, allow_nan=False)) == data


def test_a_batch_is_rows_of_the_contract(postings):
    """`read_batch` gives the same rows, and a row that says so for what is no text."""
    rows = api.read_batch([postings.DATA, None, postings.RUN_ON], ["A Nurse"])
    assert rows[0] == api.read(postings.DATA, "A Nurse").as_dict()
    assert set(rows[1]) == {"error"}
    assert rows[2] == api.read(postings.RUN_ON).as_dict()
