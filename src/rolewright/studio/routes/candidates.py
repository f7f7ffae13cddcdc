"""Candidates: who they are, all that is kept about them, and its erasure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from rolewright.client.requests import NewCandidate
from rolewright.store import audit, candidates
from rolewright.store.engine import now, wipe
from rolewright.studio.rights import Who, allowed, role_for
from rolewright.studio.routes.bodies import Key
from rolewright.studio.shared import reading, writing

if TYPE_CHECKING:
    import sqlalchemy as sa

    from rolewright.store.rows import Row

router = APIRouter(tags=["candidates"])
_DAY = 86_400_000


def candidate_for(connection: sa.Connection, who: Who, candidate: str) -> Row:
    """A candidate of a role that the person may see. Raises MissingError."""
    row = candidates.get(connection, candidate)
    role_for(connection, who, row["role"])
    return row


@router.get("/roles/{role}/candidates")
def every(request: Request, role: Key, who: Annotated[Who, allowed("candidate.read")]) -> list[dict[str, Any]]:
    """A role's candidates with their details."""
    with reading(request) as connection:
        role_for(connection, who, role)
        return candidates.of_role(connection, role)


@router.get("/roles/{role}/labels")
def labels(request: Request, role: Key, who: Annotated[Who, allowed("kit.read")]) -> list[dict[str, Any]]:
    """A role's candidates by their labels alone, for who only rates."""
    with reading(request) as connection:
        role_for(connection, who, role)
        found = candidates.of_role(connection, role)
    return [{"id": one["id"], "label": one["label"], "erased": one["erased"]} for one in found]


@router.post("/roles/{role}/candidates", status_code=201)
def create(
    request: Request, role: Key, body: NewCandidate, who: Annotated[Who, allowed("candidate.write")]
) -> dict[str, Any]:
    """A new candidate; the details go after `keep_days` at the latest, if the team keeps to its own word."""
    with writing(request) as connection:
        role_for(connection, who, role)
        until = now() + body.keep_days * _DAY
        made = candidates.add(connection, role, body.name, body.email, body.notes, until)
        audit.note(connection, who.id, "candidate created", f"candidates/{made['id']}", role)
    return made


@router.get("/candidates/{candidate}/everything")
def everything(request: Request, candidate: Key, who: Annotated[Who, allowed("candidate.erase")]) -> JSONResponse:
    """All that is kept about a candidate, as a file for them."""
    with writing(request) as connection:
        candidate_for(connection, who, candidate)
        found = candidates.everything(connection, candidate)
        audit.note(connection, who.id, "candidate exported", f"candidates/{candidate}")
    headers = {"Content-Disposition": 'attachment; filename="candidate.json"'}
    return JSONResponse(found, headers=headers)


@router.delete("/candidates/{candidate}")
def erase(request: Request, candidate: Key, who: Annotated[Who, allowed("candidate.erase")]) -> dict[str, int]:
    """Erase a candidate: details, cards, submissions and their files. The label stays; how many rows went."""
    with writing(request) as connection:
        candidate_for(connection, who, candidate)
        gone = candidates.erase(connection, candidate)
        audit.note(connection, who.id, "candidate erased", f"candidates/{candidate}", str(sum(gone.values())))
    wipe(request.app.state.engine)
    return gone


@router.get("/overdue")
def overdue(request: Request, who: Annotated[Who, allowed("candidate.erase")]) -> list[dict[str, Any]]:
    """Candidates whose details should have been erased by now."""
    with reading(request) as connection:
        return candidates.overdue(connection)
