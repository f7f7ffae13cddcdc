"""The score and its sum."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rolewright.model.finding import Finding
from rolewright.model.score import BANDS, add_up, band

FINDINGS = st.lists(
    st.builds(
        lambda code, points: Finding(code, f"name of {code}", "t", "warning", 0, 0, "m", "a", "law", points),
        st.sampled_from([f"RW{n}" for n in range(100, 130)]),
        st.integers(-40, 40),
    ),
    max_size=60,
)


@given(FINDINGS)
def test_the_rows_always_add_up(findings):
    """Whatever is found, the rows' points add up to the score, which is from 0 to 100."""
    score = add_up(findings)
    assert sum(row.points for row in score.rows) == score.points
    assert 0 <= score.points <= 100
    assert score.band == band(score.points)


@given(FINDINGS)
def test_rows_count_each_rule_once(findings):
    """A rule has one row with its number of findings."""
    rows = [row for row in add_up(findings).rows if row.code]
    assert len({row.code for row in rows}) == len(rows)
    for row in rows:
        same = [f for f in findings if f.code == row.code]
        assert (row.times, row.points) == (len(same), sum(f.points for f in same))


def test_nothing_found_is_the_base():
    """A posting that says nothing right and nothing wrong has 50 points."""
    assert add_up([]).rows == (("base", 50, 1, ""),)


def test_bands_are_told_in_words():
    """Each band begins at its lowest score."""
    assert [band(least) for least, _ in BANDS] == [words for _, words in BANDS]
    assert band(79) == "good, mend what is marked"
