"""Simulated panels: right figures, no crash, no invented certainty."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from roles import role
from test_cards import filled

from rolewright.interview import cards
from rolewright.interview.build import build
from rolewright.interview.debrief import debrief
from rolewright.interview.debrief_page import page
from rolewright.interview.text_md import render

KIT = build(role())
RATED = [one.id for one in KIT.interviews if one.rated]


def panel(*given):
    """Sealed cards on all interviews: (interviewer, rating) each, or (interviewer, rating, candidate)."""
    made = []
    for who, rating, *more in given:
        made += [cards.seal(filled(KIT, one, more[0] if more else "c-01", who, rating), "s") for one in RATED]
    return made


def test_no_variation():
    """All the same: no alpha and it says why; halo warnings; the number is that rating."""
    found = debrief(KIT, panel(("ana", 4), ("bo", 4)))
    assert found.agreement[0][1].alpha is None
    assert found.agreement[0][1].ac2 == 1
    assert found.decisions[0].number == pytest.approx(4)
    assert not found.spreads
    assert not found.missing
    assert any("nearly all 4" in one for one in found.warnings)


def test_one_rater():
    """Nothing to agree with; said for each interview; no coefficient."""
    found = debrief(KIT, panel(("ana", [3, 4, 5])))
    assert all(one.alpha is None and one.ac2 is None for _, one in found.agreement)
    assert len(found.missing) == len(RATED)
    assert "one card only" in found.missing[0]
    assert not found.spreads


def test_outlier():
    """One who rates three points lower: spread, leniency, contradiction, a question for each attribute."""
    found = debrief(KIT, panel(("ana", [4, 5, 4]), ("bo", [5, 4, 4]), ("cy", [1, 2, 1])))
    assert any("cy rates" in one and "below" in one for one in found.warnings)
    assert not any("ana rates" in one and "below" in one for one in found.warnings)
    assert found.spreads[0].most - found.spreads[0].least >= 3
    assert len(found.questions) >= len(found.spreads)


def test_missing_cards():
    """Without the design cards there is no number, and it says what nobody rated."""
    found = debrief(KIT, [c for c in panel(("ana", [4, 3, 5]), ("bo", [4, 4, 3])) if c.interview != "design"])
    assert found.decisions[0].number is None
    assert "nobody rated system" in found.decisions[0].sum
    assert any("no sealed card of “Design conversation”" in one for one in found.missing)
    assert "System thinking" in found.decisions[0].missing


def test_twelve_raters():
    """Twelve: every pair counts, figures are there."""
    found = debrief(KIT, panel(*((f"r{n}", [1 + n % 5, 3, 4]) for n in range(12))))
    assert len(found.interviewers) == 12
    assert found.agreement[0][1].pairs == 66 * found.agreement[0][1].units
    assert -1 <= found.agreement[0][1].alpha <= 1


def test_several_candidates_give_a_coefficient_for_each_attribute():
    """Two raters, four candidates: an attribute's alpha is over candidates."""
    given = [(who, rating, f"c-{rating}") for who in ("ana", "bo") for rating in (2, 3, 4, 5)]
    found = debrief(KIT, panel(*given))
    assert len(found.decisions) == 4
    for _, one in found.agreement:
        assert one.alpha == 1
    assert "few to tell" in render(page(found))


def test_arithmetic_is_shown_and_right():
    """35 % × technical + 40 % × system + 25 % × communication."""
    one = debrief(KIT, panel(("ana", [5, 3, 4]), ("bo", [4, 3, 2]))).decisions[0]
    means = dict(one.means)
    weights = dict(KIT.weights)
    assert one.number == pytest.approx(sum(weights[name] * means[name] for name in means) / 100)
    assert f"{one.number:.2f} of 5" in one.sum


def test_unsealed_and_changed_cards_do_not_count():
    """Named, not used."""
    good = panel(("ana", 4))
    broken = good[0]._replace(verdict="no")
    found = debrief(KIT, [broken, filled(KIT, RATED[1], "c-01", "bo"), *good[1:]], ["x.toml: bad"])
    said = " ".join(found.problems)
    assert "changed after it was sealed" in said
    assert "not sealed yet" in said
    assert "x.toml: bad" in said
    assert found.cards == len(RATED) - 1


def test_nobody_is_recommended():
    """The page says so, whatever the number."""
    text = render(page(debrief(KIT, panel(("ana", 5), ("bo", 5)))))
    assert "recommends no one" in text
    assert "It decides nothing" in text


def test_no_cards():
    """An empty folder is an empty page."""
    found = debrief(KIT, [])
    assert found.cards == 0
    assert "0 sealed cards" in render(page(found))


def test_role_changes_are_named():
    """Cards of an older role say which attribute moved."""
    newer = build(role(must_haves=role().must_haves[:1]))
    found = debrief(newer, panel(("ana", 4)))
    assert any("isn't in the role any more" in one for one in found.changes)


def test_contradicting_recommendations_are_a_question():
    """One would hire, one wouldn't."""
    both = [
        cards.seal(filled(KIT, "depth", "c-01", who, 3, verdict), "s")
        for who, verdict in (("ana", "yes"), ("bo", "no"))
    ]
    assert any("ana would hire, bo wouldn't" in one for one in debrief(KIT, both).questions)


@given(
    st.lists(
        st.tuples(
            st.sampled_from("abcdefghijkl"),
            st.lists(st.integers(0, 5), min_size=1, max_size=5),
            st.sampled_from(("x", "y", "z")),
            st.sampled_from(RATED),
        ),
        max_size=14,
    )
)
@settings(max_examples=80, deadline=None)
def test_any_panel(given):
    """Random cards, not-seen ones among them: a page, and a number only if every check has a rating."""
    made = [cards.seal(filled(KIT, place, who, name, rating), "s") for name, rating, who, place in given]
    found = debrief(KIT, made)
    render(page(found))
    for one in found.decisions:
        assert (one.number is None) == any(mean is None for _, mean in one.means)
        assert one.number is None or 1 <= one.number <= 5
