"""Postings: texts with versions, comments and approval."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, StreamingResponse

from rolewright import api
from rolewright.client.requests import NewPosting, Number
from rolewright.errors import ConflictError
from rolewright.store import audit, people, postings
from rolewright.studio import wire
from rolewright.studio.rights import Who, allowed, role_for
from rolewright.studio.routes.bodies import Approval, Key, Remark, Resolved, Save
from rolewright.studio.shared import finished, reading, role_of, saving, writing

if TYPE_CHECKING:
    import sqlalchemy as sa

    from rolewright.store.rows import Row

router = APIRouter(tags=["postings"])


def posting_for(connection: sa.Connection, who: Who, posting: str) -> Row:
    """A posting of a role that the person may see. Raises MissingError."""
    row = postings.get(connection, posting)
    role_for(connection, who, row["role"])
    return row


@router.post("/roles/{role}/postings", status_code=201)
def create(
    request: Request, role: Key, body: NewPosting, who: Annotated[Who, allowed("posting.write")]
) -> dict[str, Any]:
    """A new posting of a role: with a text, or drafted from the role (then `gaps` says what keeps it from being clean)."""
    with writing(request) as connection:
        row = role_for(connection, who, role)
        made = role_of(row)
        drafted = api.draft(finished(made)) if body.draft else None
        text = drafted.markdown if drafted else body.text
        posting = postings.create(connection, role, body.title or made.title or "Posting", text, who.id)
        audit.note(connection, who.id, "posting created", f"postings/{posting['id']}", role)
    gaps = [gap._asdict() for gap in drafted.gaps] if drafted else []
    return {"id": posting["id"], "revision": 1, "gaps": gaps}


@router.get("/postings/{posting}")
def get(request: Request, posting: Key, who: Annotated[Who, allowed("look")]) -> dict[str, Any]:
    """A posting with its text, its comments and the names of who wrote them."""
    with reading(request) as connection:
        row = posting_for(connection, who, posting)
        remarks = postings.comments_on(connection, posting)
        names = people.names(connection)
    return {**row, "comments": [{**one, "by": names.get(one["author"], "")} for one in remarks]}


@router.put("/postings/{posting}", response_model=None)
def save(
    request: Request, posting: Key, body: Save, who: Annotated[Who, allowed("posting.write")]
) -> dict[str, Any] | JSONResponse:
    """Save; what others changed since is woven in. 409 with the places where both changed the same words: nothing is saved then."""
    request.app.state.limits.count("change", request, request.app.state.config.changes_a_minute, who.id)
    with saving(request) as connection:
        before = posting_for(connection, who, posting)
        saved = postings.save(connection, posting, body.text, body.base, who.id, body.tab, body.note)
        if saved.revision != before["revision"]:
            audit.note(connection, who.id, "posting saved", f"postings/{posting}", str(saved.revision))
        by = _author(connection, posting, saved.revision)
    if saved.conflict:
        pieces = [piece._asdict() for piece in saved.pieces]
        told = {
            "what": f"{by or 'somebody'} changed the same words",
            "where": f"postings/{posting}",
            "do": "choose what stays",
        }
        return JSONResponse(
            {"error": told, "revision": saved.revision, "text": saved.text, "by": by, "pieces": pieces}, 409
        )
    return {"revision": saved.revision, "merged": saved.merged, "by": by, "edits": wire.edits(body.text, saved.text)}


def _author(connection: sa.Connection, posting: str, revision: int) -> str:
    author = postings.version(connection, posting, revision)["author"]
    return people.names(connection).get(author, "")


@router.get("/postings/{posting}/live")
def live(request: Request, posting: Key, who: Annotated[Who, allowed("look")]) -> StreamingResponse:
    """Server-sent events: the posting's revision, whenever somebody saved."""
    with reading(request) as connection:
        posting_for(connection, who, posting)
    return StreamingResponse(request.app.state.live.follow(request, posting), media_type="text/event-stream")


@router.get("/postings/{posting}/versions")
def versions(request: Request, posting: Key, who: Annotated[Who, allowed("look")]) -> list[dict[str, Any]]:
    """Every revision without its text, the newest first."""
    with reading(request) as connection:
        posting_for(connection, who, posting)
        names = people.names(connection)
        return [{**one, "by": names.get(one["author"], "")} for one in postings.versions(connection, posting)]


@router.get("/postings/{posting}/versions/{revision}")
def version(request: Request, posting: Key, revision: Number, who: Annotated[Who, allowed("look")]) -> dict[str, Any]:
    """A posting as it was at a revision."""
    with reading(request) as connection:
        posting_for(connection, who, posting)
        return postings.version(connection, posting, revision)


@router.put("/postings/{posting}/approval")
def approve(
    request: Request, posting: Key, body: Approval, who: Annotated[Who, allowed("posting.approve")]
) -> dict[str, Any]:
    """Approve the posting as it is now, or take the approval back. 409 if it changed meanwhile."""
    with writing(request) as connection:
        row = posting_for(connection, who, posting)
        if body.revision is not None and body.revision != row["revision"]:
            raise ConflictError("the posting changed meanwhile", f"postings/{posting}", "read it again, then approve")
        state = "draft" if body.revision is None else "approved"
        postings.set_state(connection, posting, state, body.revision)
        audit.note(connection, who.id, f"posting {state}", f"postings/{posting}", str(body.revision or ""))
    return {"state": state, "approved": body.revision}


@router.post("/postings/{posting}/comments", status_code=201)
def comment(request: Request, posting: Key, body: Remark, who: Annotated[Who, allowed("comment")]) -> dict[str, Any]:
    """Remark on a line."""
    with writing(request) as connection:
        posting_for(connection, who, posting)
        made = postings.comment(connection, posting, body.line, body.quote, body.body, who.id)
        audit.note(connection, who.id, "comment", f"postings/{posting}")
    return {**made, "by": who.name}


@router.put("/comments/{remark}")
def resolve(request: Request, remark: Key, body: Resolved, who: Annotated[Who, allowed("comment")]) -> dict[str, bool]:
    """Settle a comment, or open it again."""
    with writing(request) as connection:
        row = postings.comment_of(connection, remark)
        posting_for(connection, who, row["posting"])
        postings.resolve(connection, remark, resolved=body.resolved)
    return {"resolved": body.resolved}
