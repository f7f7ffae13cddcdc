"""Bytes → text: byte order marks, UTF-8, UTF-16, and Windows-1252 when nothing else fits.

Nothing is ever lost or refused: what isn't UTF-8 is read as Windows-1252 and the trouble is told.
"""

from __future__ import annotations

from rolewright.model.posting import Trouble
from rolewright.model.record import NamedTuple

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


_WIDE_FROM = 16
"""Bytes from which a pattern of NULs is taken for UTF-16 and not for a text with NULs."""


class Decoded(NamedTuple):
    """A decoded file. `encoding` is `` if encoding the text again would not give the same bytes."""

    text: str
    encoding: str
    troubles: tuple[Trouble, ...] = ()


def decode(data: bytes) -> Decoded:
    """The text of some bytes. A lone carriage return is a line's end only where the file has no line feed."""
    text, encoding, troubles = _decode(data)
    if "\r" in text and "\n" not in text:
        text, encoding = text.replace("\r", "\n"), ""
    if "\0" in text:
        count = text.count("\0")
        message = f"has {count} NUL byte{'s' if count > 1 else ''}; boards cut or reject such text"
        troubles = (*troubles, Trouble("nul-bytes", message))
    return Decoded(text, encoding, troubles)


def scrub(text: str) -> str:
    """The text with lone surrogates, which no file can hold, as U+FFFD. The length is kept."""
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    return text


def _decode(data: bytes) -> Decoded:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _checked(data.decode(name, "replace"), name, data)
    wide = _wide(data)
    if wide:
        return _checked(data.decode(wide, "replace"), wide, data)
    try:
        return Decoded(data.decode(), "utf-8")
    except UnicodeDecodeError as error:
        from rolewright.documents import windows

        return windows.decode(data, error.start)


def _wide(data: bytes) -> str:
    """`utf-16-le` or `utf-16-be` if every second byte is NUL nearly throughout, as in Western UTF-16."""
    head = data[:4096]
    if len(head) < _WIDE_FROM or b"\0" not in head:
        return ""
    half = len(head) // 2
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > half * 0.7 and even < half * 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.7 and odd < half * 0.1 else ""


def _checked(text: str, name: str, data: bytes) -> Decoded:
    """A decoding by a byte order mark, with its trouble if some bytes fitted nothing."""
    if "\ufffd" not in text or text.encode(name) == data:
        return Decoded(text, name)
    message = f"says that it is {name.upper()}, but some bytes aren't; they are read as \ufffd: save it as UTF-8"
    return Decoded(text, "", (Trouble("not-utf8", message),))
