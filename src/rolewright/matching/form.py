"""The plain form: a TOML file with `[[work]]`, `[[projects]]`, `[[education]]`, `skills`."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from rolewright.errors import DocumentError
from rolewright.matching.draft import Draft, unknown
from rolewright.matching.words import table

if TYPE_CHECKING:
    from rolewright.matching.outline import Outline
    from rolewright.model.posting import Posting

_KINDS = {"work": "work", "projects": "project", "volunteer": "volunteer"}


def read(source: str, name: str) -> tuple[Posting, Outline]:
    """The text and outline of a form. Raises DocumentError for one that is none, naming the field."""
    try:
        data = tomllib.loads(source)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise DocumentError(f"is not TOML: {error}", name, "mend the line it names") from error
    known = table("form")
    unknown(data, known["top"], name)
    draft = Draft("form", name)
    draft.line(data.get("summary"), "summary")
    for part, kind in _KINDS.items():
        for one in _tables(data, part, known["work"], name):
            _work(draft, kind, one)
    for one in _tables(data, "education", known["education"], name):
        draft.entry += 1
        when = draft.when(one.get("start") or one.get("end"), _end(one), "education")
        draft.study(one.get("level"), one.get("area"), one.get("school"), when)
    draft.line(", ".join(_texts(data, "skills", name)), "skill")
    for certificate in _texts(data, "certificates", name):
        draft.line(certificate, "certificate")
    return draft.done()


def _work(draft: Draft, kind: str, one: dict[str, Any]) -> None:
    draft.entry += 1
    when = draft.when(one.get("start"), _end(one), kind)
    job = draft.job(kind, one.get("title"), one.get("employer"), when)
    for line in _texts(one, "did", f"{kind} {draft.entry}"):
        draft.line(line, kind, job)


def _end(one: dict[str, Any]) -> str:
    """The end of a period; "" if it goes on."""
    end = str(one.get("end", ""))
    return "" if end.casefold() in table("profile")["dates"]["now"] else end


def _tables(data: dict[str, Any], part: str, known: dict[str, str], name: str) -> list[dict[str, Any]]:
    found = data.get(part, [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise DocumentError(f"{part} is no list of tables", name, f"write [[{part}]] before each")
    for number, one in enumerate(found, 1):
        unknown(one, known, f"{name}: {part} {number}")
    return found


def _texts(data: dict[str, Any], part: str, where: str) -> list[str]:
    found = data.get(part, [])
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise DocumentError(f"{part} is no list of texts", where, f'write {part} = ["…", "…"]')
    return found
