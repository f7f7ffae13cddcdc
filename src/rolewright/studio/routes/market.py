"""The market: corpora brought in and read by a job, tables over them, the words that were counted."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, File, Form, Query, Request, Response, UploadFile

from rolewright.client.requests import Short
from rolewright.errors import ConfigError, DocumentError, MissingExtraError
from rolewright.store import audit, corpora, jobs, takehomes
from rolewright.studio.rights import RightsError, Who, allowed, role_for
from rolewright.studio.routes.bodies import Asked, Crowd, Folder, Key
from rolewright.studio.shared import reading, role_of, writing
from rolewright.studio.survey import packed

if TYPE_CHECKING:
    import sqlalchemy as sa

    from rolewright.market.table import Table
    from rolewright.store.rows import Row

router = APIRouter(prefix="/market", tags=["market"])
MOST_BYTES = 60 << 20
_KINDS = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


@router.get("")
def every(request: Request, who: Annotated[Who, allowed("look")]) -> dict[str, Any]:
    """The corpora and surveys that there are, and what can be counted, by what, filtered by which columns."""
    with reading(request) as connection:
        found = corpora.every(connection)
    return {"corpora": [_brief(row) for row in found], "folders": request.app.state.config.alone, **_known()}


def _known() -> dict[str, Any]:
    """What the tables know; nothing where the extra isn't installed, and why."""
    try:
        from rolewright.market import scan, schema, table, where
    except ImportError as error:
        return {
            "of": {},
            "by": [],
            "columns": [],
            "least": 0,
            "lacks": f"{error.name} is not installed: pip install 'rolewright[market]'",
        }
    plain = {name: {"about": one["about"], "kind": one["kind"]} for name, one in table.known().items()}
    return {
        "of": plain,
        "by": list(scan.groups()),
        "columns": where.names(schema.FINAL.names),
        "least": scan.least(),
        "lacks": "",
    }


@router.post("/corpora", status_code=201)
def upload(
    request: Request, file: Annotated[UploadFile, File()], who: Annotated[Who, allowed("market.write")], *,
    name: Annotated[Short, Form()] = "", text: Annotated[Short, Form()] = "", findings: Annotated[bool, Form()] = False,
) -> dict[str, Any]:  # fmt: skip
    """A corpus: rows (JSON Lines, CSV, Parquet, a board's JSON, WARC) or a zip of documents. A job reads it."""
    request.app.state.limits.count("change", request, request.app.state.config.changes_a_minute, who.id)
    data = _data(file)
    given = file.filename or ""
    with writing(request) as connection:
        kept = takehomes.keep_file(connection, f"corpus{_ending(given)}", data)
        made = corpora.add(connection, corpora.POSTINGS, _called(name, given), who.id, file=kept,
                           options={"text": text, "findings": findings})  # fmt: skip
        return _begun(connection, who, made)


@router.post("/folders", status_code=201)
def point(request: Request, body: Folder, who: Annotated[Who, allowed("market.write")]) -> dict[str, Any]:
    """A corpus on the studio's own machine; only where the studio is for one person."""
    if not request.app.state.config.alone:
        raise RightsError("files of the machine are out of reach here", "market", "upload the corpus")
    path = os.path.abspath(os.path.expanduser(body.path))
    if not os.path.exists(path):
        raise DocumentError("there is no such file or folder", body.path[:200], "check the path")
    with writing(request) as connection:
        made = corpora.add(connection, corpora.POSTINGS, _called(body.name, path), who.id, path=path,
                           options={"text": body.text, "findings": body.findings})  # fmt: skip
        return _begun(connection, who, made)


@router.post("/surveys", status_code=201)
def survey(
    request: Request, file: Annotated[UploadFile, File()], who: Annotated[Who, allowed("market.write")], *,
    name: Annotated[Short, Form()] = "",
) -> dict[str, Any]:  # fmt: skip
    """The public CSV of the Stack Overflow survey, as it is, gzipped, or in its zip."""
    data = packed(_data(file))
    with writing(request) as connection:
        kept = takehomes.keep_file(connection, "survey.csv.gz", data)
        made = corpora.add(connection, corpora.SURVEY, _called(name, file.filename or ""), who.id, file=kept)
        audit.note(connection, who.id, "survey brought", f"corpora/{made['id']}")
    return {"id": made["id"]}


@router.delete("/{corpus}")
def drop(request: Request, corpus: Key, who: Annotated[Who, allowed("market.write")]) -> dict[str, bool]:
    """Delete a corpus with its readings."""
    with writing(request) as connection:
        corpora.drop(connection, corpus)
        audit.note(connection, who.id, "corpus deleted", f"corpora/{corpus}")
    return {"deleted": True}


@router.get("/{corpus}/table")
def table(
    request: Request, corpus: Key, asked: Annotated[Asked, Query()], who: Annotated[Who, allowed("look")]
) -> Response:
    """A table over a corpus, as `rolewright market table` has it: json or csv."""
    _count(request, who)
    from rolewright.market.table import table as counted

    path = _readings(request, corpus)
    made = counted(
        path, asked.of, asked.by, asked.where, strength=asked.strength, weights=asked.weights, least=asked.least
    )
    return _answer(made, asked)


@router.get("/{corpus}/against/{other}")
def against(
    request: Request, corpus: Key, other: Key, asked: Annotated[Asked, Query()], who: Annotated[Who, allowed("look")]
) -> Response:
    """What differs between two corpora, as `rolewright market compare` has it; `other` is the earlier one."""
    _count(request, who)
    from rolewright.market.compare import compare

    paths = (_readings(request, other), _readings(request, corpus))
    made = compare(*paths, asked.of, asked.where, strength=asked.strength, weights=asked.weights, least=asked.least)
    with reading(request) as connection:
        names = [corpora.get(connection, key)["name"] for key in (other, corpus)]
    first = made.notes[0].replace(paths[0], names[0]).replace(paths[1], names[1])
    return _answer(made._replace(notes=(first, *made.notes[1:])), asked)


@router.get("/{corpus}/words")
def words(request: Request, corpus: Key, at: Short, who: Annotated[Who, allowed("look")]) -> dict[str, str]:
    """The posting of an id, or the words at `ID@START-END` in it: `before`, `hit`, `after`."""
    _count(request, who)
    from rolewright.market.look import parted

    return parted(_readings(request, corpus), at)


@router.get("/{corpus}/pool")
def pool(
    request: Request, corpus: Key, crowd: Annotated[Crowd, Query()], who: Annotated[Who, allowed("look")]
) -> dict[str, Any]:
    """How many of a survey's respondents meet a role's must-haves, as `rolewright market pool` has it."""
    _count(request, who)
    from rolewright.market.survey import as_dict
    from rolewright.market.survey import pool as counted

    if any("~" in one for one in crowd.where):
        raise ConfigError("here filters are NAME=VALUE", "where", "write Country=Germany, or use the command line")
    with reading(request) as connection:
        row = corpora.get(connection, corpus)
        made = role_of(role_for(connection, who, crowd.role))
    if row["kind"] != corpora.SURVEY:
        raise DocumentError("it is no survey", row["name"], "choose the survey's CSV")
    return as_dict(counted(made, request.app.state.shelf.path(row["file"], "survey.csv.gz"), where=crowd.where))


def _count(request: Request, who: Who) -> None:
    request.app.state.limits.count("check", request, request.app.state.config.checks_a_minute, who.id)


def _readings(request: Request, corpus: str) -> str:
    """The path of a corpus's readings. Raises DocumentError until it is read."""
    try:
        import pyarrow  # noqa: F401, ICN001 - says at once what is missing
    except ImportError as error:
        raise MissingExtraError("pyarrow is not installed", "the market", "pip install 'rolewright[market]'") from error
    with reading(request) as connection:
        row = corpora.get(connection, corpus)
    if not row["readings"]:
        raise DocumentError("it isn't read yet", row["name"], "wait for its job, or see why it failed")
    path: str = request.app.state.shelf.path(row["readings"], "readings.parquet")
    return path


def _answer(made: Table, asked: Asked) -> Response:
    from rolewright.market.shown import shown

    name = {"Content-Disposition": f'attachment; filename="market-{asked.of}.csv"'} if asked.format == "csv" else {}
    return Response(shown(made, asked.format), media_type=_KINDS[asked.format], headers=name)


def _begun(connection: sa.Connection, who: Who, made: Row) -> dict[str, Any]:
    """The corpus with the job that reads it."""
    job = jobs.add(connection, "corpus", f"corpora/{made['id']}", {"corpus": made["id"]}, who.id)
    corpora.set_job(connection, made["id"], job)
    audit.note(connection, who.id, "corpus brought", f"corpora/{made['id']}")
    return {"id": made["id"], "job": job}


def _data(file: UploadFile) -> bytes:
    data = file.file.read(MOST_BYTES + 1)
    if not data or len(data) > MOST_BYTES:
        what = f"more than {MOST_BYTES >> 20} MB" if data else "it is empty"
        raise DocumentError(what, "file", "pack it (.gz), or read it on the command line")
    return data


def _ending(name: str) -> str:
    """The known ending of a file's name. Raises DocumentError."""
    from rolewright.market.sources import ENDINGS

    known = (*ENDINGS, ".zip")
    found = [one for one in known if name.lower().endswith(one)]
    if not found:
        raise DocumentError("no corpus ends so", name[:80] or "file", f"send one of {', '.join(known)}")
    return max(found, key=len)


def _called(name: str, given: str) -> str:
    return name.strip() or "".join(char for char in os.path.basename(given) if char.isprintable())[:200] or "corpus"


def _brief(row: Row) -> dict[str, Any]:
    manifest = json.loads(row["manifest"])
    told = {name: manifest[name] for name in ("counts", "truncated", "languages") if name in manifest}
    return {
        **{k: v for k, v in row.items() if k not in {"manifest", "readings"}},
        "read": bool(row["readings"]),
        **told,
    }
