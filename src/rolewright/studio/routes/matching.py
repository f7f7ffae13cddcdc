"""Candidates beside the role: documents read, the matrix with its evidence, the redaction view, the letter that explains."""

from __future__ import annotations

import json
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, File, Request, Response, UploadFile

from rolewright import api
from rolewright.client.requests import Word
from rolewright.errors import DocumentError, MissingError
from rolewright.store import audit, candidates, cards, takehomes
from rolewright.studio.resume import MOST_BYTES, profile_of
from rolewright.studio.rights import Who, allowed, role_for
from rolewright.studio.routes.bodies import Day, Key
from rolewright.studio.routes.candidates import candidate_for
from rolewright.studio.security import PAGE_POLICY
from rolewright.studio.shared import finished, reading, role_of, writing
from rolewright.studio.unpacked import assignment

if TYPE_CHECKING:
    import sqlalchemy as sa

    from rolewright.model.match import Matching, Vetted
    from rolewright.model.role import Role
    from rolewright.store.rows import Row

router = APIRouter(tags=["matching"])
_KINDS = {
    "html": "text/html; charset=utf-8", "md": "text/markdown; charset=utf-8", "json": "application/json", "txt": "text/plain; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "pdf": "application/pdf",
}  # fmt: skip


@router.post("/candidates/{candidate}/profile", status_code=201)
def upload(
    request: Request,
    candidate: Key,
    file: Annotated[UploadFile, File()],
    who: Annotated[Who, allowed("candidate.write")],
) -> dict[str, Any]:
    """Read a candidate's document in a process of its own. What was read is kept, the document isn't."""
    request.app.state.limits.count("change", request, request.app.state.config.changes_a_minute, who.id)
    data = file.file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise DocumentError(f"more than {MOST_BYTES >> 20} MB", "file", "send the resume alone")
    with reading(request) as connection:
        _present(connection, who, candidate)
    made = profile_of(data, file.filename or "")
    with writing(request) as connection:
        _present(connection, who, candidate)
        candidates.set_profile(connection, candidate, made["document"], made["row"], made["redacted"])
        audit.note(connection, who.id, "document read", f"candidates/{candidate}", made["document"])
    return {"document": made["document"]}


@router.get("/candidates/{candidate}/redacted")
def redacted(request: Request, candidate: Key, who: Annotated[Who, allowed("candidate.read")]) -> dict[str, str]:
    """What matching reads of the document, line by line; `█` stands for what is personal."""
    with reading(request) as connection:
        candidate_for(connection, who, candidate)
        found = _profile(candidates.profile(connection, candidate))
    return {"text": found["redacted"]}


@router.get("/roles/{role}/matrix")
def matrix(
    request: Request, role: Key, who: Annotated[Who, allowed("candidate.read")], day: Day = ""
) -> dict[str, Any]:
    """Every candidate with a document beside the role: evidence, sums, questions for gaps. No order, no cut-off.

    `day` is what “present” means: by default the day that the role was posted, else today.
    """
    with writing(request) as connection:
        row = role_for(connection, who, role)
        found = candidates.profiles_of(connection, role)
        made = matching_of(connection, row, found, day)
        audit.note(connection, who.id, "candidates matched", f"roles/{role}", f"{len(found)} {made.day} {made.version}")
    labels = {one["document"]: [one["id"], one["label"]] for one in found}
    people = [
        {**one, "id": labels[one["profile"]][0], "label": labels[one["profile"]][1]} for one in api.match_cells(made)
    ]
    order = [one["id"] for one in found]
    return {"title": made.title, "day": made.day, "version": made.version, "rows": [one._asdict() for one in made.rows],
            "people": sorted(people, key=lambda one: order.index(one["id"])), "notes": list(made.notes)}  # fmt: skip


@router.get("/candidates/{candidate}/match/{name}")
def document(
    request: Request, candidate: Key, name: Word, who: Annotated[Who, allowed("candidate.read")], day: Day = ""
) -> Response:
    """One candidate's matrix (`matrix.html`, md, txt, json, docx, pdf), or the letter that explains it to them (`letter.md`)."""
    with reading(request) as connection:
        one = candidate_for(connection, who, candidate)
        found = _profile(candidates.profile(connection, candidate))
        row = role_for(connection, who, one["role"])
        made = matching_of(connection, row, [{**found, "label": one["label"], "id": candidate}], day)
    what, _, form = name.partition(".")
    if form not in _KINDS or ((what, form) != ("letter", "md") and what != "matrix"):
        raise MissingError("there is no such document", name, f"letter.md, or matrix. with one of {', '.join(_KINDS)}")
    kept = f"{found['document']}{'-letter' if what == 'letter' else ''}.{form}"
    data = api.match_files(made, () if what == "letter" else (form,))[kept]
    shown = f'{"inline" if form == "html" else "attachment"}; filename="{what}.{form}"'
    headers = {"Content-Security-Policy": PAGE_POLICY, "Content-Disposition": shown}
    return Response(data, media_type=_KINDS[form], headers=headers)


def _present(connection: sa.Connection, who: Who, candidate: str) -> None:
    """Raises MissingError for a candidate who is erased, or whom the person may not see."""
    if candidate_for(connection, who, candidate)["erased"]:
        raise MissingError("the candidate is erased", f"candidates/{candidate}", "add them anew")


def _profile(found: Row | None) -> Row:
    if found is None:
        raise MissingError("no document of theirs was read", "profile", "upload it first")
    return found


def matching_of(connection: sa.Connection, row: Row, found: list[Row], day: str) -> Matching:
    """The matching of a role and profiles, with what people saw: cards once all on a candidate are sealed, and grades."""
    role = finished(role_of(row))
    today = day or role.application.posted or datetime.now(UTC).date().isoformat()
    vetted = [seen for one in found for seen in _seen(connection, row, role, one, today)]
    return api.match(role, [api.profile_from(one["row"]).profile for one in found], day=today, vetted=vetted)


def _seen(connection: sa.Connection, row: Row, role: Role, one: Row, day: str) -> tuple[Vetted, ...]:
    """What people saw of a candidate: sealed cards, and the newest grade of a take-home."""
    mine = [card for card in cards.of_role(connection, row["id"]) if card["candidate"] == one["id"]]
    shown = (
        [] if any(not card["sealed"] for card in mine) else [api.card_from(json.loads(card["body"])) for card in mine]
    )
    sent = [
        each
        for each in takehomes.submissions_of(connection, row["id"])
        if each["candidate"] == one["id"] and each["graded"]
    ]
    with tempfile.TemporaryDirectory(prefix="rolewright-grade-") as space:
        grade = None
        if sent:
            report = json.loads(takehomes.submission(connection, sent[0]["id"])["report"])
            Path(space, "grade.json").write_text(report["grade.json"], "utf-8")
            folder = assignment(connection, sent[0]["takehome"], Path(space))
            grade = api.show_takehome(f"{space}/grade.json", str(folder))
        return api.vetted_evidence(role, one["document"], day, candidate=one["label"], cards=shown, grade=grade)
