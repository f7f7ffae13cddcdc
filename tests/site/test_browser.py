"""The site in a browser: axe finds nothing, by day and by night; it needs no network and no script."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from rolewright.cli import main

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")


@pytest.fixture(scope="module")
def browser():
    """Chromium under Playwright."""
    playwright = pytest.importorskip("playwright.sync_api", reason="needs Playwright")
    if not CHROMIUM:
        pytest.skip("needs Chromium")
    with playwright.sync_playwright() as run:
        made = run.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"] if os.getuid() == 0 else [])
        yield made
        made.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser, tmp_path, scheme):
    """No violation of WCAG 2.2 AA or of axe's best practices, and no request but for the page."""
    axe = pytest.importorskip("axe_playwright_python", reason="needs axe-playwright-python")
    assert main(["site", str(ROOT / "examples/careers"), "-o", str(tmp_path)]) == 0
    page = browser.new_context(color_scheme=scheme, bypass_csp=True).new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for path in sorted(tmp_path.glob("*.html")):
        page.goto(path.as_uri())
        page.add_script_tag(path=Path(axe.__file__).parent / "axe.min.js")
        found = page.evaluate("axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes[0].html))")
        assert found == [], path.name
    assert all(url.startswith("file://") for url in asked)
