"""Cards: evidence first, recommendation last, sealed, and nothing lost when the role changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from roles import role

from rolewright.errors import CardError
from rolewright.interview import cardfile, cards
from rolewright.interview.build import build
from rolewright.interview.show import may_see, page
from rolewright.interview.text_md import render
from rolewright.model.role import Need

SAID = "drew the flow, named owners, found the missing fallback"


def kit(**fields):
    return build(role(**fields))


def filled(made, interview="depth", candidate="c-01", who="ana", rating=4, verdict="yes"):
    """A finished, open card."""
    card = cards.new(made, interview, candidate, who)
    for n, line in enumerate(card.lines):
        card = cards.rate(card, line.id, SAID, rating if isinstance(rating, int) else rating[n % len(rating)])
    return cards.recommend(card, verdict, "the must-haves are shown")


def test_rating_needs_evidence():
    """None, too short: refused. Not seen needs none."""
    card = cards.new(kit(), "depth", "c-01", "ana")
    name = card.lines[0].id
    with pytest.raises(CardError, match="without evidence"):
        cards.rate(card, name, "", 4)
    with pytest.raises(CardError, match="without evidence"):
        cards.rate(card, name, "was good", 4)
    assert cards.rate(card, name, "", 0).lines[0].rating == 0
    assert cards.rate(card, name, SAID, 5).lines[0].rating == 5


@pytest.mark.parametrize("rating", [-1, 6, True, 2.5])
def test_wrong_ratings(rating):
    """Only 0 to 5."""
    card = cards.new(kit(), "depth", "c-01", "ana")
    with pytest.raises(CardError, match="no rating"):
        cards.rate(card, card.lines[0].id, SAID, rating)


def test_recommendation_comes_last():
    """Not before all ratings, not without a reason, not an unknown one."""
    card = cards.new(kit(), "depth", "c-01", "ana")
    with pytest.raises(CardError, match="comes last"):
        cards.recommend(card, "yes", "because")
    done = filled(kit())
    with pytest.raises(CardError, match="reason"):
        cards.recommend(done, "yes", " ")
    with pytest.raises(CardError, match="strong_yes"):
        cards.recommend(done, "strong-yes", "x")


def test_a_seal_shows_changes():
    """An intact card is intact; any change of a line, the verdict or the salt breaks it; sealed cards don't change."""
    sealed = cards.seal(filled(kit()), "salt")
    assert cards.intact(sealed)
    line = sealed.lines[0]
    for other in (
        sealed._replace(verdict="no"), sealed._replace(because="else"), sealed._replace(salt="x"),
        sealed._replace(lines=(line._replace(rating=1), *sealed.lines[1:])),
        sealed._replace(lines=(line._replace(evidence=SAID + "!"), *sealed.lines[1:])),
    ):  # fmt: skip
        assert not cards.intact(other)
    for change in (
        lambda: cards.rate(sealed, line.id, SAID, 3),
        lambda: cards.renew(sealed, kit()),
        lambda: cards.seal(sealed, "b"),
    ):
        with pytest.raises(CardError, match="sealed"):
            change()


def test_unfinished_cards_are_not_sealed():
    """No recommendation, no seal."""
    with pytest.raises(CardError, match="no recommendation"):
        cards.seal(cards.new(kit(), "depth", "c-01", "ana"), "salt")


def test_unknown_interview_and_attribute():
    """The message offers what there is."""
    with pytest.raises(CardError, match="depth"):
        cards.new(kit(), "dept", "c-01", "ana")
    with pytest.raises(CardError, match="no rated interview"):
        cards.new(kit(), "call", "c-01", "ana")
    with pytest.raises(CardError, match="candidate"):
        cards.new(kit(), "depth", " ", "ana")
    with pytest.raises(CardError, match="did you mean"):
        cards.rate(cards.new(kit(), "depth", "c-01", "ana"), "check-comunication", SAID, 3)


def test_role_changes_lose_nothing():
    """A must-have removed, one added, one reworded: the card says so, what was filled in stays."""
    card = filled(kit())
    before = {line.id: (line.evidence, line.rating) for line in card.lines}
    needs = role().must_haves
    changed = kit(
        must_haves=(
            needs[0],
            needs[2]._replace(what="you have run three model services"),
            Need("Rust that others maintain", "Rust", "serve"),
            Need("SQL, well", "SQL", "train"),
        )
    )
    said = {change.kind for change in cards.changes(card, changed)}
    assert {"gone", "new"} <= said
    renewed = cards.renew(card, changed)
    after = {line.id: (line.evidence, line.rating) for line in renewed.lines}
    assert before.items() <= after.items()
    assert any(line.gone for line in renewed.lines)
    assert any(line.rating is None for line in renewed.lines)
    assert "The role changed" in render(page(card, (), "ana", changed))
    assert cards.changes(card, kit()) == ()
    assert {c.kind for c in cards.changes(renewed, changed)} <= {"gone", "moved", "reworded"}


def test_moved_attributes_are_named():
    """An attribute that another interview rates now says which."""
    made = kit()
    card = cards.new(made, "depth", "c-01", "ana")
    line = card.lines[0]
    depth = next(i for i in made.interviews if i.id == "depth")
    design = next(i for i in made.interviews if i.id == "design")
    attribute = next(a for a in depth.attributes if a.id == line.id)
    moved = tuple(
        i._replace(attributes=tuple(a for a in i.attributes if a.id != line.id)) if i.id == "depth"
        else i._replace(attributes=(*i.attributes, attribute)) if i.id == "design" else i
        for i in made.interviews
    )  # fmt: skip
    changes = cards.changes(card, made._replace(interviews=moved))
    assert [(c.kind, c.to) for c in changes] == [("moved", design.id)]


@pytest.mark.parametrize("end", ["toml", "json"])
def test_files_give_back_what_went_in(end):
    """Through TOML and JSON, open, half filled and sealed."""
    dump = cardfile.dumps_toml if end == "toml" else cardfile.dumps_json
    for card in (cards.new(kit(), "depth", "c", "a"), filled(kit()), cards.seal(filled(kit()), "s")):
        assert cardfile.loads(dump(card).encode(), f"card.{end}") == card


@given(st.text(max_size=80), st.text(min_size=1, max_size=40), st.sampled_from(["toml", "json"]))
def test_any_text_survives(words, who, end):
    """Quotes, newlines, control characters in evidence and names."""
    try:
        (words + who).encode()
    except UnicodeEncodeError:
        return
    card = cards.new(_KIT, "depth", "c", "a")._replace(interviewer=who or "a", because=words)
    if not who.strip():
        return
    dump = cardfile.dumps_toml if end == "toml" else cardfile.dumps_json
    if "\n" in who or "\r" in who or any(ord(c) < 32 or ord(c) == 127 for c in who):
        card = card._replace(interviewer="a")
    assert cardfile.loads(dump(card).encode(), f"card.{end}") == card


_KIT = kit()


@given(st.binary(max_size=300))
def test_no_file_breaks_the_reader(data):
    """Any bytes: a card or a CardError."""
    for name in ("card.toml", "card.json"):
        with pytest.raises(CardError):
            cardfile.loads(data, name)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("version = 1", "version = 9", "version"),
        ('candidate = "c-01"', "candidate = 1", "text"),
        ('candidate = "c-01"', 'candidate = ""', "missing"),
        ("rating = 4", 'rating = "4"', "no rating"),
        ("rating = 4", "rating = 9", "no rating"),
        (f'evidence = "{SAID}"', 'evidence = ""', "without evidence"),
        ("verdict = ", "verdickt = ", "verdict"),
    ],
)
def test_wrong_files_name_the_field(old, new, says):
    """What was changed by hand and is wrong is found again."""
    text = cardfile.dumps_toml(filled(kit()))
    assert old in text
    with pytest.raises(CardError, match=says) as caught:
        cardfile.loads(text.replace(old, new, 1).encode(), "x.toml")
    assert "x.toml" in str(caught.value)


def test_who_may_see_what():
    """One's own always; others' when all on the candidate are sealed; the page leaves ratings out until then."""
    mine, other = filled(kit()), filled(kit(), who="bo")
    assert may_see(mine, [other], "ana")
    assert not may_see(other, [mine], "ana")
    shut = [cards.seal(one, "s") for one in (mine, other)]
    assert may_see(shut[1], shut[:1], "ana")
    assert not may_see(shut[1], [mine], "ana")
    assert SAID not in render(page(other, [mine], "ana"))
    assert SAID in render(page(other, [mine], "bo"))
