"""Candidates' documents → profiles, each read in a process with limits."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rolewright.model.profile import Profile
    from rolewright.people.keep import Named

ENDINGS = (".md", ".markdown", ".html", ".htm", ".txt", ".docx", ".pdf", ".json", ".toml", ".zip", ".jsonl")
"""What is read in a folder of profiles."""
PICTURES = (".png", ".jpg", ".jpeg")


def read_profile(data: bytes, name: str = "", *, ocr: bool = False) -> Profile:
    """The profile in a document's bytes: text, Markdown, HTML, PDF, DOCX, JSON Resume, TOML, LinkedIn's export (zip).

    `name` is the file's. With `ocr` pictures of text are read by Tesseract, if it is installed. What can't be read has `troubles` and nothing else. Strangers' files are better read by
    `read_profiles`, in a process of their own.
    """
    from rolewright.matching.read import read

    return read(data, name, ocr=ocr)


def read_profiles(
    paths: Sequence[str],
    *,
    processes: int | None = None,
    progress: Callable[[int], None] | None = None,
    ocr: bool = False,
) -> Iterator[Named]:
    """The profiles of files and folders, each with its file's name, read in processes with limits; no order is kept.

    `profiles.jsonl`, as `profile_row` writes it, gives the profiles that it holds. Raises DocumentError for a path that
    doesn't exist, ConfigError for `ocr` without the program; trouble in a file is in its profile.
    """
    from rolewright.engine.pool import processes as usable
    from rolewright.people import apart, keep

    work, seconds = _reading(ocr=ocr)
    files = list(documents(paths, ocr=ocr))
    for path in (path for path in files if path.endswith(".jsonl")):
        yield from keep.rows(path)
    unread = [path for path in files if not path.endswith(".jsonl")]
    count = min(usable(processes), max(1, len(unread)))
    for done, (path, profile) in enumerate(apart.read_apart(unread, count, work, seconds), 1):
        if progress is not None and done % 10 == 0:
            progress(done)
        yield keep.Named(path, profile)


def redacted(path: str, *, ocr: bool = False) -> str:
    """What matching reads of a document, line by line; `█` stands for what is personal, and the end says what was left out.

    Read in a process with limits. Raises DocumentError if it can't be read.
    """
    from rolewright.errors import DocumentError
    from rolewright.people import apart

    work, seconds = _reading(ocr=ocr, name="redact_file")
    ((_, found),) = apart.read_apart([path], 1, work, seconds)
    if not isinstance(found, str):
        raise DocumentError("; ".join(found.troubles), path, "give another file")
    return found


def _reading(*, ocr: bool, name: str = "read_file") -> tuple[Callable[[str], Any], int | None]:
    """What a worker does with a path, and its seconds. Raises ConfigError if there is no program for OCR."""
    from functools import partial

    from rolewright.knowledge.shelf import shelf
    from rolewright.people import apart

    if not ocr:
        return getattr(apart, name), None
    from rolewright.documents.ocr import program

    program()
    return partial(getattr(apart, name), ocr=True), int(shelf("matching/ocr")["limits"]["seconds"])


def documents(paths: Sequence[str], *, ocr: bool = False) -> Iterator[str]:
    """Files, and those in folders whose endings are a profile's; pictures too where they can be read."""
    from rolewright.engine import files

    endings = (*ENDINGS, *PICTURES) if ocr else ENDINGS

    for path in paths:
        yield from files.walk(path, endings) if os.path.isdir(path) else files.expand([path])
