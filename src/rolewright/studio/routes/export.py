"""What leaves the studio: postings in every format, the preview of a search result, drift from the role."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Request, Response

from rolewright import api
from rolewright.client.requests import Word
from rolewright.errors import ConfigError
from rolewright.store import roles
from rolewright.studio import wire
from rolewright.studio.rights import Who, allowed
from rolewright.studio.routes.bodies import Key
from rolewright.studio.routes.postings import posting_for
from rolewright.studio.shared import finished, reading, role_of
from rolewright.writing.formats import FORMATS
from rolewright.writing.systems import SYSTEMS

if TYPE_CHECKING:
    from rolewright.model.posting import Posting
    from rolewright.model.role import Role

router = APIRouter(tags=["export"])
KINDS = {
    "md": "text/markdown", "html": "text/html", "txt": "text/plain", "json": "application/json", "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}  # fmt: skip
"""The media type of each format."""


@router.get("/postings/{posting}/export/{form}")
def export(request: Request, posting: Key, form: Word, who: Annotated[Who, allowed("look")]) -> Response:
    """The posting as md, html, docx, pdf, txt or json (schema.org), or as the record of an applicant tracking system."""
    row, role, made = _opened(request, posting, who)
    if form not in {*FORMATS, *SYSTEMS}:
        raise ConfigError(f"there is no format {form!r}", "format", f"one of {', '.join((*FORMATS, *SYSTEMS))}")
    if form == "md":
        data = row["text"].encode()
    else:
        system = form if form in SYSTEMS else ""
        data = api.render(role, api.read_back(role, made), "" if system else form, system)
    ending = "json" if form in SYSTEMS else form
    name = re.sub(r"[^A-Za-z0-9]+", "-", role.title or row["title"]).strip("-").lower()[:60] or "posting"
    suffix = f"-{form}" if form in SYSTEMS else ""
    headers = {"Content-Disposition": f'attachment; filename="{name}{suffix}.{ending}"'}
    return Response(data, media_type=KINDS[ending], headers=headers)


@router.get("/postings/{posting}/preview")
def preview(request: Request, posting: Key, who: Annotated[Who, allowed("look")]) -> dict[str, Any]:
    """The JobPosting that search engines read, as the exported page holds it."""
    _, role, made = _opened(request, posting, who)
    found: dict[str, Any] = json.loads(api.render(role, api.read_back(role, made), "json"))
    return found


@router.get("/postings/{posting}/drift")
def drift(request: Request, posting: Key, who: Annotated[Who, allowed("look")]) -> dict[str, Any]:
    """Where the posting and its role have parted; spans are UTF-16 units of the posting's text."""
    _, role, made = _opened(request, posting, who)
    found = api.drift(finished(role), made)
    units = wire.utf16(made.source or made.text)
    out = found.as_dict()
    for name in ("only_posting", "only_role", "changed"):
        for one in out[name]:
            if one["start"] >= 0:
                one["start"], one["end"] = map(units, api.source_span(made, one["start"], one["end"]))
    return out


def _opened(request: Request, posting: str, who: Who) -> tuple[dict[str, Any], Role, Posting]:
    """(row, its role, as it is read)."""
    with reading(request) as connection:
        row = posting_for(connection, who, posting)
        role = role_of(roles.get(connection, row["role"]))
    return row, role, api.parse(row["text"], "", row["format"])
