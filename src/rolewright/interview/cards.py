"""Scorecards as records: a new one, filling in, the role's changes, sealing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.errors import CardError, suggest
from rolewright.interview.bank import table
from rolewright.interview.stamp import attribute_stamp, digest
from rolewright.model.card import NOT_SEEN, VERDICTS, VERSION, Card, Change, Line

if TYPE_CHECKING:
    from rolewright.model.kit import Attribute, Interview, Kit

_RATINGS = (1, 2, 3, 4, 5)


def new(kit: Kit, interview: str, candidate: str, interviewer: str) -> Card:
    """An empty card. Raises CardError for an interview that isn't in the kit, or one that isn't rated."""
    one = _interview(kit, interview)
    for field, value in (("candidate", candidate), ("interviewer", interviewer)):
        if not value.strip() or len(value) > 100:
            raise CardError(f"{field} has to be a name of 1 to 100 characters", field, "a number will do as well")
    lines = tuple(_line(attribute) for attribute in one.attributes)
    return Card(VERSION, kit.stamp, kit.title, interview, candidate.strip(), interviewer.strip(), lines)


def rate(card: Card, attribute: str, evidence: str, rating: int) -> Card:
    """The card with one attribute rated. Raises CardError without evidence, on a sealed card, for an unknown one."""
    _open(card)
    found = line_of(card, attribute)
    words = evidence.strip() or found.evidence
    _evidence(found.id, words, rating)
    changed = found._replace(evidence=words, rating=rating)
    return card._replace(lines=tuple(changed if one.id == found.id else one for one in card.lines))


def recommend(card: Card, verdict: str, because: str) -> Card:
    """The card with its recommendation. Raises CardError while an attribute is unrated: it comes last."""
    _open(card)
    if verdict not in VERDICTS:
        raise CardError(
            f"{verdict!r} is no recommendation",
            "recommendation",
            suggest(verdict, VERDICTS, f"one of {', '.join(VERDICTS)}"),
        )
    unrated = [one.id for one in card.lines if one.rating is None and not one.gone]
    if unrated:
        raise CardError("the recommendation comes last", "recommendation", f"first rate {', '.join(unrated)}")
    if not because.strip():
        raise CardError("a recommendation needs a reason", "because", "say what on your card it rests on")
    return card._replace(verdict=verdict, because=because.strip())


def check(card: Card) -> None:
    """Raise CardError for the first thing that is wrong: a rating without evidence, out of range, too early a verdict."""
    for one in card.lines:
        if one.rating is not None:
            _evidence(one.id, one.evidence, one.rating)
    if card.verdict:
        recommend(card._replace(seal="", verdict="", because=""), card.verdict, card.because)


def seal(card: Card, salt: str) -> Card:
    """The card closed: nothing in it can change without breaking its seal. Raises CardError while it is unfinished."""
    _open(card)
    check(card)
    if not card.verdict:
        raise CardError("there is no recommendation yet", "recommendation", "write it, then seal")
    salted = card._replace(salt=salt)
    return salted._replace(seal=seal_of(salted))


def seal_of(card: Card) -> str:
    """The digest that a card's seal has to be."""
    lines = [tuple(one) for one in card.lines]
    return digest([*card._replace(seal="", lines=())[:-1], lines])


def intact(card: Card) -> bool:
    """Whether a sealed card is as it was sealed."""
    return bool(card.seal) and card.seal == seal_of(card)


def changes(card: Card, kit: Kit) -> tuple[Change, ...]:
    """What became of the card's attributes in today's kit; () if nothing did."""
    now = {
        a.id: (interview.id, a)
        for interview in kit.interviews
        for a in interview.attributes
        if a.id != "check-communication" or interview.id == card.interview
    }
    made = []
    for one in card.lines:
        place, attribute = now.get(one.id, ("", None))
        if attribute is None:
            made.append(Change(one.id, one.name, "gone"))
        elif place != card.interview:
            made.append(Change(one.id, one.name, "moved", place))
        elif attribute_stamp(attribute) != one.stamp:
            made.append(Change(one.id, one.name, "reworded"))
    here = {one.id for one in card.lines}
    made += [Change(a.id, a.name, "new") for place, a in now.values() if place == card.interview and a.id not in here]
    return tuple(made)


def renew(card: Card, kit: Kit) -> Card:
    """The card for today's role: new attributes are added, gone ones marked; what was filled in stays, word for word."""
    _open(card)
    moved = {change.id: change.kind for change in changes(card, kit)}
    now = {a.id: a for interview in kit.interviews if interview.id == card.interview for a in interview.attributes}
    kept = [one._replace(gone=moved.get(one.id) in {"gone", "moved"}) for one in card.lines]
    kept = [_words(one, now[one.id]) if moved.get(one.id) == "reworded" and one.rating is None else one for one in kept]
    added = [_line(now[name]) for name, kind in moved.items() if kind == "new"]
    return card._replace(role=kit.stamp, title=kit.title, lines=(*kept, *added))


def line_of(card: Card, attribute: str) -> Line:
    """The line of an attribute by id or name. Raises CardError."""
    for one in card.lines:
        if attribute in {one.id, one.name}:
            return one
    ids = [one.id for one in card.lines]
    raise CardError(
        f"the card has no attribute {attribute!r}", "attribute", suggest(attribute, ids, f"it has {', '.join(ids)}")
    )


def _interview(kit: Kit, name: str) -> Interview:
    rated = {one.id: one for one in kit.interviews if one.rated}
    if name not in rated:
        raise CardError(
            f"the kit has no rated interview {name!r}", "interview", suggest(name, rated, f"it has {', '.join(rated)}")
        )
    return rated[name]


def _line(one: Attribute) -> Line:
    return Line(one.id, one.name, one.check, attribute_stamp(one), one.strong, one.adequate, one.weak)


def _words(line: Line, now: Attribute) -> Line:
    return line._replace(
        name=now.name, stamp=attribute_stamp(now), strong=now.strong, adequate=now.adequate, weak=now.weak
    )


def _open(card: Card) -> None:
    if card.seal:
        raise CardError(
            "the card is sealed",
            f"{card.interviewer} on {card.candidate}",
            "sealed cards don't change; talk about it in the debrief",
        )


def _evidence(name: str, words: str, rating: int) -> None:
    """A rating that is one, with evidence of some length."""
    least = table("plan")["limits"]["evidence_words"]
    if isinstance(rating, bool) or rating not in (*_RATINGS, NOT_SEEN):
        raise CardError(f"{rating!r} is no rating", name, "1 to 5, or 0 for not seen")
    if rating != NOT_SEEN and len(words.split()) < least:
        raise CardError(
            "a rating without evidence", name, f"write what they said or did, in {least} words at least, then rate"
        )
