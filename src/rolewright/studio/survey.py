"""A survey's CSV as it comes (plain, gzipped, in the zip that is published), kept gzipped; a bomb is refused."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from typing import IO

from rolewright.errors import DocumentError

_MOST = 400 << 20
"""Bytes of the CSV; that of 2025 has 140 million."""
_BLOCK = 1 << 20
_NAME = "survey_results_public.csv"


def packed(data: bytes) -> bytes:
    """The CSV, gzipped. Raises DocumentError for what is none, and for one that is too large."""
    out = io.BytesIO()
    try:
        with _opened(data) as source, gzip.open(out, "wb", compresslevel=5) as target:
            size = 0
            while block := source.read(_BLOCK):
                size += len(block)
                if size > _MOST:
                    raise DocumentError(f"it unpacks to more than {_MOST >> 20} MB", "file", "send the survey alone")
                target.write(block)
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise DocumentError("it can't be unpacked", "file", f"send {_NAME}") from error
    return out.getvalue()


def _opened(data: bytes) -> IO[bytes]:
    """The CSV's bytes, unpacked."""
    if data.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=io.BytesIO(data))  # type: ignore[return-value]
    if not data.startswith(b"PK"):
        return io.BytesIO(data)
    archive = zipfile.ZipFile(io.BytesIO(data))
    found = [one for one in archive.namelist() if one.rpartition("/")[2] == _NAME]
    if not found:
        raise DocumentError(f"holds no {_NAME}", "file", "send the survey's own zip, or the CSV")
    return archive.open(found[0])
