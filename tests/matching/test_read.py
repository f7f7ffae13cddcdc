"""Reading never raises, and what is kept comes back as it was."""

from __future__ import annotations

import json

from benchmarks import resumes
from hypothesis import given, settings
from hypothesis import strategies as st

from rolewright import api
from rolewright.people.keep import Named, _named

PIECES = st.sampled_from([
    "Experience", "Skills:", "Jane Roe", "2019 - 2021", "Mar 2020 – Present", "Data Engineer", "Acme, Inc.", "MSc in Physics", "- Built it in Python",
    "|", "(", ")", "—", ":", ",", "@", "█", "\u200b", "Name:", "Date of birth:", "a@b.org", "+44 20 7946 0000", "SQL, Go, R", "é", "\x00", "💼", "12-12",
])  # fmt: skip
TEXTS = st.lists(
    st.tuples(st.one_of(PIECES, st.text(max_size=12)), st.sampled_from([" ", "\n", "\n\n", "\t", "      "])),
    max_size=25,
).map(lambda parts: "".join(piece + gap for piece, gap in parts))


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.sampled_from([".txt", ".md", ".html", ".json", ".toml", ""]))
def test_any_text_is_read_and_kept(text, ending) -> None:
    """Spans lie in the text, and a row of profiles.jsonl gives the same profile."""
    profile = api.read_profile(text.encode("utf-8", "surrogatepass"), f"cv{ending}")
    for one in profile.shown:
        assert 0 <= one.start <= one.end
        assert one.job < len(profile.jobs)
    assert _named(json.loads, api.profile_row(Named("x", profile)), "x").profile == profile


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damaged_files_are_read_or_told(data) -> None:
    """Bytes of a resume in any layout, some of them changed."""
    ending, write = data.draw(st.sampled_from(sorted((resumes.layouts() | resumes.held_out()).items())))[1]
    made = bytearray(write(resumes.people(1)[0]))
    for at, byte in data.draw(
        st.lists(st.tuples(st.integers(0, len(made) - 1), st.integers(0, 255)), min_size=1, max_size=20)
    ):
        made[at] = byte
    assert api.read_profile(bytes(made), f"cv{ending}").id.startswith("p-")
