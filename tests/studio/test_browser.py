"""The studio in a real browser."""

from __future__ import annotations

import re

import pytest

from rolewright import api

expect = pytest.importorskip("playwright.sync_api").expect


def test_a_newcomer_sees_the_desk_and_mends_a_posting(open_page, example, client):
    """The desk shows the worked example; its posting has findings; one fix by click raises the score; it is saved."""
    page = open_page()
    expect(page.get_by_role("heading", name="Desk")).to_be_visible()
    page.get_by_role("link", name="Machine Learning Engineer", exact=True).click()
    page.get_by_role("link", name="As it was pasted").click()
    expect(page.get_by_text("Rethink the role first")).to_be_visible()
    assert page.locator(".finding-error").count() > 0
    finding = page.get_by_role("listitem").filter(has=page.get_by_role("link", name="RW604"))
    finding.get_by_role("button", name="Use the suggestion").click()
    expect(finding).to_have_count(0)
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    pasted = client.get(f"/api/postings/{example[1]}").json()
    assert pasted["revision"] == 2
    assert "rockstar" not in pasted["text"].lower()


def test_safe_fixes_are_applied_at_once_and_undone(open_page, client, example):
    """“Apply safe fixes” does what `rolewright check --fix` does; undo takes it back."""
    text = "# Data Engineer\n\nWe are looking for a Data Engineer who will utilize SQL in order to build pipelines.\n"
    made = client.post(f"/api/roles/{example[0]}/postings", {"title": "Wordy", "text": text}).json()["id"]
    after = api.fix_report(*_checked(text)).after
    assert after != text
    page = open_page(f"/roles/{example[0]}/postings/{made}")
    page.get_by_role("button", name="Apply safe fixes").click()
    expect(page.get_by_text(re.compile(r"\d+ fix(es)? applied"))).to_be_visible()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    assert client.get(f"/api/postings/{made}").json()["text"] == after
    page.keyboard.press("Control+z")


def _checked(text):
    def again(source):
        return api.check_posting(api.parse(source))

    return again(text), again


def test_typing_shows_new_findings_and_keeps_the_text(open_page, example, client):
    """A word that a rule objects to is underlined after a pause; the text is saved without a button."""
    role, _, good = example
    page = open_page(f"/roles/{role}/postings/{good}")
    text = page.get_by_role("textbox", name="Text of Second draft")
    expect(page.get_by_text("Ready to post")).to_be_visible()
    text.click()
    page.keyboard.press("Control+End")
    page.keyboard.type("\n\nWe want a rockstar.")
    expect(page.locator(".finding-warning", has_text="rockstar")).to_be_visible()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    assert client.get(f"/api/postings/{good}").json()["text"].endswith("We want a rockstar.")


def test_every_format_can_be_taken(open_page, example, client):
    """The page offers each file format and each applicant tracking system that `rolewright draft` writes."""
    from rolewright.writing.formats import FORMATS
    from rolewright.writing.systems import SYSTEMS

    page = open_page(f"/roles/{example[0]}/postings/{example[2]}")
    page.get_by_role("tab", name="Export").click()
    links = page.get_by_role("tabpanel").get_by_role("link").evaluate_all("(all) => all.map((one) => one.pathname)")
    assert sorted(link.rsplit("/", 1)[1] for link in links) == sorted((*FORMATS, *SYSTEMS))
    assert [client.get(link).status_code for link in links] == [200] * len(links)
    expect(page.locator(".result")).to_contain_text("Brightloaf · Denver")


def test_a_line_is_talked_about(open_page, example, client):
    """A comment stands at the cursor's line, leads back to it, and can be settled."""
    page = open_page(f"/roles/{example[0]}/postings/{example[2]}")
    page.get_by_role("textbox", name="Text of Second draft").get_by_text("What you'll do").click()
    page.get_by_role("tab", name="Comments").click()
    page.get_by_label("Comment on the cursor’s line").fill("Too long?")
    page.get_by_role("button", name="Comment", exact=True).click()
    remark = page.get_by_role("listitem").filter(has_text="Too long?")
    expect(remark).to_contain_text("## What you'll do")
    remark.get_by_role("button", name="Settle").click()
    expect(remark.get_by_role("button", name="Open again")).to_be_visible()
    (kept,) = client.get(f"/api/postings/{example[2]}").json()["comments"]
    lines = client.get(f"/api/postings/{example[2]}").json()["text"].split("\n")
    assert (lines[kept["line"] - 1], kept["resolved"]) == ("## What you'll do", True)
