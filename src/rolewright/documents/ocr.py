"""Pictures of text, read by Tesseract where it is installed and the user asks: PDF pages without text, PNG, JPEG.

The program is started without a shell, reads standard input, writes no file, and has limits of time and memory.
"""

from __future__ import annotations

import os
import subprocess
from functools import cache
from typing import TYPE_CHECKING, Any

from rolewright.documents import plain
from rolewright.documents.builder import nothing, troubled
from rolewright.documents.decode import scrub
from rolewright.errors import ConfigError
from rolewright.knowledge.shelf import shelf
from rolewright.model.posting import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rolewright.model.posting import Posting

_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


def program() -> str:
    """The path of the program. Raises ConfigError if there is none."""
    from shutil import which

    found = which(shelf("matching/ocr")["program"])
    if found is None:
        raise ConfigError(
            "there is no tesseract on the PATH",
            "--ocr",
            "install tesseract-ocr, or read the pictures elsewhere and give the text",
        )
    return str(found)


def is_picture(data: bytes) -> bool:
    """Whether some bytes are a PNG or a JPEG."""
    return data.startswith(_PICTURES)


def read(data: bytes, name: str = "") -> Posting:
    """What the program reads of a PDF's pages or of a picture; the trouble says that it was read so. Raises ConfigError."""
    where, limits = program(), shelf("matching/ocr")["limits"]
    pages, more = ([data], 0) if is_picture(data) else _drawn(data, limits)
    texts, lost = list[str](), 0
    for page in pages:
        said = _said(where, page, limits)
        lost += said is None
        texts.append(scrub(said or "").replace("\f", "\n").strip())
    text = "\n\n".join(one for one in texts if one)
    kind = "picture" if is_picture(data) else "pdf"
    if not text:
        return nothing(kind, name, "no-text", "is a picture in which OCR finds no words: give the text")
    made = plain.read(text, name)._replace(format=kind)
    return troubled(made, *_troubles(where, lost, more))


def _troubles(where: str, lost: int, more: int) -> Iterator[Trouble]:
    words = f"was read by OCR ({version(where)}), which errs: compare the quotes with the picture; places are lines of what it read"
    yield Trouble("ocr", words)
    if lost:
        yield Trouble("broken", f"has {lost} pages that OCR could not read in time")
    if more:
        yield Trouble("truncated", f"has {more} further pages, which are not read")


def _drawn(data: bytes, limits: dict[str, Any]) -> tuple[Iterator[bytes], int]:
    """The pages of a PDF as grey pictures (PGM), and how many are left out."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    count = min(len(document), limits["pages"])
    return (_page(document, index, limits) for index in range(count)), len(document) - count


def _page(document: Any, index: int, limits: dict[str, Any]) -> bytes:
    page = document[index]
    width, height = page.get_size()
    scale = limits["dpi"] / 72
    area = max(width * height, 1.0)
    scale = min(scale, (limits["pixels"] / area) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    rows = memoryview(bytes(bitmap.buffer))
    lines = b"".join(rows[i * bitmap.stride : i * bitmap.stride + bitmap.width] for i in range(bitmap.height))
    made = b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + lines
    bitmap.close()
    page.close()
    return made


def _said(where: str, page: bytes, limits: dict[str, Any]) -> str | None:
    """The words of a page; None if the program failed or took too long."""
    command = [where, "stdin", "stdout", "--dpi", str(limits["dpi"]), "-l", "+".join(languages(where)), "--psm", "1"]
    try:
        done = subprocess.run(  # noqa: S603 - our own words
            command,
            input=page,
            capture_output=True,
            timeout=limits["page_seconds"],
            check=False,
            env=_surroundings(),
            preexec_fn=_limited,
        )
    except (subprocess.TimeoutExpired, OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def _limited() -> None:
    """In the program's process: memory and time, also if whoever started it is gone."""
    import resource

    limits = shelf("matching/ocr")["limits"]
    room = limits["memory_mb"] * 1024 * 1024
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    room = room if most == resource.RLIM_INFINITY else min(room, most)
    resource.setrlimit(resource.RLIMIT_AS, (room, most))
    resource.setrlimit(resource.RLIMIT_CPU, (limits["page_seconds"], limits["page_seconds"]))


def _surroundings() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name in {"PATH", "TESSDATA_PREFIX", "SYSTEMROOT"}} | {
        "OMP_THREAD_LIMIT": "1"
    }


@cache
def version(where: str) -> str:
    """`tesseract 5.3.0`."""
    done = subprocess.run([where, "--version"], capture_output=True, timeout=10, check=False)  # noqa: S603 - our own words
    said = (done.stdout or done.stderr).decode("utf-8", "replace").split()
    return " ".join(said[:2])


@cache
def languages(where: str) -> tuple[str, ...]:
    """The languages that are installed, of those that resumes are read in; the program's own default if none is."""
    done = subprocess.run([where, "--list-langs"], capture_output=True, timeout=10, check=False)  # noqa: S603 - our own words
    found = set(done.stdout.decode("utf-8", "replace").split())
    return tuple(one for one in shelf("matching/ocr")["languages"] if one in found) or ("eng",)
