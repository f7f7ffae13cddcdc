"""Bytes that aren't UTF-8, or only mostly: read as Windows-1252, byte by byte where need be."""

from __future__ import annotations

import codecs

from rolewright.documents.decode import Decoded
from rolewright.model.posting import Trouble

_LOW = dict(enumerate(bytes(range(0x80, 0xA0)).decode("cp1252", "replace"), 0x80))
_WINDOWS = {code: char for code, char in _LOW.items() if char != "\ufffd"}
"""Latin-1's control characters that Windows-1252 has letters for; the other five stay what they are."""


def decode(data: bytes, first: int) -> Decoded:
    """Mostly UTF-8 with some bytes of Windows-1252, or Windows-1252 throughout."""
    lossy = data.decode("utf-8", "replace")
    bad = lossy.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    good = len(lossy) - len(lossy.encode("ascii", "ignore")) - bad
    line = data.count(b"\n", 0, first) + 1
    if good > bad:
        message = f"is UTF-8 but for {bad} byte{'s' if bad > 1 else ''} from line {line} on; save it as UTF-8"
        return Decoded(data.decode("utf-8", "rolewright-windows"), "", (Trouble("not-utf8", message),))
    text = data.decode("latin-1").translate(_WINDOWS)
    message = f"isn't UTF-8 (line {line}); it is read as Windows-1252: save it as UTF-8"
    exact = not any(code in data for code in (0x81, 0x8D, 0x8F, 0x90, 0x9D))
    return Decoded(text, "cp1252" if exact else "", (Trouble("not-utf8", message),))


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """An error handler: the bytes that aren't UTF-8 as Windows-1252."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    piece = error.object[error.start : error.end]
    return piece.decode("latin-1").translate(_WINDOWS), error.end


codecs.register_error("rolewright-windows", _as_windows)
