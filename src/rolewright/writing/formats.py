"""A posting in each format, by the ending of its file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from rolewright.writing import markdown, text

if TYPE_CHECKING:
    from rolewright.model.role import Role
    from rolewright.model.written import Written

FORMATS = ("md", "html", "docx", "pdf", "txt", "json")
"""`json` is a JobPosting of schema.org."""


def render(role: Role, written: Written, form: str) -> bytes:
    """The file's bytes, the same each time. Raises MissingExtraError for `pdf` without typst."""
    if form == "md":
        return markdown.render(written).encode("utf-8", "replace")
    if form == "txt":
        return text.render(written).encode("utf-8", "replace")
    if form == "html":
        from rolewright.writing import html

        return html.render(role, written).encode("utf-8", "replace")
    if form == "docx":
        from rolewright.writing import docx

        return docx.render(role, written)
    if form == "pdf":
        from rolewright.writing import pdf

        return pdf.render(role, written)
    from rolewright.writing.jsonld import job_posting

    return as_json(job_posting(role, written))


def record(role: Role, written: Written, system: str) -> bytes:
    """The record for an applicant tracking system, as JSON."""
    from rolewright.writing.payloads import payload

    return as_json(payload(role, written, system))


def as_json(value: Any) -> bytes:
    """JSON for people and programs: indented, in UTF-8, its last line ended."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")
