"""Roles: the desk, one role, its versions, its team."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Request, Response

from rolewright import api
from rolewright.errors import ConfigError
from rolewright.store import audit, people, postings, roles
from rolewright.studio.rights import Who, allowed, role_for
from rolewright.studio.routes.bodies import Key, NewRole, State, Team
from rolewright.studio.shared import reading, role_of, writing

if TYPE_CHECKING:
    from rolewright.store.rows import Row

router = APIRouter(prefix="/roles", tags=["roles"])


@router.get("")
def desk(request: Request, who: Annotated[Who, allowed("look")]) -> list[dict[str, Any]]:
    """The roles that the person may see, each with where it stands, what is missing, and the next step."""
    with reading(request) as connection:
        return [card(row) for row in roles.visible(connection, None if who.all_roles else who.id)]


def card(row: Row) -> dict[str, Any]:
    """A role on the desk."""
    role = role_of(row)
    missing = [one.path for one in api.unfinished(role)]
    kept = {name: row[name] for name in ("id", "title", "state", "revision", "changed", "postings", "candidates")}
    facts = {"family": role.family, "level": role.level, "company": role.company.name, "missing": missing[:50]}
    return {**kept, **facts, "next": _next(row, missing)}


def _next(row: Row, missing: list[str]) -> str:
    """The next step: scope, draft, publish, interview, debrief or nothing."""
    if missing:
        return "scope"
    if not row["postings"]:
        return "draft"
    return {"interviewing": "debrief", "closed": "", "open": "interview"}.get(row["state"], "publish")


@router.post("", status_code=201)
def create(request: Request, body: NewRole, who: Annotated[Who, allowed("role.write")]) -> dict[str, Any]:
    """A new role, from a role file's text or empty."""
    if body.toml:
        from rolewright.scoping.load import loads

        table = loads(body.toml.encode(), "role.toml", complete=False, agree=False).as_dict()
    else:
        table = {"version": 1, "language": "en", **({"title": body.title} if body.title else {})}
        api.role_from(table)
    with writing(request) as connection:
        row = roles.create(connection, table, who.id)
        if not who.all_roles:
            roles.set_team(connection, row["id"], [who.id])
        audit.note(connection, who.id, "role created", f"roles/{row['id']}")
    return {"id": row["id"], "revision": row["revision"]}


@router.get("/{role}")
def get(request: Request, role: Key, who: Annotated[Who, allowed("look")]) -> dict[str, Any]:
    """A role: its tables, its diagnosis, what is missing, its postings."""
    with reading(request) as connection:
        row = role_for(connection, who, role)
        mine = [roles.visible(connection, None if who.all_roles else who.id)]
        here = next(one for one in mine[0] if one["id"] == role)
        texts = postings.of_role(connection, role)
        names = people.names(connection)
        team = roles.team(connection, role)
    made = role_of(row)
    return {
        **card(here), "body": roles.body_of(row), "diagnosis": api.diagnose(made).as_dict(),
        "missing": [one._asdict() for one in api.unfinished(made)], "texts": texts, "names": names, "team": team,
        "seed": row["seed"], "minutes": row["minutes"],
    }  # fmt: skip


@router.get("/{role}/versions")
def versions(request: Request, role: Key, who: Annotated[Who, allowed("look")]) -> list[dict[str, Any]]:
    """Every revision: who made it, when, and which fields it changed."""
    with reading(request) as connection:
        role_for(connection, who, role)
        found = roles.versions(connection, role)[:200]
        names = people.names(connection)
        bodies = {
            one["revision"]: roles.body_of(roles.version(connection, role, one["revision"]) or {"body": "{}"})
            for one in found
        }
    return [
        {**one, "by": names.get(one["author"], ""), "changed": changed(bodies.get(one["revision"] - 1, {}), bodies[one["revision"]])}
        for one in found
    ]  # fmt: skip


def changed(old: dict[str, Any], new: dict[str, Any], path: str = "") -> list[str]:
    """The paths of the fields that differ; a list is one field."""
    out = []
    for name in dict.fromkeys((*old, *new)):
        before, after = old.get(name), new.get(name)
        if isinstance(before, dict | None) and isinstance(after, dict | None) and before != after:
            out += changed(before or {}, after or {}, f"{path}{name}.")
        elif before != after:
            out.append(path + name)
    return out


@router.get("/{role}/file")
def file(request: Request, role: Key, who: Annotated[Who, allowed("look")]) -> Response:
    """The role file (TOML), as the command line reads it."""
    with reading(request) as connection:
        made = role_of(role_for(connection, who, role))
    headers = {"Content-Disposition": 'attachment; filename="role.toml"'}
    return Response(api.role_text(made), media_type="application/toml", headers=headers)


@router.put("/{role}/state")
def set_state(request: Request, role: Key, body: State, who: Annotated[Who, allowed("role.write")]) -> dict[str, str]:
    """Move a role on."""
    if body.state not in roles.STATES:
        raise ConfigError(f"{body.state!r} is no state", "state", f"one of {', '.join(roles.STATES)}")
    with writing(request) as connection:
        role_for(connection, who, role)
        roles.set_state(connection, role, body.state)
        audit.note(connection, who.id, "role state", f"roles/{role}", body.state)
    return {"state": body.state}


@router.put("/{role}/team")
def set_team(
    request: Request, role: Key, body: Team, who: Annotated[Who, allowed("role.team")]
) -> dict[str, list[str]]:
    """Who works on a role, and so sees it."""
    with writing(request) as connection:
        role_for(connection, who, role)
        for person in body.people:
            people.get(connection, person)
        roles.set_team(connection, role, body.people)
        audit.note(connection, who.id, "role team", f"roles/{role}", json.dumps(body.people))
    return {"people": body.people}


@router.delete("/{role}", status_code=204)
def delete(request: Request, role: Key, who: Annotated[Who, allowed("role.delete")]) -> None:
    """Remove a role with its postings, candidates and cards."""
    with writing(request) as connection:
        role_for(connection, who, role)
        roles.delete(connection, role)
        audit.note(connection, who.id, "role deleted", f"roles/{role}")
