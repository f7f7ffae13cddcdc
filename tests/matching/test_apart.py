"""Strangers' files: bounded time and memory, in a process of their own; one that does harm costs one document."""

from __future__ import annotations

import io
import os
import signal
import time
import zipfile

import pytest
from candidate import TEXT
from fpdf import FPDF

from rolewright import api
from rolewright.model.profile import Profile
from rolewright.people import apart


def bomb(member: str) -> bytes:
    """A zip of which one member unpacks to 300 MB."""
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as package,
        package.open(member, "w", force_zip64=True) as file,
    ):
        for _ in range(300):
            file.write(b"0" * 1024 * 1024)
    return kept.getvalue()


def many_pages() -> bytes:
    """A PDF of 3,000 pages."""
    made = FPDF()
    made.set_font("Helvetica", size=9)
    for number in range(3000):
        made.add_page()
        made.text(20, 30, f"Page {number}: Python")
    return bytes(made.output())


def pdf_of(*objects: bytes) -> bytes:
    """A PDF of some objects, numbered from 1."""
    body = b"%PDF-1.7\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % (i, one) for i, one in enumerate(objects, 1))
    return body + b"trailer << /Root 1 0 R /Size %d >>\n%%%%EOF" % (len(objects) + 1)


HOSTILE = {
    "bomb.docx": bomb("word/document.xml"),
    "bomb.zip": bomb("Positions.csv"),
    "deep.json": b'{"basics":' + b"[" * 200_000,
    "deep-work.json": b'{"work":[' + b'{"a":' * 50_000 + b"1" + b"}" * 50_000 + b"]}",
    "deep.html": b"<!doctype html><html><body>" + b"<div>" * 100_000 + b"Python",
    "deep.toml": b"a = " + b"[" * 100_000,
    "not-json.json": b"\xff\xfe\x00{]",
    "broken.pdf": b"%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >>\nendobj\ntrailer << /Root 1 0 R >>",
    "ring.pdf": pdf_of(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9999999 >>"),
    "font.pdf": pdf_of(
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9e99 -9e99] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        b"<< /Length 44 >> stream\nBT /F 99999999 Tf 1 0 0 1 0 0 Tm (\\377\\000) Tj ET\nendstream",
        b"<< /Type /Font /Subtype /TrueType /BaseFont /X /FirstChar -1 /LastChar 99999999 /Widths [1] /FontDescriptor 5 0 R >>",
    ),
    "empty.pdf": b"", "picture.pdf": b"\x89PNG\r\n\x1a\n" + b"0" * 100, "null.docx": b"PK\x03\x04" + b"\0" * 1000,
    "long-line.txt": b"Python " * 60_000, "nul.txt": b"\0" * 100_000, "evil-dates.txt": b"Jan 2020 - " * 15_000,
    "hyphens.txt": b"Jane Roe\n" + b"12-" * 30_000, "name.txt": b"Name: " * 30_000, "caps.txt": b"University of " + b"Aa " * 50_000,
    "jobs.txt": b"Experience\n" + b"Engineer, Acme, Jan 2020 - Present\n" * 8_000,
    "dashes.txt": b"- " * 500_000, "spaces.txt": (b" " * 5000 + b"\n") * 400, "breaks.md": b"*" * 300_000,
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """All hostile files beside an honest one."""
    path = tmp_path_factory.mktemp("hostile")
    for name, data in (HOSTILE | {"honest.txt": TEXT.encode(), "many.pdf": many_pages()}).items():
        (path / name).write_bytes(data)
    return path


def test_hostile_files_end_in_words_and_time(folder) -> None:
    """Each ends within the limit with something to say or nothing shown; the honest one among them is read."""
    began = time.monotonic()
    found = {os.path.basename(one.name): one.profile for one in api.read_profiles([str(folder)])}
    assert time.monotonic() - began < 30
    assert found.keys() == {*HOSTILE, "honest.txt", "many.pdf"}
    assert found["honest.txt"].shown
    told = (
        "bomb.docx",
        "bomb.zip",
        "deep.json",
        "deep.toml",
        "not-json.json",
        "broken.pdf",
        "ring.pdf",
        "empty.pdf",
        "null.docx",
        "nul.txt",
    )
    for name in told:
        assert found[name].troubles, name
        assert not found[name].shown, name
    assert any("3000 pages" in one for one in found["many.pdf"].troubles)
    assert any("first 4,000" in one for one in found["jobs.txt"].troubles)


def dies(path: str) -> Profile:
    """A reader that is killed."""
    if path.endswith("bad"):
        os.kill(os.getpid(), signal.SIGKILL)
    return Profile(path, "", words=1)


def hangs(path: str) -> Profile:
    """A reader that never ends."""
    while path.endswith("bad"):
        time.sleep(1)
    return Profile(path, "", words=1)


def eats(path: str) -> Profile:
    """A reader that wants four gigabytes."""
    if path.endswith("bad"):
        return Profile(str(len(bytearray(4 * 1024**3))), "")
    return Profile(path, "", words=1)


def writes(path: str) -> Profile:
    """A reader that is made to write."""
    with open(path, "wb") as file:
        file.write(b"x" * 100)
    return Profile(path, "", words=1)


@pytest.mark.parametrize(("work", "words"), [(dies, "broke the reader"), (eats, "memory")])
def test_a_reader_that_is_gone_costs_one_document(work, words) -> None:
    """The others are read."""
    found = dict(apart.read_apart(["a", "bad", "b", "c", "also bad", "d"], 2, work))
    assert [name for name, one in found.items() if one.words] == [
        name for name in found if name in {"a", "b", "c", "d"}
    ]
    assert words in found["bad"].troubles[0]


def test_a_reader_that_hangs_is_stopped(monkeypatch) -> None:
    """After the limit."""
    monkeypatch.setitem(apart.shelf("matching/apart"), "seconds", 1)
    began = time.monotonic()
    found = dict(apart.read_apart(["a", "bad", "b"], 1, hangs))
    assert time.monotonic() - began < 15
    assert "longer than 1 seconds" in found["bad"].troubles[0]
    assert found["b"].words


def test_a_reader_writes_nothing(tmp_path) -> None:
    """The worker's limit on files is zero bytes."""
    ((_, found),) = apart.read_apart([str(tmp_path / "x")], 1, writes)
    assert found.troubles
    assert not (tmp_path / "x").exists() or not (tmp_path / "x").read_bytes()


def test_no_process_is_left() -> None:
    """Workers end with the call, also when it is left early."""
    import multiprocessing

    found = apart.read_apart([str(i) for i in range(50)], 2, dies)
    next(found)
    found.close()
    assert not multiprocessing.active_children()
