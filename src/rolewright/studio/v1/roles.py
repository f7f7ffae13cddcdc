"""Roles as files: made, read, replaced; drafted as postings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query, Request

from rolewright import api
from rolewright.client import models, requests
from rolewright.scoping.load import loads
from rolewright.store import audit, roles
from rolewright.studio.rights import Who, role_for
from rolewright.studio.routes import roles as page
from rolewright.studio.routes.bodies import Key
from rolewright.studio.shared import finished, reading, role_of, writing
from rolewright.studio.tokens import bearer
from rolewright.studio.v1.paging import paged

if TYPE_CHECKING:
    from rolewright.model.role import Role

router = APIRouter(prefix="/roles", tags=["roles"])


@router.get("", name="roles", response_model=list[models.RoleCard])
def every(
    request: Request, part: Annotated[requests.Page, Query()], who: Annotated[Who, bearer("look")]
) -> list[dict[str, Any]]:
    """The roles that the token's person may see, in the order of their ids, a part at a time."""
    with reading(request) as connection:
        rows = roles.visible(connection, None if who.all_roles else who.id)
    return [page.card(row) for row in paged(rows, part)]


@router.post("", name="create_role", status_code=201, response_model=models.Saved)
def create(request: Request, body: requests.NewRole, who: Annotated[Who, bearer("role.write")]) -> dict[str, Any]:
    """A new role from a role file; it may be unfinished."""
    table = _read(body.file).as_dict()
    with writing(request) as connection:
        row = roles.create(connection, table, who.id)
        if not who.all_roles:
            roles.set_team(connection, row["id"], [who.id])
        audit.note(connection, who.id, "role created", f"roles/{row['id']}", f"token {request.state.token}")
    return {"id": row["id"], "revision": row["revision"]}


@router.get("/{role}", name="role", response_model=models.Role)
def get(request: Request, role: Key, who: Annotated[Who, bearer("look")]) -> dict[str, Any]:
    """A role: its file, its diagnosis, what it lacks."""
    with reading(request) as connection:
        row = role_for(connection, who, role)
    made = role_of(row)
    gaps = [{"field": one.path, "what": one.what, "do": one.do} for one in api.unfinished(made)]
    card = next(one for one in page.desk(request, who) if one["id"] == role)
    return {**card, "file": api.role_text(made), "diagnosis": api.diagnose(made).as_dict(), "gaps": gaps}


@router.put("/{role}", name="save_role", response_model=models.Saved)
def save(
    request: Request, role: Key, body: requests.SaveRole, who: Annotated[Who, bearer("role.write")]
) -> dict[str, Any]:
    """A role file in place of the revision that it was made from. 409 if somebody changed the role since."""
    table = _read(body.file).as_dict()
    with writing(request) as connection:
        role_for(connection, who, role)
        revision = roles.save(connection, role, table, body.base, who.id)
        audit.note(connection, who.id, "role saved", f"roles/{role}", f"{revision} token {request.state.token}")
    return {"id": role, "revision": revision}


@router.post("/{role}/draft", name="draft", response_model=models.Drafted)
def draft(request: Request, role: Key, who: Annotated[Who, bearer("look")]) -> dict[str, Any]:
    """The posting that a finished role gives, as Markdown; it isn't kept."""
    request.app.state.limits.count("check", request, request.app.state.config.checks_a_minute, who.id)
    with reading(request) as connection:
        made = finished(role_of(role_for(connection, who, role)))
    drafted = api.draft(made)
    gaps = [{"field": gap.field, "what": gap.what, "do": gap.do} for gap in drafted.gaps]
    return {"text": drafted.markdown, "score": drafted.report.score, "gaps": gaps}


def _read(file: str) -> Role:
    """The role of a role file's text. Raises RoleError with line and field."""
    return loads(file.encode(), "role.toml", complete=False, agree=False)
