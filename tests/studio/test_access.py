"""Everybody can use every page: axe finds nothing, in both themes; the keyboard is enough; the first page is light."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

axe = pytest.importorskip("axe_playwright_python.sync_playwright")
expect = pytest.importorskip("playwright.sync_api").expect

from test_market import bring, survey, work
from test_matching import send
from tests_studio_client import TOKEN

from rolewright.studio.page import ASSETS

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
BUDGET = 250_000


@pytest.fixture
def pages(client, example, engine, monkeypatch, tmp_path):
    """(address, what to wait for) of every page."""
    role, pasted, good = example
    kit = client.get(f"/api/roles/{role}/kit").json()["kit"]
    interview = next(one["id"] for one in kit["interviews"] if one["rated"])
    candidate = client.post(f"/api/roles/{role}/candidates", {"name": "Ada"}).json()["id"]
    card = client.post(f"/api/candidates/{candidate}/cards", {"interview": interview}).json()["id"]
    client.post(f"/api/postings/{good}/comments", {"line": 1, "quote": "x", "body": "Why?"})
    base = f"/roles/{role}"
    assert send(client, candidate).status_code == 201
    corpus = bring(client).json()["id"]
    work(engine, monkeypatch, tmp_path)
    made = client.request("POST", "/api/market/surveys", files={"file": ("s.csv", survey(5500))}).json()["id"]
    return [
        ("/", "Desk"), (base, "Diagnosis"), (f"{base}/scope", "The five questions"), (f"{base}/interview", "The plan"),
        (f"{base}/cards/{card}", "Recommendation"), (f"{base}/debrief", "0 of 1 cards"), (f"{base}/takehome", "No exercise yet"),
        (f"{base}/candidates", "Ada"), (f"{base}/postings/{pasted}", "Rethink the role first"), ("/rules/RW701", "What to do."),
        (f"{base}/matrix", "side by side"), (f"/market?corpus={corpus}&by=title_level", "filters: none"), (f"/market?corpus={made}", "How many people"),
        ("/rules", "For your team"), ("/rules/own", "None yet"), ("/rules/thresholds", "Threshold"), ("/rules/laws", "Colorado (EPEWA"),
        ("/people", "Add somebody"), ("/log", "candidate created"), ("/nowhere", "There is no such page"), ("/signin", "Sign in"),
    ]  # fmt: skip


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(chromium, address, pages, theme):
    """No violation on any page, nor beside the editor, nor in a dialog."""
    context = chromium.new_context(
        viewport={"width": 1360, "height": 900}, color_scheme=theme, bypass_csp=True, reduced_motion="reduce"
    )
    only = RULES if theme == "light" else {"runOnly": ["color-contrast"]}
    only = {**only, "resultTypes": ["violations"]}
    page = context.new_page()
    page.goto(f"{address}/enter?token={TOKEN}")
    found = {}

    def look(name):
        result = axe.Axe().run(page, options=only).response["violations"]
        if result:
            found[name] = [(one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in result]

    for path, words in pages:
        page.goto(address + path)
        expect(page.get_by_text(words).first).to_be_visible()
        look(path)
        if "/postings/" in path:
            for name in ("Role", "Comments", "Versions", "Drift", "Export") if theme == "light" else ("Role", "Drift"):
                page.get_by_role("tab", name=name).click()
                page.wait_for_timeout(150)
                look(f"{path} {name}")
    page.goto(address)
    page.get_by_role("button", name="New role").click()
    look("dialog")
    context.close()
    assert found == {}


def test_a_telephone_is_wide_enough(open_page, pages):
    """At 360 pixels no page has to be moved sideways: what is broad scrolls inside of itself."""
    page = open_page()
    page.set_viewport_size({"width": 360, "height": 740})
    home, broad = page.url.rstrip("/"), {}
    for path, words in pages:
        page.goto(home + path)
        expect(page.get_by_text(words).first).to_be_attached()
        width = page.evaluate("() => document.documentElement.scrollWidth")
        if width > 360:
            broad[path] = width
    open_page.errors.clear()  # the page that isn't there
    assert broad == {}


def test_the_keyboard_is_enough(open_page, example):
    """From the desk to a fixed finding without a mouse: skip link, tabs by arrows, F8 to the next finding, Escape closes."""
    page = open_page("/")
    expect(page.get_by_role("heading", name="Desk")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    page.goto(page.url.split("#")[0] + f"roles/{example[0]}/postings/{example[1]}")
    expect(page.get_by_text("Rethink the role first")).to_be_visible()
    page.get_by_role("tab", name="Findings").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Role")).to_be_focused()
    expect(page.get_by_role("heading", name="Which work it is")).to_be_visible()
    page.get_by_role("textbox", name=re.compile("Text of")).focus()
    page.keyboard.press("F8")
    expect(page.locator(".cm-tooltip-lint")).to_be_visible()


def test_the_pages_are_light(chromium, address):
    """Script of the first page and of the heaviest one, as it travels: at most 250 kB; the desk is there soon."""
    sizes = {path.name: len(gzip.compress(path.read_bytes())) for path in Path(ASSETS, "assets").glob("*.js")}
    chart = next(size for name, size in sizes.items() if name.startswith("chart-"))
    editor = next(size for name, size in sizes.items() if name.startswith("posting-"))
    assert sum(sizes.values()) - min(chart, editor) < BUDGET, "no page loads both the editor and the charts"
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{address}/enter?token={TOKEN}")
    page.get_by_role("heading", name="Desk").wait_for()
    page.reload()
    page.locator(".desk-role").first.wait_for()
    spent = page.evaluate("() => performance.now()")
    scripts = page.evaluate(
        "() => performance.getEntriesByType('resource').filter((one) => one.name.endsWith('.js')).map((one) => one.name.split('/').pop())"
    )
    context.close()
    assert sum(sizes[name] for name in scripts) < 50_000
    assert spent < 3000, "a second on an idle machine; three leave room for a busy one"
