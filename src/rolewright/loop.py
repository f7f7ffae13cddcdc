"""The interview loop of the library: kit, scorecards, debrief. Part of `rolewright.api`, which hands these functions on.

Each imports what it needs when it is called, so that `check` loads none of it.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from rolewright.errors import CardError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rolewright.model.card import Card, Debrief
    from rolewright.model.kit import Kit
    from rolewright.model.role import Role

__all__ = [
    "card_from",
    "card_json",
    "debrief",
    "debrief_file",
    "fill_card",
    "kit",
    "kit_files",
    "load_card",
    "load_cards",
    "may_see_card",
    "new_card",
    "plain_data",
    "recommend",
    "renew_card",
    "save_card",
    "seal_card",
    "show_card",
]


def kit(role: Role, seed: int = 0, minutes: int | None = None) -> Kit:
    """The interview kit of a role: the smallest set of questions that covers it within `minutes` of a candidate's time.

    `minutes` are at most 360, by default as the level has them. `Kit.missing` is what doesn't fit. Another `seed` gives
    another set. Raises RoleError for a role without family or level.
    """
    from rolewright.interview.build import build

    return build(role, seed, minutes)


def kit_files(
    made: Kit, formats: Sequence[str] = (), start: str = "", zone: str = "", paper: str = "a4"
) -> dict[str, bytes]:
    """A kit as files, name → bytes: plan, brief, a guide with its card for each interview, JSON, calendars from `start`.

    `formats` are of md, html, docx, pdf, json (default: all but pdf). Raises ConfigError, MissingExtraError.
    """
    from rolewright.interview.files import DEFAULT, files

    return files(made, tuple(formats) or DEFAULT, start, zone, paper)


def load_card(path: str) -> Card:
    """The scorecard in a TOML or JSON file. Raises CardError naming what is wrong: a rating without evidence is."""
    from rolewright.interview.cardfile import LIMIT, loads

    try:
        with open(path, "rb") as file:
            return loads(file.read(LIMIT + 1), path)
    except OSError as error:
        raise CardError(f"can't be read ({error.strerror})", path, "name a card file") from error


def load_cards(folder: str) -> tuple[list[Card], list[str]]:
    """Every card of a folder, and for each file that isn't one what is wrong. Raises CardError if there is no folder."""
    try:
        names = sorted(name for name in os.listdir(folder) if name.endswith((".toml", ".json")))
    except OSError as error:
        raise CardError(f"can't be read ({error.strerror})", folder, "name the folder of the cards") from error
    cards, problems = [], []
    for name in names:
        try:
            cards.append(load_card(os.path.join(folder, name)))
        except CardError as error:
            problems.append(str(error))
    return cards, problems


def card_from(table: Mapping[str, Any]) -> Card:
    """The scorecard in plain data, as `plain_data` gives it. Raises CardError."""
    from rolewright.interview.cardfile import card_of

    return card_of(table, "card")


def may_see_card(card: Card, others: Sequence[Card] = (), who: str = "") -> bool:
    """Whether `who` may see a card's ratings: their own always, another's once all cards on the candidate are sealed."""
    from rolewright.interview.show import may_see

    return may_see(card, others, who)


def save_card(card: Card, path: str) -> None:
    """Write a card, whole or not at all; as JSON if the name ends so. Raises CardError if it can't be written."""
    from rolewright.engine.files import write_whole
    from rolewright.interview.cardfile import dumps_json, dumps_toml

    try:
        write_whole(path, (dumps_json if path.endswith(".json") else dumps_toml)(card).encode())
    except OSError as error:
        raise CardError(f"can't write ({error.strerror})", path, "choose another place") from error


def new_card(made: Kit, interview: str, candidate: str, interviewer: str) -> Card:
    """An empty scorecard for one interview. Raises CardError for an interview that the kit doesn't have."""
    from rolewright.interview.cards import new

    return new(made, interview, candidate, interviewer)


def renew_card(card: Card, made: Kit) -> Card:
    """A card for the role as it is now: what was filled in stays, what is new is added, what went is marked."""
    from rolewright.interview.cards import renew

    return renew(card, made)


def fill_card(card: Card, attribute: str, evidence: str, rating: int) -> Card:
    """The card with one attribute rated 1 to 5, or 0 for not seen. Raises CardError without evidence."""
    from rolewright.interview.cards import rate

    return rate(card, attribute, evidence, rating)


def recommend(card: Card, verdict: str, because: str) -> Card:
    """The card with its recommendation, which comes last. Raises CardError while an attribute is unrated."""
    from rolewright.interview.cards import recommend as last

    return last(card, verdict, because)


def seal_card(card: Card) -> Card:
    """The card closed by a digest: whoever changes it afterwards breaks the seal. Raises CardError if unfinished."""
    from rolewright.interview.cards import seal

    return seal(card, os.urandom(16).hex())


def show_card(card: Card, others: Sequence[Card] = (), who: str = "", made: Kit | None = None) -> str:
    """A card as Markdown; its ratings only for `who` may see them yet. With a kit also what changed in the role."""
    from rolewright.interview.show import page
    from rolewright.interview.text_md import render

    return render(page(card, others, who, made))


def card_json(card: Card, others: Sequence[Card] = (), who: str = "") -> str:
    """A card as JSON in the shape of a Greenhouse scorecard. Raises CardError for one that `who` may not see yet."""
    from rolewright.interview.greenhouse import card_as_json
    from rolewright.interview.show import may_see
    from rolewright.reports.as_json import dumps

    if not may_see(card, others, who):
        raise CardError("cards on this candidate aren't all sealed", card.interview, "seal them, or look at your own")
    return dumps(card_as_json(card)) + "\n"


def debrief(made: Kit, cards: Sequence[Card], problems: Sequence[str] = ()) -> Debrief:
    """What the sealed cards of a loop say, laid side by side. It recommends no one."""
    from rolewright.interview.debrief import debrief as lay

    return lay(made, cards, problems)


def debrief_file(found: Debrief, form: str = "md") -> bytes:
    """A debrief as md, html, docx, pdf or json."""
    if form == "json":
        from rolewright.reports.as_json import dumps

        return (dumps(plain_data(found)) + "\n").encode()
    from rolewright.interview.debrief_page import page
    from rolewright.interview.files import render

    return render(page(found), form)


def plain_data(value: Any) -> Any:
    """A record with its records as dictionaries and lists."""
    if hasattr(value, "_asdict"):
        return {name: plain_data(one) for name, one in value._asdict().items()}
    if isinstance(value, dict):
        return {name: plain_data(one) for name, one in value.items()}
    return [plain_data(one) for one in value] if isinstance(value, list | tuple) else value
