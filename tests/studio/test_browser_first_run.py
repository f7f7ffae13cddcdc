"""A newcomer's first run: what `make studio` starts, as a process of its own, up to a posting on their disk."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests_studio_process import Process

from rolewright import cli

expect = pytest.importorskip("playwright.sync_api").expect
MAKEFILE = Path(__file__).parents[2] / "Makefile"


@pytest.fixture
def studio(tmp_path):
    made = Process(tmp_path / "studio.db")
    yield made
    made.kill()


def test_make_studio_starts_the_studio():
    """`make studio` runs the command that these tests run."""
    assert re.search(
        r"^studio:.*\n\t@\$\(BIN\)/rolewright studio \$\(STUDIO\)$", MAKEFILE.read_text("utf-8"), re.MULTILINE
    )


def test_from_the_first_start_to_an_exported_posting(studio, chromium, tmp_path, capsys):
    """The printed address opens the desk; the pasted posting is mended, approved, exported; the file scores as the page said."""
    context = chromium.new_context(viewport={"width": 1360, "height": 900}, locale="en-US")
    page, errors = context.new_page(), []
    page.set_default_timeout(20_000)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(studio.opened)
    page.get_by_role("link", name="Machine Learning Engineer", exact=True).click()
    page.get_by_role("button", name="Draft from the role").click()
    expect(page.get_by_role("heading", name="Drafted from the role")).to_be_visible()
    page.get_by_role("textbox", name=re.compile("Text of")).click()
    page.keyboard.press("Control+End")
    page.keyboard.type("\n\nYou utilize SQL in order to plan.\n")
    page.get_by_role("listitem").filter(has_text="utilize").first.wait_for()
    page.get_by_role("button", name="Apply safe fixes").click()
    expect(page.get_by_text(re.compile(r"\d+ fix(es)? applied"))).to_be_visible()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_role("button", name="Take approval back")).to_be_visible()
    score = int(re.search(r"\d+", page.get_by_text(re.compile(r"Score \d+ of 100")).first.inner_text())[0])
    page.get_by_role("tab", name="Export").click()
    with page.expect_download() as given:
        page.get_by_role("link", name="Markdown").click()
    given.value.save_as(tmp_path / "posting.md")
    page.get_by_role("link", name="Role", exact=True).click()
    with page.expect_download() as given:
        page.get_by_role("link", name="Role file").click()
    given.value.save_as(tmp_path / "role.toml")
    context.close()
    assert errors == []
    assert "You use SQL to plan." in (tmp_path / "posting.md").read_text("utf-8")
    words = ["check", "--exit-zero", "--no-config", "--format", "json", "--role", str(tmp_path / "role.toml")]
    cli.main([*words, str(tmp_path / "posting.md")])
    (report,) = json.loads(capsys.readouterr().out)["reports"]
    assert report["score"] == score


def test_nothing_that_was_saved_goes_with_the_process(studio, chromium):
    """Killed while somebody writes and started again, the studio has what it said it saved; the page sends the rest by itself."""
    context = chromium.new_context()
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.goto(studio.opened)
    page.get_by_role("link", name="Machine Learning Engineer", exact=True).click()
    page.get_by_role("link", name="Second draft").click()
    text = page.get_by_role("textbox", name="Text of Second draft")
    text.click()
    page.keyboard.press("Control+Home")
    page.keyboard.type("Kept before. ")
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    studio.kill()
    page.keyboard.type("Typed while it was away. ")
    expect(page.get_by_text("Offline: kept in this browser")).to_be_visible()
    studio.start()
    here = page.url
    other = context.new_page()
    other.goto(studio.opened)
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    other.goto(here)
    expect(other.get_by_role("textbox", name="Text of Second draft")).to_contain_text(
        "Kept before. Typed while it was away."
    )
    context.close()
