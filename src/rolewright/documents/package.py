"""What every written Office file needs: text that XML can hold, and the same bytes each time."""

from __future__ import annotations

_DAY = (1980, 1, 1, 0, 0, 0)


def xml_text(text: str) -> str:
    """The text without the characters that XML 1.0 forbids."""
    return "".join(
        c for c in text if c in "\t\n" or (" " <= c <= "\ud7ff") or ("\ue000" <= c <= "\ufffd") or c > "\uffff"
    )


def same_bytes(data: bytes) -> bytes:
    """The zip package with one date for all its parts."""
    import io
    import zipfile

    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, _DAY)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(info, old.read(name))
    return kept.getvalue()
