"""A kit as files: every page in the formats asked for, JSON, calendars."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from rolewright.errors import ConfigError, suggest
from rolewright.interview import file_docx, file_pdf, text_html, text_md
from rolewright.interview.calendar import calendars
from rolewright.interview.greenhouse import kit_as_json
from rolewright.interview.plan import pages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.interview.page import Page
    from rolewright.model.kit import Kit

FORMATS = ("md", "html", "docx", "pdf", "json")
DEFAULT = ("md", "html", "docx", "json")


def files(
    kit: Kit, formats: Sequence[str] = DEFAULT, start: str = "", zone: str = "", paper: str = "a4"
) -> dict[str, bytes]:
    """File name → bytes; calendar files if `start` is given. Raises ConfigError, MissingExtraError (PDF without typst)."""
    for name in formats:
        if name not in FORMATS:
            raise ConfigError(
                f"there is no format {name!r}", "--format", suggest(name, FORMATS, f"one of {', '.join(FORMATS)}")
            )
    if start and not zone:
        raise ConfigError("a start needs a time zone", "--zone", "write one like America/Denver")
    made = {
        f"{page.name}.{name}": render(page, name, paper) for page in pages(kit) for name in formats if name != "json"
    }
    if "json" in formats:
        made["kit.json"] = (json.dumps(kit_as_json(kit), ensure_ascii=False, indent=2) + "\n").encode()
    if start:
        made |= {name: text.encode() for name, text in calendars(kit, start, zone).items()}
    return made


def render(page: Page, name: str, paper: str = "a4") -> bytes:
    """A page in a format."""
    if name == "docx":
        return file_docx.render(page)
    if name == "pdf":
        return file_pdf.render(page, paper)
    text: str = text_html.render(page) if name == "html" else text_md.render(page)
    return text.encode()
