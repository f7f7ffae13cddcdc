"""JSON: schema.org postings, records of applicant tracking systems, rows."""

import gzip
import json

import made
import pytest
from hypothesis import given
from hypothesis import strategies as st
from soundness import check_sound, is_linear, shown

from rolewright.documents import from_bytes, jsonld, rows
from rolewright.errors import DocumentError


def ids(posting):
    """The ids of a posting's troubles."""
    return [trouble.id for trouble in posting.troubles]


@pytest.mark.parametrize(
    "wrap", [lambda p: p, lambda p: [p], lambda p: {"@context": "x", "@graph": [{"@type": "Place"}, p]}]
)
def test_a_job_posting_is_found_where_it_stands(wrap):
    """Alone, in a list or in a graph, the posting is read with its title and facts."""
    source = json.dumps(wrap(made.JOB_POSTING), indent=1)
    posting = check_sound(jsonld.read(source))
    assert (posting.title, posting.format, posting.troubles) == ('Routing "Engineer" é', "json-ld", ())
    assert ("employmentType", "FULL_TIME") in posting.facts
    assert ("validThrough", "2026-03-01") in posting.facts
    assert ("jobLocation.address.addressCountry", "PT") in posting.facts
    at = posting.text.index("SQL")
    assert posting.map.editable(at, at + 3) == (source.index("SQL"), source.index("SQL") + 3)


def test_the_first_of_many_is_read():
    """Several postings in one file: the first, and a trouble."""
    posting = jsonld.read(json.dumps([made.JOB_POSTING] * 2))
    assert ids(posting) == ["many"]


@pytest.mark.parametrize("system", made.records())
def test_records_of_tracking_systems_are_told_by_their_keys(system):
    """Each system's record gives its title, its text mapped to the file, and its place."""
    source = json.dumps(made.records()[system], indent=2)
    posting = check_sound(jsonld.read(source))
    assert (posting.format, posting.title, posting.troubles) == (system, "Routing Engineer", ())
    assert "&lt;" not in posting.text
    assert any(value == "Lisbon" for _, value in posting.facts)
    at = posting.text.index("boats")
    assert posting.map.editable(at, at + 5) == (source.index("boats"), source.index("boats") + 5)


def test_sections_of_a_record_have_their_headings():
    """Lever's lists come out as a heading and bullets, references decoded."""
    posting = jsonld.read(json.dumps(made.records()["lever"]))
    assert shown(posting)[1:] == [("heading", "What you'll do"), ("bullet", "Plan"), ("bullet", "Route"), ("", "Bye")]


@pytest.mark.parametrize("source", ["{", "[" * 100_000, '{"a": 1}', "null", '{"@type": "JobPosting"', '"text"'])
def test_what_holds_no_posting_is_told(source):
    """Broken or foreign JSON is read as plain text with one trouble."""
    assert ids(check_sound(jsonld.read(source))) == ["broken"]


LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["<p>a</p>", "&lt;p&gt;", "\ud800"])
)
KEYS = st.sampled_from(
    ["@type", "title", "text", "description", "content", "jobAd", "sections", "categories", "lists", "baseSalary", "value",
     "jobLocation", "@graph", "jobs", "descriptionHtml", "shortcode", "departments", "minValue", "name"]
)  # fmt: skip
VALUES = st.recursive(
    LEAVES | st.just("JobPosting"),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=20,
)


@given(VALUES)
def test_any_value_is_read(value):
    """No JSON value raises, whatever stands where a text was to be; editable slices are the same in the file."""
    check_sound(jsonld.read(json.dumps(value)))


@pytest.mark.parametrize("piece", ['{"@type":"JobPosting","description":"x"},', '"\\u0041",', '"&lt;p&gt;a",'])
def test_time_is_linear(piece):
    """Eight times the records or escapes take about eight times the time."""

    def work(size):
        jsonld.read("[" + piece * (size // len(piece)) + "0]")

    assert is_linear(work, 15_000)


def test_rows_are_postings_and_a_bad_row_is_one_too(tmp_path):
    """JSON Lines give a posting a row; broken, foreign and empty rows are told, none loses the others."""
    lines = [json.dumps({"title": "A", "text": "Plan\n- b"}), "{", '{"x": 1}', "", json.dumps({"text": ""}),
             json.dumps(made.records()["lever"])]  # fmt: skip
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress("\n".join(lines).encode()))
    for name in ("a.jsonl", "a.jsonl.gz"):
        found = [check_sound(posting) for posting in rows(tmp_path / name)]
        assert [posting.name.rsplit(":")[-1] for posting in found] == ["1", "2", "3", "5", "6"]
        assert [ids(posting) for posting in found] == [[], ["broken"], ["broken"], ["empty"], []]
        assert (found[0].title, found[0].text) == ("A", "Plan\n- b")
        assert found[4].format == "lever"


def test_rows_of_a_json_array(tmp_path):
    """A JSON array of records is rows, too."""
    (tmp_path / "a.json").write_text(json.dumps([{"title": "A", "text": "x"}, 3]))
    assert [ids(posting) for posting in rows(tmp_path / "a.json")] == [[], ["broken"]]


def test_rows_of_no_file_are_misuse(tmp_path):
    """A missing file raises."""
    with pytest.raises(DocumentError):
        next(rows(tmp_path / "none.jsonl"))


def test_a_damaged_archive_ends_the_rows(tmp_path):
    """What was unpacked before the damage is given; the iteration then ends."""
    data = gzip.compress(b'{"text": "a"}\n' * 1000)
    (tmp_path / "a.jsonl.gz").write_bytes(data[: len(data) // 2])
    for posting in rows(tmp_path / "a.jsonl.gz"):
        assert posting.text in {"a", ""}


def test_an_own_row_in_a_file_points_into_it():
    """`{"title", "text"}` in a .json file: the text is plain, its place is in the file."""
    posting = from_bytes(b'{"title": "A",\n "text": "Plan\\n- boats"}', "a.json")
    assert shown(posting) == [("", "Plan"), ("bullet", "- boats")]
    assert str(posting.place(posting.text.index("boats"))) == "2:19"
