"""A team's studio in a real browser: signing in, adding somebody, and what they see."""

from __future__ import annotations

import pytest

expect = pytest.importorskip("playwright.sync_api").expect

from conftest import served

from rolewright.store import people
from rolewright.store.engine import writing
from rolewright.studio.app import create_app
from rolewright.studio.config import Config
from rolewright.studio.passwords import hashed

PASSWORD = "four short words here"


def sign_in(page, email):
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def test_an_admin_adds_a_viewer_who_sees_less(chromium, engine):
    """A wrong password is told; the admin adds somebody; they sign in, and find no role of theirs and nothing to change."""
    with writing(engine) as connection:
        people.add(connection, "ana@example.com", "Ana", "admin", hashed(PASSWORD))
    app = create_app(engine, Config(alone=False, attempts_a_minute=1000, workers=0))
    with served(app) as address:
        one, two = chromium.new_context(), chromium.new_context()
        page = one.new_page()
        page.goto(address)
        page.get_by_label("E-mail").fill("ana@example.com")
        page.get_by_label("Password").fill("wrong")
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("alert")).to_contain_text("don't fit")
        sign_in(page, "ana@example.com")
        page.get_by_role("link", name="People").click()
        page.get_by_role("button", name="Add somebody").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("Name").fill("Vic")
        dialog.get_by_label("E-mail").fill("vic@example.com")
        dialog.get_by_label("Role").select_option("viewer")
        dialog.get_by_label("Password").fill(PASSWORD)
        dialog.get_by_role("button", name="Add", exact=True).click()
        expect(page.get_by_role("cell", name="vic@example.com")).to_be_visible()
        other = two.new_page()
        other.goto(f"{address}/log")
        sign_in(other, "vic@example.com")
        expect(other.get_by_text("No roles yet")).to_be_visible()
        expect(other.get_by_role("button", name="New role")).to_have_count(0)
        expect(other.get_by_role("link", name="Log")).to_have_count(0)
        other.get_by_role("button", name="Sign out").click()
        expect(other.get_by_role("heading", name="Sign in")).to_be_visible()
        one.close()
        two.close()
