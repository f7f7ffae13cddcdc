"""Scorecards: what is typed is kept as it is typed; a sealed card never changes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from rolewright.errors import ConflictError
from rolewright.store import rows
from rolewright.store.engine import new_id, now
from rolewright.store.schema import candidates, cards

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rolewright.store.rows import Row


def add(connection: sa.Connection, candidate: str, interview: str, person: str, body: Mapping[str, Any]) -> Row:
    """A new card. Raises ConflictError if the person has one for this interview."""
    here = (cards.c.candidate == candidate, cards.c.interview == interview, cards.c.person == person)
    if rows.one(connection, sa.select(cards.c.id).where(*here)) is not None:
        raise ConflictError("you have a card for this interview", interview, "open that one")
    made = {"id": new_id(), "candidate": candidate, "interview": interview, "person": person, "revision": 1,
            "body": json.dumps(body), "scribble": "{}", "sealed": None, "changed": now()}  # fmt: skip
    return rows.add(connection, cards, made)


def get(connection: sa.Connection, card: str) -> Row:
    """A card. Raises MissingError if there is none."""
    return rows.by_id(connection, cards, card)


def of_role(connection: sa.Connection, role: str) -> list[Row]:
    """Every card on the candidates of a role, with the candidate's label."""
    query = sa.select(cards, candidates.c.label).join(candidates).where(candidates.c.role == role)
    return rows.many(connection, query.order_by(candidates.c.created, cards.c.interview, cards.c.id))


def scribble(connection: sa.Connection, card: str, typed: Mapping[str, Any], base: int) -> int:
    """Keep what is typed; the new revision. Raises ConflictError for a sealed card, or one that another tab changed."""
    row = _open(connection, card, base)
    rows.change(
        connection, cards, card, {"scribble": json.dumps(typed), "revision": row["revision"] + 1, "changed": now()}
    )
    return int(row["revision"]) + 1


def seal(connection: sa.Connection, card: str, body: Mapping[str, Any], base: int) -> None:
    """Close a card for good."""
    row = _open(connection, card, base)
    rows.change(connection, cards, card, {"body": json.dumps(body), "sealed": now(), "revision": row["revision"] + 1})


def _open(connection: sa.Connection, card: str, base: int) -> Row:
    row = rows.locked(connection, cards, card)
    if row["sealed"]:
        raise ConflictError(
            "the card is sealed", f"cards/{card}", "sealed cards don't change; talk about it in the debrief"
        )
    if row["revision"] != base:
        raise ConflictError("the card was changed in another tab", f"cards/{card}", "reload this one")
    return row
