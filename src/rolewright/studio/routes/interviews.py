"""The interview kit, scorecards that are sealed, the debrief."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Request, Response

from rolewright import api
from rolewright.errors import CardError, MissingError
from rolewright.store import audit, candidates, cards, people, roles
from rolewright.studio.rights import RightsError, Who, allowed, role_for
from rolewright.studio.routes.bodies import Key, KitChoice, NewCard, Scribble, Sealed
from rolewright.studio.security import PAGE_POLICY
from rolewright.studio.shared import reading, role_of, saving, writing

if TYPE_CHECKING:
    import sqlalchemy as sa

    from rolewright.model.card import Card
    from rolewright.model.kit import Kit
    from rolewright.store.rows import Row

router = APIRouter(tags=["interviews"])
_PLAIN = {
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
    "ics": "text/calendar",
}


def kit_of(row: Row) -> Kit:
    """The kit of a role as the team chose it."""
    return api.kit(role_of(row), row["seed"], row["minutes"])


@router.get("/roles/{role}/kit")
def kit(request: Request, role: Key, who: Annotated[Who, allowed("kit.read")]) -> dict[str, Any]:
    """The interview kit: plan, questions with their anchors, what isn't asked."""
    with reading(request) as connection:
        row = role_for(connection, who, role)
    made: dict[str, Any] = api.plain_data(kit_of(row))
    return {"kit": made, "seed": row["seed"], "minutes": row["minutes"]}


@router.put("/roles/{role}/kit")
def choose(request: Request, role: Key, body: KitChoice, who: Annotated[Who, allowed("role.write")]) -> dict[str, Any]:
    """Another set of questions (`seed`), or another time (`minutes`, None for the level's own)."""
    with writing(request) as connection:
        row = role_for(connection, who, role)
        kit_of({**row, "seed": body.seed, "minutes": body.minutes})
        roles.set_kit(connection, role, body.seed, body.minutes)
        audit.note(connection, who.id, "kit chosen", f"roles/{role}", f"{body.seed} {body.minutes or ''}")
    return body.model_dump()


@router.get("/roles/{role}/kit/files")
def kit_files(request: Request, role: Key, who: Annotated[Who, allowed("kit.read")]) -> Response:
    """All files of the kit in one archive."""
    with reading(request) as connection:
        row = role_for(connection, who, role)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in api.kit_files(kit_of(row)).items():
            archive.writestr(zipfile.ZipInfo(name), data)
    headers = {"Content-Disposition": 'attachment; filename="kit.zip"'}
    return Response(packed.getvalue(), media_type="application/zip", headers=headers)


@router.get("/roles/{role}/kit/page/{name}")
def kit_page(request: Request, role: Key, name: str, who: Annotated[Who, allowed("kit.read")]) -> Response:
    """One page of the kit to print."""
    with reading(request) as connection:
        row = role_for(connection, who, role)
    data = api.kit_files(kit_of(row), ("html",)).get(name)
    if data is None:
        raise MissingError("the kit has no such page", name[:80], "see the kit")
    return Response(data, media_type=_PLAIN["html"], headers={"Content-Security-Policy": PAGE_POLICY})


@router.get("/roles/{role}/cards")
def every(request: Request, role: Key, who: Annotated[Who, allowed("debrief")]) -> list[dict[str, Any]]:
    """The cards of a role: who holds which, and whether it is sealed; nothing of what is on them."""
    with reading(request) as connection:
        role_for(connection, who, role)
        names = people.names(connection)
        found = cards.of_role(connection, role)
    return [
        {"id": one["id"], "candidate": one["candidate"], "label": one["label"], "interview": one["interview"],
         "by": names.get(one["person"], ""), "mine": one["person"] == who.id, "sealed": bool(one["sealed"])}
        for one in found
    ]  # fmt: skip


@router.post("/candidates/{candidate}/cards", status_code=201)
def create(
    request: Request, candidate: Key, body: NewCard, who: Annotated[Who, allowed("card.write")]
) -> dict[str, str]:
    """A card of your own for one interview with a candidate."""
    with writing(request) as connection:
        found = candidates.get(connection, candidate)
        row = role_for(connection, who, found["role"])
        made = api.new_card(kit_of(row), body.interview, found["label"], who.name or who.email)
        kept = cards.add(connection, candidate, body.interview, who.id, api.plain_data(made))
        audit.note(connection, who.id, "card created", f"cards/{kept['id']}", candidate)
    return {"id": kept["id"]}


@router.get("/cards/{card}")
def card(request: Request, card: Key, who: Annotated[Who, allowed("debrief")]) -> dict[str, Any]:
    """A card with what is typed on it: your own; another's only once all cards on the candidate are sealed."""
    with reading(request) as connection:
        row, role = _seen(connection, who, card)
        others = [_card(one) for one in cards.of_role(connection, role["id"]) if one["candidate"] == row["candidate"]]
    made = _card(row)
    if row["person"] != who.id and not api.may_see_card(made, others, ""):
        raise RightsError(
            "cards on this candidate aren't all sealed", f"cards/{card}", "seal yours, and wait for the others"
        )
    plain: dict[str, Any] = api.plain_data(made)
    return {"id": card, "role": role["id"], "card": plain, "scribble": json.loads(row["scribble"]), "revision": row["revision"],
            "sealed": bool(row["sealed"]), "mine": row["person"] == who.id}  # fmt: skip


@router.put("/cards/{card}")
def scribble(request: Request, card: Key, body: Scribble, who: Annotated[Who, allowed("card.write")]) -> dict[str, int]:
    """Keep what is typed on your card, finished or not."""
    with saving(request) as connection:
        _own(connection, who, card)
        return {"revision": cards.scribble(connection, card, body.typed.model_dump(), body.base)}


@router.post("/cards/{card}/seal")
def seal(request: Request, card: Key, body: Sealed, who: Annotated[Who, allowed("card.write")]) -> dict[str, Any]:
    """Close your card for good: every attribute rated with evidence, the recommendation last. 422 says what is missing."""
    with writing(request) as connection:
        row = _own(connection, who, card)
        made = api.seal_card(_filled(_card(row), json.loads(row["scribble"])))
        cards.seal(connection, card, api.plain_data(made), body.base)
        audit.note(connection, who.id, "card sealed", f"cards/{card}")
    return {"sealed": True}


def _filled(made: Card, typed: dict[str, Any]) -> Card:
    """The card with what was typed on it, line by line, as `rolewright score fill` does it."""
    for name, line in typed.get("lines", {}).items():
        if line.get("rating") is None:
            raise CardError("it isn't rated yet", name, "1 to 5, or 0 for not seen")
        made = api.fill_card(made, name, line.get("evidence", ""), line["rating"])
    return api.recommend(made, typed.get("verdict", ""), typed.get("because", ""))


@router.get("/roles/{role}/debrief")
def debrief(request: Request, role: Key, who: Annotated[Who, allowed("debrief")]) -> dict[str, Any]:
    """The sealed cards side by side, of those candidates whose cards are all sealed; `waiting` are the others."""
    with reading(request) as connection:
        row = role_for(connection, who, role)
        found = cards.of_role(connection, role)
    made = api.debrief(kit_of(row), [_card(one) for one in _settled(found)])
    waiting: dict[str, list[int]] = {}
    for one in found:
        counts = waiting.setdefault(one["label"], [0, 0])
        counts[0] += bool(one["sealed"])
        counts[1] += 1
    told = {label: counts for label, counts in waiting.items() if counts[0] < counts[1]}
    return {"debrief": api.plain_data(made), "waiting": told}


def _settled(found: list[Row]) -> list[Row]:
    """The cards on candidates on whom every card is sealed."""
    open_ones = {one["candidate"] for one in found if not one["sealed"]}
    return [one for one in found if one["candidate"] not in open_ones]


def _card(row: Row) -> Card:
    return api.card_from(json.loads(row["body"]))


def _seen(connection: sa.Connection, who: Who, card: str) -> tuple[Row, Row]:
    """(card, its role), of a role that the person may see."""
    row = cards.get(connection, card)
    return row, role_for(connection, who, candidates.get(connection, row["candidate"])["role"])


def _own(connection: sa.Connection, who: Who, card: str) -> Row:
    row, _ = _seen(connection, who, card)
    if row["person"] != who.id:
        raise RightsError("it is somebody else's card", f"cards/{card}", "fill in your own")
    return row
