"""Kits, and candidates beside the role."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, File, Request, Response, UploadFile

from rolewright import api
from rolewright.client import models, requests
from rolewright.client.records import shape
from rolewright.model.kit import Kit
from rolewright.model.match import Matching
from rolewright.store import audit
from rolewright.store import candidates as profiles
from rolewright.studio.rights import Who, role_for
from rolewright.studio.routes import candidates, interviews, matching
from rolewright.studio.routes.bodies import Day, Key
from rolewright.studio.shared import reading, writing
from rolewright.studio.tokens import a_file, bearer, by_token

router = APIRouter(tags=["hiring"])


@router.get("/roles/{role}/kit", name="kit", response_model=shape(Kit))
def kit(request: Request, role: Key, who: Annotated[Who, bearer("kit.read")]) -> Any:
    """The interview kit as the team chose it: plan, questions with their anchors, scorecards, what isn't asked."""
    with reading(request) as connection:
        row = role_for(connection, who, role)
    return api.plain_data(interviews.kit_of(row))


@router.get("/roles/{role}/kit/files", name="kit_files", response_class=Response, responses=a_file("application/zip"))
def kit_files(request: Request, role: Key, who: Annotated[Who, bearer("kit.read")]) -> Response:
    """All files of the kit in one archive."""
    return interviews.kit_files(request, role, who)


@router.post("/roles/{role}/candidates", name="create_candidate", status_code=201, response_model=models.Candidate)
def create(
    request: Request, role: Key, body: requests.NewCandidate, who: Annotated[Who, bearer("candidate.write")]
) -> dict[str, Any]:
    """A new candidate; only the label goes to raters and matches."""
    made = candidates.create(request, role, body, who)
    by_token(request, who, f"candidates/{made['id']}")
    return made


@router.post("/candidates/{candidate}/document", name="send_document", status_code=201, response_model=models.Document)
def send(
    request: Request,
    candidate: Key,
    file: Annotated[UploadFile, File()],
    who: Annotated[Who, bearer("candidate.write")],
) -> dict[str, Any]:
    """Read a candidate's document (PDF, DOCX, text, JSON Resume, LinkedIn's export); the document itself isn't kept."""
    made = matching.upload(request, candidate, file, who)
    by_token(request, who, f"candidates/{candidate}")
    return made


@router.get("/roles/{role}/match", name="match", response_model=shape(Matching))
def match(request: Request, role: Key, who: Annotated[Who, bearer("candidate.read")], day: Day = "") -> Any:
    """Every candidate with a document beside the role: evidence for each row, sums, questions for gaps. No order, no cut-off."""
    with writing(request) as connection:
        row = role_for(connection, who, role)
        made = matching.matching_of(connection, row, profiles.profiles_of(connection, role), day)
        audit.note(connection, who.id, "candidates matched", f"roles/{role}", f"token {request.state.token}")
    return api.plain_data(made)
