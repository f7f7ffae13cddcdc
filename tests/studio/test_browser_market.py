"""The market in a real browser: from a file to figures, their picture and the words behind them."""

from __future__ import annotations

import pytest

expect = pytest.importorskip("playwright.sync_api").expect
pytest.importorskip("pyarrow")
pytest.importorskip("rensa")

from test_market import lines, survey


@pytest.fixture(autouse=True)
def apart(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_a_market_table_from_an_uploaded_corpus(open_page, client, tmp_path):
    """A corpus is uploaded and read while one looks on; table and picture answer to group and filter; a figure opens; CSV comes."""
    (tmp_path / "ads.jsonl").write_bytes(lines())
    page = open_page("/market")
    page.get_by_role("button", name="Bring your postings").click()
    page.get_by_label("A file:").set_input_files(tmp_path / "ads.jsonl")
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("80 rows in = 80 kept")).to_be_visible(timeout=60_000)
    expect(page.get_by_role("cell", name="python", exact=True)).to_be_visible()
    expect(page.locator(".drawing svg")).to_be_visible()
    page.get_by_label("By", exact=True).select_option("title_level")
    expect(page.get_by_role("cell", name="junior").first).to_be_visible()
    page.get_by_label("Column").select_option("title_level")
    page.get_by_label("Value").fill("senior")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("cell", name="junior")).to_have_count(0)
    expect(page.get_by_text("filters: title_level=senior")).to_be_visible()
    page.get_by_role("button", name="1 posting for python").click()
    expect(page.get_by_role("dialog").locator("mark")).to_have_text("Python")
    page.get_by_role("button", name="Close").click()
    with page.expect_download() as given:
        page.get_by_role("link", name="CSV").click()
    assert given.value.path().read_text().startswith("title_level,skill,n,of,share")
    page.reload()
    expect(page.get_by_text("filters: title_level=senior")).to_be_visible()
    page.get_by_role("button", name="Delete ads.jsonl").click()
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.get_by_role("heading", name="No postings yet")).to_be_visible()


def test_the_pool_meter_refuses_a_small_survey(open_page, client, example, tmp_path):
    """With enough respondents a share with its interval; with too few it says why there is none."""
    (tmp_path / "many.csv").write_bytes(survey(6000))
    (tmp_path / "few.csv").write_bytes(survey(100))
    page = open_page("/market")
    for name in ("many", "few"):
        page.get_by_role("button", name="Bring a survey").click()
        page.get_by_label("The public CSV").set_input_files(tmp_path / f"{name}.csv")
        page.get_by_role("button", name="Bring it").click()
        expect(page.get_by_role("button", name=f"{name}.csv").first).to_be_visible()
    page.get_by_role("button", name="many.csv").first.click()
    page.get_by_label("How many people").select_option(example[0])
    expect(page.get_by_text("professional developers meet all must-haves")).to_be_visible()
    page.get_by_role("button", name="few.csv").first.click()
    page.get_by_label("How many people").select_option(example[0])
    expect(page.get_by_text("below 5,000 no share is worth printing")).to_be_visible()
    open_page.errors.clear()  # the browser logs the 422 as an error
