"""JSON Resume (jsonresume.org), every field with its place in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.documents.placed import parse
from rolewright.errors import DocumentError
from rolewright.matching.draft import Draft
from rolewright.matching.outline import part_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rolewright.matching.outline import Outline
    from rolewright.model.posting import Posting

_MOST = 5000
_SIGNS = ("basics", "work", "education", "skills")


def read(source: str, name: str) -> tuple[Posting, Outline] | None:
    """JSON Resume; None for JSON of another shape."""
    try:
        value = parse(source)
    except (ValueError, RecursionError) as error:
        raise DocumentError(f"is not JSON: {str(error)[:120]}", name, "give JSON Resume, or another format") from error
    if not isinstance(value, dict) or not any(isinstance(value.get(key), dict | list) for key in _SIGNS):
        return None
    draft = Draft("json-resume", name, source)
    basics = value.get("basics")
    if isinstance(basics, dict):
        draft.person = str(basics.get("name") or "")
        draft.line(basics.get("summary"), "summary")
    for part, kind in (("work", "work"), ("volunteer", "volunteer"), ("projects", "project")):
        for one in _dicts(value.get(part)):
            _work(draft, kind, one)
    for one in _dicts(value.get("education")):
        draft.entry += 1
        when = draft.when(one.get("startDate") or one.get("endDate"), one.get("endDate"), "education")
        draft.study(one.get("studyType"), one.get("area"), one.get("institution"), when)
        for course in _texts(one.get("courses")):
            draft.line(course, "education")
    for one in _dicts(value.get("skills")):
        draft.line(_skills(one), "skill")
    for part, kind in (("certificates", "certificate"), ("publications", "publication"), ("awards", "award")):
        for one in _dicts(value.get(part)):
            draft.line(one.get("name") or one.get("title"), kind)
            draft.line(one.get("summary"), kind)
    return draft.done()


def _work(draft: Draft, kind: str, one: Mapping[str, Any]) -> None:
    """An entry of JSON Resume's work, volunteer or projects."""
    draft.entry += 1
    when = draft.when(one.get("startDate"), one.get("endDate"), kind)
    org = one.get("name") or one.get("company") or one.get("organization") if kind != "project" else one.get("entity")
    title = one.get("name") if kind == "project" else one.get("position")
    job = draft.job(kind, title, org, when)
    for key in ("summary", "description") if kind == "project" else ("summary",):
        draft.line(one.get(key), kind, job)
    for text in (*_texts(one.get("highlights")), *_texts(one.get("keywords"))):
        draft.line(text, kind, job)


def _skills(one: Mapping[str, Any]) -> str:
    """A group of skills as one line."""
    name, words = one.get("name"), ", ".join(_texts(one.get("keywords")))
    if not isinstance(name, str) or (words and part_of(name)):
        return words
    return f"{name}: {words}" if words else name


def _dicts(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)][:_MOST] if isinstance(value, list) else []


def _texts(value: object) -> Iterable[str]:
    return [one for one in value if isinstance(one, str)][:_MOST] if isinstance(value, list) else []
