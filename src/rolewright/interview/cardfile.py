"""Card files: TOML or JSON in, checked field by field; TOML or JSON out, made to be filled in by hand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from rolewright.errors import CardError, suggest
from rolewright.interview.bank import table
from rolewright.interview.cards import check
from rolewright.model.card import VERSION, Card, Line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LIMIT = 1 << 20
"""Bytes of the largest card."""
_TEXTS = ("role", "title", "interview", "candidate", "interviewer", "verdict", "because", "salt", "seal")
_LINE_TEXTS = ("id", "name", "check", "stamp", "strong", "adequate", "weak", "evidence")
_NEEDED = ("role", "interview", "candidate", "interviewer")


def loads(data: bytes, name: str) -> Card:
    """The card in a file. Raises CardError naming the field that is wrong; a rating without evidence is wrong."""
    card = card_of(_table(data, name), name)
    try:
        check(card)
    except CardError as error:
        raise CardError(error.what, f"{name}: {error.where}", error.do) from None
    return card


def card_of(plain: Mapping[str, Any], name: str) -> Card:
    """A card from plain data."""
    _only(plain, ("version", *_TEXTS, "lines"), name)
    if plain.get("version") != VERSION:
        raise CardError(
            f"version {plain.get('version')!r} isn't known", f"{name}: version", f"write version = {VERSION}"
        )
    texts = {field: _text(plain, field, name) for field in _TEXTS}
    for field in _NEEDED:
        if not texts[field].strip():
            raise CardError("it is missing", f"{name}: {field}", "make the card with `rolewright score new`")
    lines = plain.get("lines", [])
    if not isinstance(lines, list) or not all(isinstance(one, dict) for one in lines):
        raise CardError(
            "lines has to be a list of tables", f"{name}: lines", "make the card with `rolewright score new`"
        )
    made = tuple(_line(one, f"{name}: lines[{n}]") for n, one in enumerate(lines, 1))
    twice = {one.id for one in made if sum(other.id == one.id for other in made) > 1}
    if twice:
        raise CardError("an attribute is there twice", f"{name}: {min(twice)}", "keep one")
    return Card(version=VERSION, lines=made, **texts)


def dumps_json(card: Card) -> str:
    """The card as JSON."""
    plain = {**card._asdict(), "lines": [line._asdict() for line in card.lines]}
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


def dumps_toml(card: Card) -> str:
    """The card as TOML: in each attribute evidence stands before the rating, the recommendation at the end of all."""
    out = [
        f"# Scorecard: {card.interview}, {card.candidate}, {card.interviewer}",
        "# Write the evidence first (what they said or did), then the rating: 1 to 5, or 0 if you didn't see it.",
        "# The recommendation, below the first lines, comes last: `rolewright score fill` asks for it in that order.",
        f"version = {card.version}",
    ]
    out += [f"{field} = {_toml(getattr(card, field))}" for field in _TEXTS if field not in {"verdict", "because"}]
    verdicts = table("attributes")["recommendations"]
    out += ["# " + "; ".join(f"{k} = {v.partition(':')[0]}" for k, v in verdicts.items())]
    out += [f"verdict = {_toml(card.verdict)}", f"because = {_toml(card.because)}"]
    for line in card.lines:
        out += ["", "[[lines]]"]
        out += [f"{field} = {_toml(getattr(line, field))}" for field in _LINE_TEXTS]
        out.append(f"rating = {line.rating}" if line.rating is not None else "# rating =")
        if line.gone:
            out.append("gone = true # the role has it no more; what you wrote is kept")
    return "\n".join(out) + "\n"


def _table(data: bytes, name: str) -> Mapping[str, Any]:
    import tomllib

    if len(data) > LIMIT:
        raise CardError(f"{len(data):,} bytes", name, f"a card fits into {LIMIT:,}")
    try:
        text = data.decode("utf-8-sig")
        made = json.loads(text) if name.endswith(".json") else tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise CardError(
            f"it can't be read: {str(error) or 'nested too deep'}", name, "mend the line that is named"
        ) from error
    if not isinstance(made, dict):
        raise CardError("it isn't a table", name, "make the card with `rolewright score new`")
    return made


def _line(plain: Mapping[str, Any], where: str) -> Line:
    _only(plain, (*_LINE_TEXTS, "rating", "gone"), where)
    texts = {field: _text(plain, field, where) for field in _LINE_TEXTS}
    if not texts["id"]:
        raise CardError("it is missing", f"{where}: id", "make the card with `rolewright score new`")
    rating = plain.get("rating")
    if rating is not None and (not isinstance(rating, int) or isinstance(rating, bool)):
        raise CardError(f"{rating!r} is no rating", f"{where}: rating", "1 to 5, or 0 for not seen")
    return Line(rating=rating, gone=plain.get("gone") is True, **texts)


def _text(plain: Mapping[str, Any], field: str, where: str) -> str:
    value = plain.get(field, "")
    if not isinstance(value, str):
        raise CardError("it has to be a text", f"{where}: {field}", f'write {field} = "…"')
    return value


def _only(plain: Mapping[str, Any], known: Sequence[str], where: str) -> None:
    for field in plain:
        if field not in known:
            raise CardError(f"unknown field {field!r}", where, suggest(str(field), known, "take it out"))


def _toml(text: str) -> str:
    """A basic string."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
