"""LinkedIn's own data export: a zip of CSV files, of which those about work are read. Bombs are refused unopened."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import TYPE_CHECKING, Any

from rolewright.documents.decode import decode
from rolewright.errors import DocumentError
from rolewright.matching.draft import Draft
from rolewright.matching.words import table

if TYPE_CHECKING:
    from rolewright.matching.outline import Outline
    from rolewright.model.posting import Posting

_LARGEST = 8 * 1024 * 1024
_MEMBERS = 2000


def read(data: bytes, name: str) -> tuple[Posting, Outline]:
    """The text and outline of an export. Raises DocumentError for a zip that is none."""
    known = table("form")["linkedin"]
    found = _tables(data, name, {one["file"]: part for part, one in known.items()})
    if not found:
        raise DocumentError(
            "is a zip without the files of LinkedIn's export", name, "give Positions.csv and its neighbours as a zip"
        )
    draft = Draft("linkedin", name)
    _person(draft, found.get("profile", []), known["profile"])
    for part, kind in (("positions", "work"), ("projects", "project"), ("volunteering", "volunteer")):
        for row in found.get(part, []):
            _work(draft, kind, row, known[part])
    for row in found.get("education", []):
        columns = known["education"]
        draft.entry += 1
        when = draft.when(row.get(columns["start"]) or row.get(columns["end"]), row.get(columns["end"]), "education")
        draft.study(row.get(columns["level"]), None, row.get(columns["school"]), when)
    draft.line(", ".join(row.get(known["skills"]["name"], "") for row in found.get("skills", [])), "skill")
    for row in found.get("certifications", []):
        draft.line(row.get(known["certifications"]["name"]), "certificate")
    return draft.done()


def _person(draft: Draft, rows: list[dict[str, str]], columns: dict[str, str]) -> None:
    for row in rows[:1]:
        draft.person = f"{row.get(columns['first'], '')} {row.get(columns['last'], '')}".strip()
        draft.line(row.get(columns["summary"]), "summary")


def _work(draft: Draft, kind: str, row: dict[str, str], columns: dict[str, str]) -> None:
    draft.entry += 1
    when = draft.when(row.get(columns["start"]), row.get(columns["end"]), kind)
    job = draft.job(kind, row.get(columns["title"]), row.get(columns["org"]), when)
    draft.line(row.get(columns["text"]), kind, job)


def _tables(data: bytes, name: str, wanted: dict[str, str]) -> dict[str, list[dict[str, str]]]:
    """Part → the rows of its file."""
    made: dict[str, list[dict[str, str]]] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
            if len(members) > _MEMBERS:
                raise DocumentError(
                    f"has {len(members):,} files, far more than an export", name, "give the export alone"
                )
            for member in members:
                part = wanted.get(member.filename.rsplit("/", 1)[-1])
                if part and part not in made:
                    made[part] = _rows(_member(package, member, name))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, csv.Error) as error:
        raise DocumentError("is a damaged or encrypted zip", name, "download the export again") from error
    return made


def _member(package: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> str:
    """A file's text; one that unpacks to more than an export's is refused, whatever its header says."""
    with package.open(member) as file:
        data = file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise DocumentError(
            f"holds a {member.filename} of more than {_LARGEST // 1024 // 1024} MB", name, "give the export alone"
        )
    return decode(data).text


def _rows(text: str) -> list[dict[str, str]]:
    """The rows by the names of their columns; notes above the head, which LinkedIn writes, are passed over."""
    lines: list[list[Any]] = list(csv.reader(io.StringIO(text)))
    at = next((i for i, line in enumerate(lines) if len(line) > 1), 0)
    head = [str(cell).strip() for cell in lines[at]] if lines else []
    return [dict(zip(head, map(str, line), strict=False)) for line in lines[at + 1 :] if any(line)]
