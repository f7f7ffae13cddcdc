"""Postings: made, read, saved with what others changed woven in, exported."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import JSONResponse

from rolewright.client import models, requests
from rolewright.client.requests import Word
from rolewright.store import postings
from rolewright.studio.rights import Who, role_for
from rolewright.studio.routes import export as exporting
from rolewright.studio.routes import postings as page
from rolewright.studio.routes.bodies import Key, Save
from rolewright.studio.shared import reading
from rolewright.studio.tokens import a_file, bearer, by_token
from rolewright.studio.v1.paging import paged

router = APIRouter(tags=["postings"])
_TAB = "token"
Form = Annotated[Word, Path(json_schema_extra={"enum": [*exporting.FORMATS, *exporting.SYSTEMS]})]


@router.get("/roles/{role}/postings", name="postings", response_model=list[models.PostingCard])
def every(
    request: Request, role: Key, part: Annotated[requests.Page, Query()], who: Annotated[Who, bearer("look")]
) -> list[dict[str, Any]]:
    """A role's postings without their texts, in the order of their ids, a part at a time."""
    with reading(request) as connection:
        role_for(connection, who, role)
        return paged(postings.of_role(connection, role), part)


@router.post("/roles/{role}/postings", name="create_posting", status_code=201, response_model=models.Saved)
def create(
    request: Request, role: Key, body: requests.NewPosting, who: Annotated[Who, bearer("posting.write")]
) -> dict[str, Any]:
    """A new posting of a role: with a text, or drafted from the role."""
    made = page.create(request, role, body, who)
    by_token(request, who, f"postings/{made['id']}")
    return made


@router.get("/postings/{posting}", name="posting", response_model=models.Posting)
def get(request: Request, posting: Key, who: Annotated[Who, bearer("look")]) -> dict[str, Any]:
    """A posting with its text."""
    with reading(request) as connection:
        return page.posting_for(connection, who, posting)


@router.put("/postings/{posting}", name="save_posting", response_model=models.SavedPosting)
def save(
    request: Request, posting: Key, body: requests.SavePosting, who: Annotated[Who, bearer("posting.write")]
) -> Any:
    """Save a text; what others changed since is woven in. 409 where both changed the same words: nothing is saved then."""
    tab = f"{_TAB}-{request.state.token}"
    told = page.save(request, posting, Save(text=body.text, base=body.base, tab=tab, note=body.note), who)
    if isinstance(told, JSONResponse):
        return told
    by_token(request, who, f"postings/{posting}")
    with reading(request) as connection:
        text = postings.version(connection, posting, told["revision"])["text"]
    return {"revision": told["revision"], "merged": told["merged"], "text": text}


@router.get(
    "/postings/{posting}/export/{form}",
    name="export",
    response_class=Response,
    responses=a_file(*exporting.KINDS.values()),
)
def export(request: Request, posting: Key, form: Form, who: Annotated[Who, bearer("look")]) -> Response:
    """A posting as md, html, docx, pdf, txt or json (schema.org), or as the record of an applicant tracking system."""
    return exporting.export(request, posting, form, who)
