"""Candidates in a real browser: a document uploaded, the matrix with its evidence, side by side, and erasure."""

from __future__ import annotations

import pytest

expect = pytest.importorskip("playwright.sync_api").expect

from test_matching import RESUME, send


def test_from_a_document_to_the_matrix_and_its_erasure(open_page, client, example, tmp_path):
    """Upload, what is read of it, the evidence of a cell, two side by side; after erasure neither name nor evidence is left."""
    (tmp_path / "resume.txt").write_text(RESUME)
    role = example[0]
    ids = [
        client.post(f"/api/roles/{role}/candidates", {"name": name}).json()["id"]
        for name in ("Ada Example", "Ben Example")
    ]
    assert send(client, ids[1], data=RESUME.replace("Python and SQL", "Scala").encode()).status_code == 201
    page = open_page(f"/roles/{role}/candidates")
    page.get_by_role("button", name="Upload the document of Candidate 1").click()
    page.get_by_label("Resume:").set_input_files(tmp_path / "resume.txt")
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("button", name="What is read of Candidate 1").click()
    expect(page.get_by_role("dialog")).to_contain_text("demand forecast")
    expect(page.get_by_role("dialog")).not_to_contain_text("Ada")
    page.get_by_role("button", name="Close").click()
    page.get_by_role("link", name="Beside the role").click()
    expect(page.get_by_role("columnheader", name="Candidate 1")).to_be_visible()
    expect(page.get_by_text("Ada Example")).to_have_count(0)
    page.locator("td.shown .cell").first.click()
    expect(page.get_by_role("dialog").locator("blockquote").first).to_be_visible()
    page.get_by_role("button", name="Close").click()
    for box in page.get_by_role("checkbox", name="side by side").all():
        box.check()
    expect(page.locator("td blockquote").first).to_be_visible()
    page.get_by_role("link", name="Candidates", exact=True).click()
    page.get_by_role("button", name="Erase Candidate 1").click()
    page.get_by_role("button", name="Erase for good").click()
    expect(page.get_by_text("Ada Example")).to_have_count(0)
    page.get_by_role("link", name="Beside the role").click()
    expect(page.get_by_role("columnheader", name="Candidate 2")).to_be_visible()
    expect(page.get_by_role("columnheader", name="Candidate 1")).to_have_count(0)
