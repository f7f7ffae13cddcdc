"""E-mail: the subject is the title, the body the text; an attached posting is read where the body holds none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from rolewright.documents import plain
from rolewright.documents.builder import nothing, troubled
from rolewright.documents.decode import decode, scrub
from rolewright.model.posting import Trouble

if TYPE_CHECKING:
    from rolewright.model.posting import Posting

_PREFIX = re.compile(r"^(?:\s*(?:re|fwd?|fw|aw|wg|tr|rv)\s*(?:\[\d+\])?\s*:)+\s*", re.IGNORECASE)
_LIKE_A_POSTING = 600
"""Characters from which a body is taken for the posting itself and not for a note on an attached one."""
_BULLETS = 3
_PARTS = 200
_ATTACHED = (".pdf", ".docx", ".md", ".html", ".htm", ".txt", ".json", ".eml")
_BY_TYPE = {
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "text/html": "html",
    "text/markdown": "markdown",
    "message/rfc822": "eml",
}


def read(data: bytes, name: str = "") -> Posting:
    """A posting from the bytes of a message. Its source is the decoded body, not the file."""
    import email
    import email.policy

    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        parts = _parts(message)
    except Exception as error:  # noqa: BLE001 - damaged parts raise many kinds
        return nothing("eml", name, "broken", f"is not a readable message ({type(error).__name__}): save it anew")
    body = _body(parts, name)
    title = _subject(message)
    found = body
    if len(body.text.strip()) < _LIKE_A_POSTING and sum(line.hint == "bullet" for line in body.lines) < _BULLETS:
        found = max((body, *_attachments(parts, name)), key=lambda posting: len(posting.text.strip()))
    if found is not body:
        facts = (*found.facts, ("attachment", found.name))
        return found._replace(format="eml", name=name, title=found.title or title, facts=facts)
    made = body._replace(format="eml", title=title or body.title)
    if len(parts) >= _PARTS:
        made = troubled(made, Trouble("truncated", f"has more than {_PARTS} parts; the rest is not read"))
    return made


def _parts(message: Any) -> list[Any]:
    """The leaves of a message in order, bounded; a forwarded message's leaves count as its own."""
    leaves, stack = list[Any](), [message]
    while stack and len(leaves) < _PARTS:
        part = stack.pop()
        inner = part.get_payload() if part.is_multipart() else None
        if isinstance(inner, list):
            stack.extend(reversed(inner))
        else:
            leaves.append(part)
    return leaves


def _body(parts: list[Any], name: str) -> Posting:
    """The HTML body if there is one with text, else the plain one."""
    best = None
    for kind in ("text/html", "text/plain"):
        for part in parts:
            if _kind(part) != kind or _file_name(part):
                continue
            text, troubles = _text(part)
            made = troubled(_html(text, name) if kind == "text/html" else plain.read(text, name), *troubles)
            made = made._replace(source=text)
            if len(made.text.strip()) >= _LIKE_A_POSTING:
                return made
            if best is None or len(made.text) > len(best.text):
                best = made
    return best or nothing("eml", name, "empty", "has no text in it")


def _html(text: str, name: str) -> Posting:
    from rolewright.documents import html

    return html.read(text, name)


def _attachments(parts: list[Any], name: str) -> list[Posting]:
    """The attached files that can be read, each named `message: file`."""
    from rolewright.documents.load import from_bytes
    from rolewright.errors import DocumentError

    made = []
    for part in parts:
        file, known = _file_name(part), _BY_TYPE.get(_kind(part))
        if not file.lower().endswith(_ATTACHED) and (not known or not file):
            continue
        if file.lower().endswith(".eml") or known == "eml":
            continue
        try:
            made.append(from_bytes(_bytes(part), file or f"{name}: attachment", known))
        except DocumentError:
            continue
    return made


def _text(part: Any) -> tuple[str, tuple[Trouble, ...]]:
    """A text part in its own charset, or in the one its bytes show."""
    data = _bytes(part)
    try:
        charset = part.get_content_charset() or "utf-8"
        if charset.lower().replace("_", "-") not in {"utf-8", "us-ascii", "ascii"}:
            return scrub(data.decode(charset, "replace")), ()
    except Exception:  # noqa: BLE001, S110 - damaged parts raise many kinds
        pass
    text, _, troubles = decode(data)
    return text, troubles


def _bytes(part: Any) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except Exception:  # noqa: BLE001 - damaged parts raise many kinds
        return b""
    return payload if isinstance(payload, bytes) else b""


def _kind(part: Any) -> str:
    try:
        return str(part.get_content_type())
    except Exception:  # noqa: BLE001 - damaged parts raise many kinds
        return ""


def _file_name(part: Any) -> str:
    try:
        return str(part.get_filename() or "")
    except Exception:  # noqa: BLE001 - damaged parts raise many kinds
        return ""


def _subject(message: Any) -> str | None:
    """The subject without `Re:` and `Fwd:`."""
    try:
        subject = str(message["subject"] or "")
    except Exception:  # noqa: BLE001 - damaged parts raise many kinds
        return None
    return _PREFIX.sub("", " ".join(scrub(subject).split())) or None
