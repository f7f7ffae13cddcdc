"""The scope of a role: questions, answers, proposals. Two people may answer at once; the same question twice is told."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Request

from rolewright import api
from rolewright.errors import ConflictError, RoleError, suggest
from rolewright.scoping.flow import Step
from rolewright.scoping.flow import get as answer_at
from rolewright.store import audit, roles
from rolewright.studio.rights import Who, allowed, role_for
from rolewright.studio.routes.bodies import Answer, Key
from rolewright.studio.shared import reading, role_of, writing

router = APIRouter(tags=["scope"])


@router.get("/scope")
def questions(who: Annotated[Who, allowed("look")]) -> list[dict[str, Any]]:
    """Every question, in order: path, chapter, wording, help, examples, kind of answer."""
    return [step.as_dict() for step in api.interview()]


@router.put("/roles/{role}/answers")
def answer(request: Request, role: Key, body: Answer, who: Annotated[Who, allowed("role.write")]) -> dict[str, Any]:
    """Answer one question. 409 if somebody else answered the same one since `base`; `problem` says why an answer wasn't taken."""
    step = _step(body.path)
    with writing(request) as connection:
        row = role_for(connection, who, role)
        table = roles.body_of(row)
        if body.base != row["revision"]:
            before = roles.body_of(roles.version(connection, role, body.base) or row)
            if answer_at(before, body.path) != answer_at(table, body.path) != body.value:
                raise ConflictError(
                    "somebody answered this meanwhile", body.path, "look at their answer, then give yours"
                )
        made, problem, remark = api.answer(table, step, body.value)
        revision = row["revision"]
        if not problem:
            made = api.role_from(made).as_dict()
            revision = roles.save(connection, role, made, row["revision"], who.id)
            audit.note(connection, who.id, "role answered", f"roles/{role}", f"{body.path} {revision}")
    return state(made, revision) | {"problem": problem, "remark": remark}


@router.get("/roles/{role}/scope")
def scoped(request: Request, role: Key, who: Annotated[Who, allowed("look")]) -> dict[str, Any]:
    """The answers so far, which questions are to be asked, and the diagnosis."""
    with reading(request) as connection:
        row = role_for(connection, who, role)
    return state(roles.body_of(row), row["revision"])


@router.post("/roles/{role}/propose")
def propose(request: Request, role: Key, who: Annotated[Who, allowed("role.write")]) -> dict[str, Any]:
    """Fill the gaps where the role's own words decide; `why` gives the reason of each."""
    with writing(request) as connection:
        row = role_for(connection, who, role)
        made, _, why = api.scope(role_of(row))
        revision = roles.save(connection, role, made.as_dict(), row["revision"], who.id)
        audit.note(connection, who.id, "role proposed", f"roles/{role}", str(revision))
    return state(made.as_dict(), revision) | {"why": dict(why)}


def state(table: dict[str, Any], revision: int) -> dict[str, Any]:
    """A role while it is being scoped."""
    role = api.role_from(table)
    missing = [one._asdict() for one in api.unfinished(role)]
    return {
        "revision": revision,
        "body": table,
        "asked": api.steps_for(table),
        "diagnosis": api.diagnose(role).as_dict(),
        "missing": missing,
    }


def _step(path: str) -> Step:
    steps = {step.path: step for step in api.interview()}
    if path not in steps:
        raise RoleError("there is no such question", path, suggest(path, steps, "see /api/scope"))
    return steps[path]
