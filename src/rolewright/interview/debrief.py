"""The cards of a loop, laid side by side: agreement, spread, gaps, habits of raters, a table with its arithmetic.

It names no one to hire: the number at the end of a table decides nothing, and where a rating is missing there is none.
"""

from __future__ import annotations

from statistics import fmean, pstdev
from typing import TYPE_CHECKING

from rolewright.interview.agreement import agreement
from rolewright.interview.bank import table
from rolewright.interview.cards import changes, intact
from rolewright.model.card import NOT_SEEN, Card, Coefficient, Debrief, Decision, Line, Row, Spread
from rolewright.model.kit import RATED_CHECKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.model.kit import Kit

    Ratings = dict[tuple[str, str], list[tuple[str, int]]]

ALL = "all attributes"


def debrief(kit: Kit, cards: Sequence[Card], problems: Sequence[str] = ()) -> Debrief:
    """What the cards say. `problems` are files that couldn't be read; cards that aren't sealed or broken are named."""
    ordered = sorted(cards, key=lambda c: (c.candidate, c.interviewer, c.interview))
    usable = [card for card in ordered if intact(card)]
    ratings = _ratings(usable)
    names = {line.id: line.name for card in usable for line in card.lines}
    candidates = tuple(dict.fromkeys(card.candidate for card in usable))
    spreads = _spreads(ratings, names)
    missing = _missing(kit, usable, candidates)
    warnings = (*_halo(usable), *_lenient(usable, ratings))
    decisions = tuple(_decision(kit, usable, one, ratings) for one in candidates)
    moved = _changes(kit, usable)
    return Debrief(
        kit.title, len(usable), candidates, tuple(dict.fromkeys(c.interviewer for c in usable)),
        _agreements(ratings, names), spreads, missing, warnings, decisions,
        _questions(spreads, decisions, warnings), moved, (*problems, *_seals(ordered), *_twice(usable)),
    )  # fmt: skip


def rated(card: Card) -> list[Line]:
    """The lines of a card that have a rating from 1 to 5 and that the role still has."""
    return [line for line in card.lines if line.rating not in {None, NOT_SEEN} and not line.gone]


def _ratings(cards: Sequence[Card]) -> Ratings:
    """(candidate, attribute) → (interviewer, rating). Of several by one person, from several interviews, the first counts."""
    made: dict[tuple[str, str], dict[str, int]] = {}
    for card in cards:
        for line in rated(card):
            by = made.setdefault((card.candidate, line.id), {})
            by.setdefault(card.interviewer, line.rating or 0)
    return {key: list(by.items()) for key, by in made.items()}


def _agreements(ratings: Ratings, names: dict[str, str]) -> tuple[tuple[str, Coefficient], ...]:
    """Over all (candidate, attribute), then for each attribute over the candidates."""
    made = [(ALL, agreement([[r for _, r in by] for by in ratings.values()]))]
    for attribute in dict.fromkeys(name for _, name in ratings):
        units = [[r for _, r in by] for (_, name), by in ratings.items() if name == attribute]
        made.append((names[attribute], agreement(units)))
    return tuple(made)


def _spreads(ratings: Ratings, names: dict[str, str]) -> tuple[Spread, ...]:
    """Attributes of which the ratings differ by the limit or more, the widest first."""
    least = table("plan")["debrief"]["spread"]
    made = [
        Spread(who, name, names[name], tuple(by), min(r for _, r in by), max(r for _, r in by))
        for (who, name), by in ratings.items()
    ]  # fmt: skip
    wide = [one for one in made if one.most - one.least >= least]
    return tuple(sorted(wide, key=lambda s: (s.least - s.most, s.candidate, s.attribute)))


def _missing(kit: Kit, cards: Sequence[Card], candidates: Sequence[str]) -> tuple[str, ...]:
    """Interviews without a card, and with one only."""
    said = []
    for who in candidates:
        for interview in kit.interviews:
            count = len({c.interviewer for c in cards if c.candidate == who and c.interview == interview.id})
            if interview.rated and count == 0:
                said.append(f"{who}: no sealed card of “{interview.name}”")
            elif interview.rated and count == 1:
                said.append(f"{who}: one card only of “{interview.name}”; its ratings have nothing to agree with")
    return tuple(said)


def _halo(cards: Sequence[Card]) -> list[str]:
    """Cards on which nearly everything has the same rating."""
    by = table("plan")["debrief"]
    said = []
    for card in cards:
        found = [line.rating or 0 for line in rated(card)]
        if len(found) >= by["halo_ratings"] and pstdev(found) < by["halo_spread"]:
            said.append(
                f"{card.interviewer} on {card.candidate}, “{card.interview}”: {len(found)} ratings, nearly all "
                f"{round(fmean(found))}. One impression may have coloured all: is there evidence for each?"
            )
    return said


def _lenient(cards: Sequence[Card], ratings: Ratings) -> list[str]:
    """Interviewers whose ratings lie above or below those of the others, on the same attributes of the same people."""
    by = table("plan")["debrief"]
    said = []
    for who in dict.fromkeys(card.interviewer for card in cards):
        apart = [
            own - fmean(others)
            for given in ratings.values()
            for name, own in given
            if name == who and (others := [r for other, r in given if other != who])
        ]
        if len(apart) >= by["lenient_shared"] and abs(fmean(apart)) >= by["lenient"]:
            kind = "above" if fmean(apart) > 0 else "below"
            said.append(
                f"{who} rates {abs(fmean(apart)):.2f} points {kind} the others, over {len(apart)} shared ratings"
            )
    return said


def _decision(kit: Kit, cards: Sequence[Card], who: str, ratings: Ratings) -> Decision:
    """A candidate's table: attribute means, means of the checks, their weighted sum where nothing is missing."""
    attributes = {a.id: a for interview in kit.interviews for a in interview.attributes}
    rows = []
    for name, one in attributes.items():
        given = tuple(ratings.get((who, name), ()))
        rows.append(Row(one.check, name, one.name, given, fmean(r for _, r in given) if given else None))
    means = tuple((check, _mean(rows, check)) for check in RATED_CHECKS)
    mine = [card for card in cards if card.candidate == who]
    number, arithmetic = _weighted(means, dict(kit.weights))
    return Decision(
        who, tuple(rows), means, number, arithmetic,
        tuple((card.interviewer, card.verdict, card.because) for card in mine),
        tuple(row.name for row in rows if row.mean is None),
    )  # fmt: skip


def _mean(rows: Sequence[Row], check: str) -> float | None:
    found = [row.mean for row in rows if row.check == check and row.mean is not None]
    return fmean(found) if found else None


def _weighted(means: Sequence[tuple[str, float | None]], weights: dict[str, int]) -> tuple[float | None, str]:
    """The sum and how it came about."""
    known = [(check, mean) for check, mean in means if mean is not None]
    if len(known) < len(means):
        lost = ", ".join(check for check, mean in means if mean is None)
        return None, f"no number: nobody rated {lost} ({sum(weights[c] for c, m in means if m is None)} of 100 parts)"
    total = sum(weights[check] * mean for check, mean in known) / 100
    terms = " + ".join(f"{weights[check]} % × {mean:.2f}" for check, mean in known)
    return total, f"{terms} = {total:.2f} of 5"


def _questions(spreads: Sequence[Spread], decisions: Sequence[Decision], warnings: Sequence[str]) -> tuple[str, ...]:
    """What the debrief should settle, in the order to take it."""
    asked = []
    for one in spreads:
        low = [who for who, r in one.ratings if r == one.least]
        high = [who for who, r in one.ratings if r == one.most]
        asked.append(
            f"{one.candidate}, {one.name}: {', '.join(low)} rated {one.least}, {', '.join(high)} {one.most}. Read your evidence "
            "aloud: did you see different things, or judge the same thing differently?"
        )
    for decision in decisions:
        asked += [
            f"{decision.candidate}, {name}: nobody has a rating. Is it a must-have? Then who finds out, and how?"
            for name in decision.missing
        ]
        asked += _verdicts(decision)
    if warnings:
        asked.append("For the warnings above: which ratings would change if each were read with its anchors again?")
    return tuple(asked)


def _verdicts(decision: Decision) -> list[str]:
    """Recommendations that contradict each other."""
    yes = [who for who, verdict, _ in decision.verdicts if verdict in {"yes", "strong_yes"}]
    no = [who for who, verdict, _ in decision.verdicts if verdict in {"no", "definitely_not"}]
    if not (yes and no):
        return []
    return [
        f"{decision.candidate}: {', '.join(dict.fromkeys(yes))} would hire, {', '.join(dict.fromkeys(no))} wouldn't. Which need of the first ninety days is it about?"
    ]


def _changes(kit: Kit, cards: Sequence[Card]) -> tuple[str, ...]:
    """Attributes that changed in the role since a card was made."""
    words = {
        "gone": "isn't in the role any more",
        "reworded": "has other words now",
        "new": "is new, and isn't on this card",
    }
    said = []
    for card in cards:
        if card.role == kit.stamp:
            continue
        for change in changes(card, kit):
            what = words.get(change.kind, f"is rated in “{change.to}” now")
            said.append(f"{card.interviewer} on {card.candidate}, “{card.interview}”: {change.name} {what}")
    return tuple(said)


def _seals(cards: Sequence[Card]) -> list[str]:
    """Cards that don't count, and why."""
    said = []
    for card in cards:
        if not card.seal:
            said.append(
                f"{card.interviewer} on {card.candidate}, “{card.interview}”: not sealed yet, so it isn't opened"
            )
        elif not intact(card):
            said.append(
                f"{card.interviewer} on {card.candidate}, “{card.interview}”: changed after it was sealed, so it doesn't count"
            )
    return said


def _twice(cards: Sequence[Card]) -> list[str]:
    """Several cards of one person on one interview; and attributes that one person rated in several interviews."""
    seen: set[tuple[str, str, str]] = set()
    said = []
    for card in cards:
        key = (card.candidate, card.interviewer, card.interview)
        if key in seen:
            said.append(
                f"{card.interviewer} on {card.candidate}, “{card.interview}”: a second card; the first one's ratings count"
            )
        seen.add(key)
    return said
