"""Take-homes: set one, take in what candidates send, grade it in a sandbox while one looks on."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, File, Form, Request, Response, UploadFile

from rolewright import api
from rolewright.errors import GradeError, MissingError
from rolewright.store import audit, jobs, takehomes
from rolewright.studio.rights import Who, allowed, role_for
from rolewright.studio.routes.bodies import Key, NewTakehome, Told
from rolewright.studio.routes.candidates import candidate_for
from rolewright.studio.security import PAGE_POLICY
from rolewright.studio.shared import reading, role_of, writing
from rolewright.takehome.unpack import unpack

if TYPE_CHECKING:
    import sqlalchemy as sa

    from rolewright.store.rows import Row

router = APIRouter(tags=["take-home"])
MOST_BYTES = 32 << 20
_ENDINGS = (".zip", ".tar.gz", ".tgz", ".tar", ".bundle")
_PAGES = {"report.html": "text/html; charset=utf-8", "report.md": "text/markdown; charset=utf-8",
          "letter.md": "text/markdown; charset=utf-8", "grade.json": "application/json"}  # fmt: skip


@router.get("/roles/{role}/takehomes")
def every(request: Request, role: Key, who: Annotated[Who, allowed("takehome.read")]) -> dict[str, Any]:
    """A role's assignments and what was sent in."""
    with reading(request) as connection:
        role_for(connection, who, role)
        return {
            "assignments": takehomes.of_role(connection, role),
            "submissions": takehomes.submissions_of(connection, role),
        }


@router.post("/roles/{role}/takehomes", status_code=201)
def issue(
    request: Request, role: Key, body: NewTakehome, who: Annotated[Who, allowed("takehome.write")]
) -> dict[str, Any]:
    """Set an exercise that suits the role; the same kind, level and seed give the same one."""
    with reading(request) as connection:
        made = role_of(role_for(connection, who, role))
    with tempfile.TemporaryDirectory() as space:
        set_one = api.new_takehome(made, f"{space}/assignment", kind=body.kind, level=body.level, seed=body.seed)
        packed = _packed(Path(space, "assignment"))
    facts = {"kind": set_one.kind, "level": set_one.level, "seed": set_one.seed, "title": set_one.title}
    with writing(request) as connection:
        role_for(connection, who, role)
        row = takehomes.add(connection, role, facts, packed)
        audit.note(connection, who.id, "take-home set", f"takehomes/{row['id']}", role)
    return {"id": row["id"], **facts}


@router.get("/takehomes/{takehome}/candidate")
def for_candidate(request: Request, takehome: Key, who: Annotated[Who, allowed("takehome.read")]) -> Response:
    """What the candidate gets, as an archive: without the grader's part."""
    with reading(request) as connection:
        row = _takehome(connection, who, takehome)
        data = takehomes.file(connection, row["file"])["data"]
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in whole.namelist():
            if name.startswith("candidate/"):
                archive.writestr(zipfile.ZipInfo(name.removeprefix("candidate/")), whole.read(name))
    headers = {"Content-Disposition": 'attachment; filename="exercise.zip"'}
    return Response(kept.getvalue(), media_type="application/zip", headers=headers)


@router.post("/takehomes/{takehome}/submissions", status_code=201)
def send_in(
    request: Request, takehome: Key, candidate: Annotated[str, Form(pattern=r"^[\w-]{1,24}$")],
    file: Annotated[UploadFile, File()], who: Annotated[Who, allowed("takehome.write")], *, quick: Annotated[bool, Form()] = False,
) -> dict[str, str]:  # fmt: skip
    """Take in a submission (zip, tarball, git bundle) and queue its grading; the job tells how it goes."""
    data, name = _upload(file)
    with writing(request) as connection:
        row = _takehome(connection, who, takehome)
        if candidate_for(connection, who, candidate)["role"] != row["role"]:
            raise MissingError("the candidate isn't one of this role", candidate, "choose another")
        sent = takehomes.send_in(connection, takehome, candidate, name, data)
        args = {"submission": sent["id"], "quick": quick}
        job = jobs.add(connection, "grade", f"submissions/{sent['id']}", args, who.id, row["role"])
        takehomes.set_job(connection, sent["id"], job)
        audit.note(connection, who.id, "submission taken in", f"submissions/{sent['id']}", candidate)
    return {"id": sent["id"], "job": job}


def _upload(file: UploadFile) -> tuple[bytes, str]:
    """(bytes, a name of ours) of an archive that unpacks. Raises GradeError for any other, and what is too large."""
    ending = next((one for one in _ENDINGS if (file.filename or "").lower().endswith(one)), "")
    if not ending:
        raise GradeError("it is no archive", "file", f"send one of {', '.join(_ENDINGS)}")
    data = file.file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise GradeError(f"more than {MOST_BYTES >> 20} MB", "file", "send the code without data and environments")
    with tempfile.TemporaryDirectory() as space:
        path = Path(space, f"submission{ending}")
        path.write_bytes(data)
        unpack(path, Path(space, "tree"))
    return data, f"submission{ending}"


@router.get("/submissions/{submission}/{name}")
def report(request: Request, submission: Key, name: str, who: Annotated[Who, allowed("takehome.read")]) -> Response:
    """A file of a submission's report: report.html, report.md, letter.md (for the candidate) or grade.json."""
    with reading(request) as connection:
        row = takehomes.submission(connection, submission)
        _takehome(connection, who, row["takehome"])
    made = json.loads(row["report"] or "{}")
    if name not in made or name not in _PAGES:
        raise MissingError("it isn't graded yet, or there is no such file", name[:80], f"one of {', '.join(_PAGES)}")
    return Response(made[name], media_type=_PAGES[name], headers={"Content-Security-Policy": PAGE_POLICY})


@router.put("/submissions/{submission}/told")
def told(
    request: Request, submission: Key, body: Told, who: Annotated[Who, allowed("takehome.write")]
) -> dict[str, int | None]:
    """Keep that the candidate got their feedback, or that they didn't; when."""
    with writing(request) as connection:
        row = takehomes.submission(connection, submission)
        _takehome(connection, who, row["takehome"])
        if body.told and not row["report"]:
            raise MissingError("it isn't graded yet", f"submissions/{submission}", "tell the candidate when it is")
        at = takehomes.told(connection, submission, told=body.told)
        audit.note(
            connection, who.id, "feedback sent" if body.told else "feedback not sent", f"submissions/{submission}"
        )
    return {"told": at}


def _takehome(connection: sa.Connection, who: Who, takehome: str) -> Row:
    row = takehomes.get(connection, takehome)
    role_for(connection, who, row["role"])
    return row


def _packed(folder: Path) -> bytes:
    """A folder as a zip."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.writestr(zipfile.ZipInfo(path.relative_to(folder).as_posix()), path.read_bytes())
    return kept.getvalue()
