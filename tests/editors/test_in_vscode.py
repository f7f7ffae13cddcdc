"""Our packaged extension inside a real VS Code: findings, hover, a fix applied and saved, the score in the status bar."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="needs the extra lsp")

ROOT = Path(__file__).resolve().parents[2]
TEXT = """# ML Engineer

We 🎉 want a rockstar 🎸 who ships. You 🎯 utilize the whitelist.

## Requirements

- 5+ years of Python 🐍 and so on.
- Go is a plus.
"""


def checked(path: Path) -> tuple[list[str], int]:
    """The codes that the program finds, sorted, and its score."""
    command = [sys.executable, "-m", "rolewright", "check", "--exit-zero", "--format", "json", str(path)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(command, cwd=path.parent.parent, env=environment, capture_output=True, text=True, check=True)
    report = json.loads(done.stdout)["reports"][0]
    return sorted(one["code"] for one in report["findings"] if one["severity"] != "credit"), report["score"]


def shown(page) -> list[str]:
    """The codes in the panel of problems, sorted."""
    rows = page.locator(".markers-panel .monaco-list-row").all_inner_texts()
    return sorted(code for row in rows for code in re.findall(r"\b(R[WC]\d{3})\b", row))


def hover(page, word: str) -> str:
    """Put the cursor into a word and ask for what is known of it; the text of the box."""
    page.get_by_text(word, exact=False).locator("visible=true").first.click()
    page.keyboard.press("Control+F")
    page.locator(".find-widget textarea").first.fill(word)
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+K")
    page.keyboard.press("Control+I")
    box = page.locator(".monaco-hover:visible", has_text="rolewright")
    box.first.wait_for()
    return box.first.inner_text()


def picture(page, name: str) -> bytes:
    """What is seen; also written to the folder that PICTURES names, if one is."""
    folder = os.environ.get("PICTURES", "")
    return page.screenshot(path=Path(folder, name) if folder else None)


def test_a_posting_in_vscode(code_server, page):
    """What a user does: open a posting, read what is wrong, look at one finding, apply its fix, save."""
    address, folder = code_server
    posting = folder / "postings/posting.md"
    posting.write_text(TEXT)
    page.goto(address)
    page.locator(".monaco-workbench .explorer-folders-view").wait_for()
    page.keyboard.press("Control+P")
    page.locator(".quick-input-widget input").fill("posting.md")
    page.locator(".quick-input-list .monaco-list-row", has_text="posting.md").first.wait_for()
    page.keyboard.press("Enter")
    page.locator(".tab.active", has_text="posting.md").wait_for()
    page.locator(".squiggly-warning").first.wait_for()
    page.keyboard.press("Control+Shift+M")
    page.locator(".markers-panel .monaco-list-row", has_text="RW604").wait_for()
    codes, score = checked(posting)
    assert shown(page) == codes
    assert str(score) in page.locator("[id='rolewright.rolewright.rolewright.score']").inner_text()
    told = hover(page, "utilize")
    assert "RW920" in told
    assert "Write the short word" in told
    assert picture(page, "vscode.png")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+.")
    page.locator(".action-widget .monaco-list-row", has_text="Replace “utilize” by “use”").wait_for()
    page.keyboard.press("Enter")
    page.locator(".view-line", has_text="use the whitelist").wait_for()
    page.keyboard.press("Control+S")
    page.locator(".markers-panel .monaco-list-row", has_text="RW920").wait_for(state="detached")
    page.locator(".tab.active:not(.dirty)").wait_for()
    assert posting.read_text() == TEXT.replace("utilize", "use")
    assert shown(page) == checked(posting)[0]
