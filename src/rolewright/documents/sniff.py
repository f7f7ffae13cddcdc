"""Which format a file is in: by the first bytes where they are telling, by its name's ending, by the text's looks."""

from __future__ import annotations

import re

from rolewright.errors import DocumentError

FORMATS = ("text", "markdown", "html", "json", "docx", "pdf", "eml")

_ENDINGS = {
    "md": "markdown", "markdown": "markdown", "mdown": "markdown", "mdx": "markdown", "html": "html", "htm": "html",
    "xhtml": "html", "json": "json", "jsonld": "json", "jsonl": "json", "ndjson": "json", "txt": "text", "text": "text",
    "docx": "docx", "docm": "docx", "dotx": "docx", "pdf": "pdf", "eml": "eml",
}  # fmt: skip
_KNOWN_OTHERS = (
    (b"\x89PNG", "a PNG picture", "read it with OCR and give the text"),
    (b"\xff\xd8\xff", "a JPEG picture", "read it with OCR and give the text"),
    (b"GIF8", "a GIF picture", "read it with OCR and give the text"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first; rows of JSON can stay packed as .jsonl.gz"),
    (b"{\\rtf", "an RTF file", "save it as .docx, .md or .txt"),
    (b"\xd0\xcf\x11\xe0", "an old Office file", "save it as .docx"),
    (b"\x7fELF", "a program", "give a posting"),
)
# Compiled when they are first needed: a file with a telling name needs none of them.
_HEADER = rb"[A-Za-z][A-Za-z0-9-]*:|[ \t]"
_MAIL = rb"(?im)^(?:from|received|return-path|subject|mime-version|message-id|delivered-to):"
_PAGE = r"(?is)\s*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype html|html|head|body)\b"
_FRAGMENT = r"(?i)\s*<(?:p|div|h[1-6]|ul|ol|section|article|main|table|span|strong|b|br)\b[^<>]*>"
_MARKDOWN = r"(?m)^#{1,6} \S|^[ \t]*[-*+] .*\*\*|\*\*[^*\n]+\*\*|\]\(\S{1,300}\)|^---\n[\w-]+:|^<!--"
_LOOKED_AT = 20_000


def ending(name: str) -> str:
    """What a name ends in, without the dot, in lower case."""
    return name.rsplit("/", 1)[-1].rsplit(".", 1)[-1].lower() if "." in name else ""


def binary(data: bytes, name: str, format: str | None = None) -> str:  # noqa: A002 - the record's own word
    """`pdf`, `docx`, `eml`, or `` for a text. Raises DocumentError for bytes of a kind that holds no posting."""
    if format:
        return format if format in {"pdf", "docx", "eml"} else ""
    named = _ENDINGS.get(ending(name), "")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        if named != "docx" and b"word/" not in data:
            raise DocumentError("is an archive, not a posting", name, "unpack it first")
        return "docx"
    if named in {"pdf", "docx", "eml"}:
        return named
    for start, what, do in _KNOWN_OTHERS:
        if data.startswith(start) and not (start == b"{\\rtf" and named):
            raise DocumentError(f"is {what}, not a posting", name, do)
    if not named and _is_binary(data):
        raise DocumentError("is not text in any form that Rolewright reads", name, f"give {', '.join(FORMATS)}")
    if not named and len(re.findall(_MAIL, data[:4096])) > 1 and _has_headers(data[:65536]):
        return "eml"
    return ""


def text(source: str, name: str = "") -> str:
    """`html`, `json`, `markdown` or `text`: by the name's ending, else by the looks of the text."""
    named, head = _ENDINGS.get(ending(name), ""), source[:_LOOKED_AT]
    tagged = head.lstrip()[:1] == "<"
    if named and not (named == "text" and tagged and re.match(_PAGE, head)):
        return named
    if tagged and (re.match(_PAGE, head) or re.match(_FRAGMENT, head)):
        return "html"
    if head.lstrip()[:1] in {"{", "["} and _is_json(source):
        return "json"
    return "markdown" if re.search(_MARKDOWN, head) else "text"


def _has_headers(head: bytes) -> bool:
    """Whether every line up to the first blank one is a header of a message."""
    lines = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0].splitlines()
    return all(re.match(_HEADER, line) for line in lines)


def _is_json(source: str) -> bool:
    import json

    try:
        return isinstance(json.loads(source), (dict, list))
    except (ValueError, RecursionError):
        return False


def _is_binary(data: bytes) -> bool:
    """Whether bytes without a telling name can't be text: many control characters and no wide encoding."""
    from rolewright.documents.decode import decode

    head = data[:4096]
    text = decode(head).text
    odd = sum(char < " " and char not in "\t\n\r\f\x0b" for char in text)
    return odd * 10 > len(text)
