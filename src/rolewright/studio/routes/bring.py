"""Bringing a posting that there is already: a file of any format, or a public page."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, File, Request, UploadFile

from rolewright.errors import DocumentError
from rolewright.studio.fetch import fetch
from rolewright.studio.reader import MOST_BYTES, markdown_of
from rolewright.studio.rights import Who, allowed
from rolewright.studio.routes.bodies import Address

router = APIRouter(prefix="/bring", tags=["postings"])


@router.post("/file")
def from_file(
    request: Request, file: Annotated[UploadFile, File()], who: Annotated[Who, allowed("posting.write")]
) -> dict[str, str]:
    """A file (Word, PDF, HTML, Markdown, text, e-mail, JSON-LD) as Markdown."""
    request.app.state.limits.count("change", request, request.app.state.config.changes_a_minute, who.id)
    data = file.file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise DocumentError(f"more than {MOST_BYTES >> 20} MB", "file", "give the posting alone")
    return {"text": markdown_of(data, file.filename or "")}


@router.post("/page")
def from_page(request: Request, body: Address, who: Annotated[Who, allowed("posting.write")]) -> dict[str, str]:
    """A public page as Markdown. Addresses of the own network are refused."""
    config = request.app.state.config
    request.app.state.limits.count("fetch", request, config.attempts_a_minute, who.id)
    data, name = fetch(body.url, private=config.private)
    return {"text": markdown_of(data, name)}
