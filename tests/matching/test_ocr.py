"""Pictures of text: refused with the way out, or read by OCR where the user asks for it and the page says so."""

from __future__ import annotations

import io
import shutil

import pytest
from candidate import DAY
from fpdf import FPDF
from PIL import Image, ImageDraw, ImageFont

from rolewright import api
from rolewright.cli import main
from rolewright.errors import ConfigError

LINES = ("Experience", "Data Analyst, Beta Ltd", "2017 - 2019", "- Wrote Python scripts and Kafka consumers.")


def drawn() -> Image.Image:
    """A page as a picture."""
    page = Image.new("L", (1240, 700), 255)
    pen = ImageDraw.Draw(page)
    for i, line in enumerate(LINES):
        pen.text((100, 80 + 90 * i), line, fill=0, font=ImageFont.load_default(42))
    return page


def png() -> bytes:
    """The page as PNG."""
    kept = io.BytesIO()
    drawn().save(kept, "PNG")
    return kept.getvalue()


def scan() -> bytes:
    """The page as a PDF of a picture alone."""
    made = FPDF()
    made.add_page()
    made.image(drawn(), x=0, y=20, w=210)
    return bytes(made.output())


def test_without_the_switch_a_picture_is_refused_with_the_way_out() -> None:
    """PDF and PNG."""
    for name, data in {"cv.pdf": scan(), "cv.png": png()}.items():
        found = api.read_profile(data, name)
        assert not found.shown
        assert found.troubles
    assert any("--ocr" in one for one in api.read_profile(scan(), "cv.pdf").troubles)


def test_without_the_program_the_switch_is_refused(monkeypatch, tmp_path) -> None:
    """The message says what to install."""
    (tmp_path / "cv.pdf").write_bytes(scan())
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ConfigError, match="no tesseract"):
        list(api.read_profiles([str(tmp_path)], ocr=True))


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
def test_a_scan_is_read_by_ocr_and_says_so(tmp_path) -> None:
    """In the process with limits, from PDF and PNG; the page of the match says it."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in/cv.pdf").write_bytes(scan())
    (tmp_path / "in/cv.png").write_bytes(png())
    found = [one.profile for one in api.read_profiles([str(tmp_path / "in")], ocr=True)]
    assert len(found) == 2
    for one in found:
        assert {"skill:kafka", "skill:python"} <= {shown.key for shown in one.shown}
        assert len(one.jobs) == 1
        assert any("read by OCR" in trouble for trouble in one.troubles)
    role = "examples/roles/startup-ml-engineer.toml"
    out = tmp_path / "out"
    assert main(["match", role, str(tmp_path / "in/cv.pdf"), "--ocr", "-o", str(out), "--day", DAY]) == 0
    assert "read by OCR" in next(out.glob("p-*.html")).read_text("utf-8")


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
def test_what_is_no_picture_ends_in_words(tmp_path) -> None:
    """A broken PNG, and a page that is huge."""
    (tmp_path / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 1000)
    made = FPDF(unit="pt", format=(14000, 14000))
    made.add_page()
    (tmp_path / "huge.pdf").write_bytes(bytes(made.output()))
    for named in api.read_profiles([str(tmp_path)], ocr=True):
        assert not named.profile.shown
        assert named.profile.troubles
