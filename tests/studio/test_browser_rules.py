"""The team's rules in a real browser: points, a rule of their own with its tests, the law table."""

from __future__ import annotations

import pytest

expect = pytest.importorskip("playwright.sync_api").expect


def test_a_rule_of_the_teams_own_is_tried_and_used(open_page, client):
    """It is added, its tests run, kept, and fires in a check; a broken one says why."""
    page = open_page("/rules/own")
    page.get_by_role("button", name="Add a rule").click()
    page.get_by_role("button", name="Run their tests").click()
    expect(page.get_by_text("TEAM01 our old product name: all examples hold")).to_be_visible()
    box = page.get_by_label("Rule 1", exact=True)
    good = box.input_value()
    box.fill(good.replace("You build the Oldname", "You build the Other"))
    page.get_by_role("button", name="Run their tests").click()
    expect(page.get_by_text("bad example 1: the rule doesn’t fire")).to_be_visible()
    box.fill(good)
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_text("Kept; the next check knows it")).to_be_visible()
    found = client.post("/api/check", {"text": "ML Engineer\n\nYou run Oldname."}).json()["findings"]
    assert "TEAM01" in [one["code"] for one in found]


def test_points_and_thresholds_of_the_team(open_page, client):
    """What a hit counts, and a threshold, are changed in the page; the file to download has both."""
    page = open_page("/rules/RW604")
    page.get_by_label("Points a hit").fill("-9")
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_text("(the book: −3)")).to_be_visible()
    page.get_by_role("link", name="Thresholds").click()
    page.get_by_label("words note").fill("650")
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_text("Kept; the next check knows it").last).to_be_visible()
    text = client.get("/api/rules/file/rolewright.toml").text
    assert '"RW604" = -9' in text
    assert '"format.words_note" = 650' in text


def test_the_law_table_is_searched(open_page):
    """A law with its dates and the rules that look at it."""
    page = open_page("/rules/laws")
    page.get_by_label("Find a law").fill("colorado (epewa")
    expect(page.get_by_role("row")).to_have_count(3)  # the head, pay, earlier pay
    expect(page.get_by_role("cell", name="2021-01-01").first).to_be_visible()
