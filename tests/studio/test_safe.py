"""What an attacker would try, each with what happens instead."""

from __future__ import annotations

import json

import pytest
from tests_studio_client import TOKEN, Client

from rolewright.studio.app import create_app
from rolewright.studio.config import Config


@pytest.mark.parametrize(
    "headers",
    [{"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"sec-fetch-site": "none"}, {"origin": "https://evil.example"},
     {"origin": "null"}, {}],
)  # fmt: skip
def test_another_site_changes_nothing(client, app, headers):
    """CSRF: a request with the cookie that our own page didn't send is refused before any route sees it."""
    other = Client(app, headers={})
    other.cookies = client.cookies
    before = client.get("/api/roles").json()
    assert other.post("/api/roles", {"title": "Forged"}, headers=headers).status_code == 403
    assert client.get("/api/roles").json() == before


def test_another_name_is_refused(client):
    """DNS rebinding: a page of another host that resolves to this machine gets nothing."""
    assert client.get("/api/roles", headers={"host": "evil.example:8787"}).status_code == 421
    assert client.get("/", headers={"host": "evil.example"}).status_code == 421


def test_a_wrong_token_opens_nothing(app):
    """And guessing it is slowed down."""
    client = Client(create_app(app.state.engine, Config(token=TOKEN, attempts_a_minute=3, workers=0)))
    got = [client.get("/enter?token=guess") for _ in range(4)]
    assert [one.status_code for one in got] == [303, 303, 303, 429]
    assert got[0].headers["location"] == "/signin"
    assert client.get("/api/roles").status_code == 401


def test_an_empty_token_is_no_key(app):
    """Where people sign in there is no token, and none that is empty."""
    client = Client(create_app(app.state.engine, Config(alone=False, workers=0)))
    assert client.get("/enter?token=").headers["location"] == "/signin"


def test_the_page_has_a_strict_policy(client):
    """No inline script, no other origin, no frame around it; the nonce is new each time."""
    one, two = client.get("/"), client.get("/")
    policy = one.headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert policy != two.headers["content-security-policy"]
    assert "<script>" not in one.text
    assert one.headers["x-content-type-options"] == "nosniff"
    assert "HttpOnly" in client.get(f"/enter?token={TOKEN}").headers["set-cookie"]
    assert "SameSite=strict" in client.get(f"/enter?token={TOKEN}").headers["set-cookie"]


@pytest.mark.parametrize(
    "path",
    ["/assets/../app.py", "/assets/%2e%2e/app.py", "/assets/..%2fapp.py", "/assets//etc/passwd", "/assets/none.js"],
)
def test_files_are_only_the_built_ones(client, path):
    """Path traversal: what isn't a built file isn't served."""
    answer = client.get(path)
    assert answer.status_code == 404 or '<div id="app">' in answer.text
    assert "create_app" not in answer.text


SCRIPT = "<img src=x onerror=window.hacked=1><script>window.hacked=1</script>"


def test_a_script_in_a_posting_never_runs(open_page, client, example):
    """XSS: in the title of a role, the name of a posting, its text, a comment, an exported page."""
    role = client.post("/api/roles", {"title": SCRIPT[:40]}).json()["id"]
    made = client.post(
        f"/api/roles/{role}/postings", {"title": SCRIPT[:60], "text": f"# {SCRIPT}\n\n{SCRIPT} rockstar\n"}
    ).json()["id"]
    client.post(f"/api/postings/{made}/comments", {"line": 1, "quote": SCRIPT, "body": SCRIPT})
    page = open_page("/")
    for path in ("/", f"/roles/{role}", f"/roles/{role}/postings/{made}"):
        page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + path)
        page.wait_for_timeout(700)
        assert page.evaluate("() => window.hacked") is None
    page.get_by_role("tab", name="Comments").click()
    page.wait_for_timeout(300)
    assert page.evaluate("() => window.hacked") is None
    html = client.get(f"/api/postings/{made}/export/html")
    assert html.status_code == 200, html.text
    assert "<script>window" not in html.text
    assert html.headers["content-disposition"].startswith("attachment")
    open_page.errors.clear()


def test_headers_cant_be_injected(client, example):
    """A title with line breaks is refused; a file's name holds letters and hyphens only."""
    assert client.post("/api/roles", {"title": "a\r\nSet-Cookie: x=1"}).status_code == 422
    name = client.get(f"/api/postings/{example[2]}/export/md").headers["content-disposition"]
    assert name == 'attachment; filename="machine-learning-engineer.md"'


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [("POST", "/api/check", {"text": "x" * 300_000}), ("POST", "/api/check", {"text": "x", "more": 1}), ("POST", "/api/check", {"text": "\x00"}),
     ("POST", "/api/check", {"text": "x", "format": "pdf"}), ("POST", "/api/check", {"text": "x", "date": "tomorrow"}),
     ("PUT", "/api/rules", {"base": 0, "ignore": ["NOPE"]}), ("POST", "/api/roles", {"toml": "= nonsense"}),
     ("GET", "/api/rules/NOPE", None), ("GET", "/api/postings/%00", None)],
)  # fmt: skip
def test_bad_input_is_told(client, method, path, body):
    """With what, where and what to do; never as a mistake of the program."""
    answer = client.request(method, path, json=body) if body is not None else client.request(method, path)
    assert answer.status_code in {404, 422}
    assert set(answer.json()["error"]) >= {"what", "where", "do"}


def test_a_body_without_end_is_cut_off(app, client):
    """More than the limit is refused by its length."""
    answer = client.request("POST", "/api/check", content=b"x", headers={"content-length": str(1 << 40)})
    assert answer.status_code == 413


def test_a_database_that_fails_is_told(client, app, monkeypatch):
    """A disk that is full, a server that is gone: 503, what the database said, and that nothing was changed."""
    import sqlalchemy as sa

    def fail(*_, **__):
        raise sa.exc.OperationalError("INSERT", {}, Exception("database or disk is full"))

    monkeypatch.setattr("rolewright.store.roles.create", fail)
    answer = client.post("/api/roles", {"title": "x"})
    assert answer.status_code == 503
    assert "full" in answer.json()["error"]["what"]
    assert "nothing was changed" in answer.json()["error"]["do"]
    assert json.dumps(answer.json()).count("INSERT") == 0
